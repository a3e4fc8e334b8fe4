// The page of a comparison in a real browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { assertSound, at, column, firebreak, open, reportOf, screens, shipped, show } from './harness.mjs';

const layout = (name) => ['--layout', shipped(`scenarios/layouts/${name}.json`)];
firebreak(
  'compare',
  shipped('scenarios/incidents/pangyo-2022.json'),
  '--replications',
  '6',
  '--out',
  at('compare'),
  ...layout('single-site'),
  ...layout('two-site-active'),
  ...layout('three-site-quorum'),
);
const file = reportOf('compare');
const comparison = JSON.parse(readFileSync(at('compare/comparison.json'), 'utf8'));

for (const screen of [screens[1], screens[2]]) {
  test(`every tab at ${screen.width} px, ${screen.colorScheme}`, async () => {
    const page = await open(file, screen);
    for (const id of ['answer', 'numbers', 'about']) {
      await show(page, id);
      await assertSound(page, id);
    }
    await page.context().close();
  });
}

test('one small figure for each layout, on one scale', async () => {
  const page = await open(file);
  const figures = await page.$$eval('.multiple', (list) =>
    list.map((figure) => ({
      name: figure.querySelector('figcaption').textContent,
      ticks: [...figure.querySelectorAll('.tick')].map(({ textContent }) => textContent).join(),
    })),
  );
  assert.deepEqual(
    figures.map(({ name }) => name),
    comparison.layouts.map(({ label }) => label),
  );
  assert.equal(new Set(figures.map(({ ticks }) => ticks)).size, 1);
});

test('differences carry their intervals and a verdict', async () => {
  const page = await open(file);
  const functions = await column(page, 'Hours until fully back', 0);
  const verdicts = await column(page, 'Hours until fully back', 4);
  const { mean, ci95 } = comparison.differences[0].services.mail.functions.read.recovery_h.full;
  assert.ok(mean < 0 && ci95[1] < 0);
  assert.match(verdicts[functions.indexOf('mail/read')], /sooner/);
  const intervals = await column(page, 'Hours until fully back', 2);
  assert.ok(intervals.every((text) => text.includes('…')));
});

test('the table of measures sorts by number', async () => {
  const page = await open(file);
  await show(page, 'numbers');
  await page.click('#panel-numbers .table-box >> nth=0 >> .sort >> nth=2');
  const means = (await column(page, 'Paired differences', 2)).map((text) => {
    const scale = { M: 1e6, bn: 1e9 }[text.split(' ')[1]] ?? 1;
    return scale * Number(text.split(' ')[0].replace('−', '-').replaceAll(',', ''));
  });
  assert.ok(means.every((value, i) => i === 0 || value >= means[i - 1] - Math.abs(means[i - 1]) / 10));
});

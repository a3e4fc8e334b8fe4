// The page of a comparison in a real browser.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
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
  const verdicts = await column(page, 'Hours until fully back', 5);
  const { mean, ci95 } = comparison.differences[0].services.mail.functions.read.recovery_h.full;
  assert.ok(mean < 0 && ci95[1] < 0);
  assert.match(verdicts[functions.indexOf('mail/read')], /sooner/);
  const intervals = await column(page, 'Hours until fully back', 2);
  assert.ok(intervals.every((text) => text.includes('…')));
});

test('every other layout against the one that is chosen, with signs and ends turned', async () => {
  const page = await open(file);
  const headings = () => page.locator('.panel.shown .strips h3').allTextContents();
  const labels = comparison.layouts.map(({ label }) => label);
  const against = (base) =>
    labels.filter((label) => label !== base).map((label) => `${label} against ${base}`);
  assert.deepEqual(await headings(), against(labels[0]));
  const shown = async (index) =>
    (await column(page, 'Hours until fully back', index)).map((text) => text.trim());
  const there = { mean: await shown(1), ends: await shown(2) };
  await page.selectOption('#base', { label: labels[1] });
  assert.deepEqual(await headings(), against(labels[1]));
  const turned = (text) => (text.startsWith('−') ? text.replace('−', '+') : text.replace('+', '−'));
  assert.deepEqual(await shown(1), there.mean.map(turned));
  assert.deepEqual(
    await shown(2),
    there.ends.map((text) => text.split(' … ').reverse().map(turned).join(' … ')),
  );
  await page.selectOption('#base', { label: labels[2] });
  const third = comparison.differences.find(({ base, label }) => base === labels[1] && label === labels[2]);
  const { mean } = third.services.chat.functions.text.recovery_h.full;
  const functions = await column(page, 'Hours until fully back', 0);
  const cell = page
    .locator('.panel.shown .strips')
    .nth(1)
    .locator('td.lead')
    .nth(functions.indexOf('chat/text'));
  const drawn = Number((await cell.textContent()).replace('−', '-'));
  assert.ok(Math.abs(drawn + mean) < 0.06, `${drawn} for ${-mean}`);
  assert.deepEqual(page.complaints, []);
});

test('numbers leave out what no layout changes, and what never happened', async () => {
  const page = await open(file);
  await show(page, 'numbers');
  const measures = await column(page, 'Paired differences to single-site', 1);
  assert.ok(measures.includes('chat / text / recovery h / full'));
  assert.equal(measures.filter((text) => text.startsWith('gasan')).length, 0, `${measures}`);
  await page.selectOption('#base-of-numbers', { label: 'three-site-quorum' });
  assert.equal((await column(page, 'Paired differences to three-site-quorum', 0))[0], 'single-site');
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

test('without prices the page is silent on money', async () => {
  const page = await open(file);
  const silent = comparison.layouts.every(({ economics }) => !economics);
  assert.equal(await page.locator('h2', { hasText: 'worth its price' }).count(), silent ? 0 : 1);
});

test('cost against hours saved, in the currency of the scenario, with intervals', async () => {
  const money = (capital, yearly, mean, payback) => ({
    capital,
    yearly_cost: yearly,
    yearly_total: yearly + mean / 100,
    loss_per_fire: { mean, ci95: [mean - 1e6, mean + 1e6] },
    payback,
  });
  const payback = {
    years: { value: 12.3, ci95: [4.5, null] },
    pays_in_period_probability: 0.25,
    break_even_ignitions_per_site_year: 0.125,
  };
  const priced = structuredClone(comparison);
  priced.economics = { currency: 'MEUR<b>', planning_period_years: 15, discount_rate_ratio: 0.05 };
  priced.layouts.forEach((layout, i) => {
    layout.economics = money(i * 1e6, 5e4 + i * 2e5, 9e6 - i * 2e6, i ? payback : undefined);
  });
  cpSync(at('compare'), at('priced'), { recursive: true });
  writeFileSync(at('priced/comparison.json'), JSON.stringify(priced));
  for (const screen of [screens[1], screens[2]]) {
    const page = await open(reportOf('priced'), screen);
    assert.deepEqual(
      await column(page, 'Amounts in MEUR<b>', 0),
      comparison.layouts.map(({ label }) => label),
    );
    assert.equal((await column(page, 'Amounts in', 3))[1], '7 M (6 M … 8 M)');
    assert.equal((await column(page, 'Amounts in', 5))[1], '12.3 years (4.5 years … never)');
    assert.equal((await column(page, 'Amounts in', 6))[1], 'every 8 y');
    assert.equal((await column(page, 'Amounts in', 7))[2], '25 %');
    const verdict = await page.locator('.panel.shown .lead-line').textContent();
    const [base, second] = comparison.layouts.map(({ label }) => label);
    assert.ok(verdict.startsWith(`Cheapest, building and fires together: ${base}`), verdict);
    assert.ok(verdict.includes(`Against ${base}, at the means, ${second} pays after 12.3 years`), verdict);
    assert.equal(
      await page.locator('.note', { hasText: `“Pays” is against ${base}, the first layout` }).count(),
      1,
    );
    const texts = await page.locator('.panel.shown .chart svg text').allTextContents();
    assert.ok(texts.includes('cost a year (MEUR<b>)') && texts.includes('user-hours saved'), `${texts}`);
    await assertSound(page, 'money');
    await page.context().close();
  }
});

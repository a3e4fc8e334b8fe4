// The page of a sweep in a real browser: a grid with its heat map, a screening with its tornado.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { assertSound, at, column, firebreak, open, screens, shipped, show } from './harness.mjs';

const full = '/services/shop/functions/buy/recovery_h/full';

/** Sweeps the small shop of the template, and reports it. */
function sweep(name, design, axes) {
  const plan = {
    schema: 1,
    name,
    scenario: shipped('scenarios/templates/minimal.json'),
    axes,
    design,
    replications: { count: 4 },
    measures: ['/services/*/functions/*/recovery_h/full', '/services/*/functions/*/unserved_user_h'],
  };
  writeFileSync(at(`${name}.json`), JSON.stringify(plan));
  firebreak('sweep', at(`${name}.json`), '--allow-path', shipped('scenarios'), '--store', at(`${name}.db`));
  firebreak('report', at(`${name}.db`));
  return at(`${name}.html`);
}

const crews = { pointer: '/response/crews/technicians', values: [1, 4, 16] };
const drilled = { pointer: '/response/drilled', values: [false, true] };
const grid = sweep('grid', { grid: {} }, { technicians: crews, drilled });
const morris = sweep('screening', { morris: { trajectories: 4 } }, { technicians: crews, drilled });
const summary = JSON.parse(firebreak('summary', at('grid.db'), '--format', 'json'));

for (const screen of [screens[1], screens[2]]) {
  for (const [name, file] of [
    ['grid', grid],
    ['screening', morris],
  ]) {
    test(`every tab of a ${name} at ${screen.width} px, ${screen.colorScheme}`, async () => {
      const page = await open(file, screen);
      for (const id of ['answer', 'points', 'failures', 'numbers', 'about']) {
        await show(page, id);
        await page.waitForTimeout(150);
        await assertSound(page, id);
      }
      await page.context().close();
    });
  }
}

test('points come with the means that summary prints', async () => {
  const page = await open(grid);
  await show(page, 'points');
  const names = await column(page, '', 0);
  assert.equal(names.length, 6);
  const means = (await column(page, '', 1)).map((text) => parseFloat(text));
  const measure = summary.measures.find(({ measure: path }) => path.endsWith('/recovery_h/full'));
  const expected = measure.points.map(({ mean }) => mean.value).sort((a, b) => a - b);
  expected.forEach((value, i) =>
    assert.ok(
      value < 1 || Math.abs(means[i] - value) < 0.06 * Math.max(value, 1),
      `${means[i]} for ${value}`,
    ),
  );
});

test('a grid has a heat map with a cell for each pair of levels', async () => {
  const page = await open(grid);
  const chart = page.locator('.panel.shown .chart').last();
  await chart.scrollIntoViewIfNeeded();
  const texts = await chart.locator('svg text').allTextContents();
  for (const word of ['1', '4', '16', 'false', 'true'])
    assert.ok(texts.includes(word), `${word} in ${texts}`);
});

test('a screening ranks its axes, the strongest first', async () => {
  const page = await open(morris);
  const axes = await column(page, 'Mean change when only', 0);
  assert.deepEqual([...axes].sort(), ['drilled', 'technicians']);
  assert.match(await page.textContent('.panel.shown'), /Effect and interaction/);
});

test('another measure draws another page', async () => {
  const page = await open(grid);
  const before = await page.textContent('.panel.shown .cards');
  await page.selectOption('#measure', { index: summary.measures.length - 1 });
  assert.notEqual(await page.textContent('.panel.shown .cards'), before);
  await assertSound(page, 'another measure');
});

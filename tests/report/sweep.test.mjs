// The page of a sweep in a real browser: a grid with its heat map, a screening with its tornado, random
// points of which some fail.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { assertSound, at, column, firebreak, open, screens, shipped, show } from './harness.mjs';

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
  const words = [
    'sweep',
    at(`${name}.json`),
    '--allow-path',
    shipped('scenarios'),
    '--store',
    at(`${name}.db`),
  ];
  try {
    firebreak(...words);
  } catch (error) {
    assert.equal(error.status, 4); // some runs failed, the others are there
  }
  firebreak('report', at(`${name}.db`));
  return at(`${name}.html`);
}

const crews = { pointer: '/response/crews/technicians', values: [1, 4, 16] };
const drilled = { pointer: '/response/drilled', values: [false, true] };
const grid = sweep('grid', { grid: {} }, { technicians: crews, drilled });
const morris = sweep('screening', { morris: { trajectories: 4 } }, { technicians: crews, drilled });
const luck = { pointer: '/parameters/restoration/clearance_h/lognormal/median', log_range: [1, 40] };
/** Its patches cannot be applied together: what removes a thing leaves nothing to replace. */
const broken = {
  first: { patches: { keep: [], remove: [{ op: 'remove', path: '/description' }] } },
  second: { patches: { keep: [], replace: [{ op: 'replace', path: '/description', value: 'x' }] } },
};
const random = sweep('random', { monte_carlo: { points: 24 } }, { clearance: luck, ...broken });
const summaryOf = (name) => JSON.parse(firebreak('summary', at(`${name}.db`), '--format', 'json'));
const summary = summaryOf('grid');
const partCalled = (page, title) =>
  page.locator('.panel.shown .part').filter({ has: page.locator('h2', { hasText: title }) });

for (const screen of [screens[1], screens[2]]) {
  test(`every tab of every design at ${screen.width} px, ${screen.colorScheme}`, async () => {
    for (const file of [grid, morris, random]) {
      const page = await open(file, screen);
      for (const id of ['answer', 'points', 'failures', 'numbers', 'about']) {
        await show(page, id);
        await page.waitForTimeout(100);
        await assertSound(page, `${id} of ${file}`);
      }
      await page.context().close();
    }
  });
}

test('a grid: points with the means that summary prints, sorted, and a heat map of all pairs', async () => {
  const page = await open(grid);
  const texts = await partCalled(page, 'Two axes').locator('.chart svg text').allTextContents();
  for (const word of ['1', '4', '16', 'false', 'true', 'technicians', 'drilled'])
    assert.ok(texts.includes(word), `${word} in ${texts}`);
  assert.equal(texts.filter((text) => / h$/.test(text) && !/–/.test(text)).length >= 6, true, `${texts}`);
  await show(page, 'points');
  const of = '';
  const points = (await column(page, of, 0)).map(Number);
  assert.deepEqual([...points].sort(), [0, 1, 2, 3, 4, 5]);
  const measure = summary.measures.find(({ measure: path }) => path.endsWith('/recovery_h/full'));
  const hours = (text) => parseFloat(text) / ({ s: 3600, min: 60, h: 1 }[text.split(' ')[1]] ?? NaN);
  const means = (await column(page, of, 1)).map(hours);
  points.forEach((point, row) => {
    const { value } = measure.points[point].mean;
    assert.ok(Math.abs(means[row] - value) <= 0.06 + value / 100, `${means[row]} for ${value}`);
  });
  assert.deepEqual(
    means,
    [...means].sort((a, b) => a - b),
  );
  await page.click('.panel.shown .sort >> text=Mean');
  await page.click('.panel.shown .sort >> text=Mean');
  assert.deepEqual(
    (await column(page, of, 1)).map(hours),
    [...means].sort((a, b) => b - a),
  );
  await assertSound(page, 'sorted');
});

test('a screening ranks its axes, the strongest first, and plots effect against interaction', async () => {
  const page = await open(morris);
  const axes = await column(page, 'Mean change when only', 0);
  const measure = summaryOf('screening').measures.find(({ measure: path }) =>
    path.endsWith('/recovery_h/full'),
  );
  const ranked = [...measure.sensitivities].sort((a, b) => b.mu_star.value - a.mu_star.value);
  assert.deepEqual(
    axes,
    ranked.map(({ axis }) => axis),
  );
  const texts = await partCalled(page, 'What decides').locator('.chart svg text').allTextContents();
  assert.ok(texts.includes('effect μ* (h)') && texts.includes('spread σ (h)'), `${texts}`);
  assert.equal(await partCalled(page, 'Two axes').count(), 0);
});

test('random points: an axis of many values in slices, and a curve that falls from all to none', async () => {
  const page = await open(random);
  const axes = await column(page, 'From the lowest to the highest', 0);
  assert.deepEqual([...axes].sort(), ['clearance', 'first', 'second']);
  const lowest = await column(page, 'From the lowest to the highest', 3);
  assert.match(lowest[axes.indexOf('clearance')], /^[\d.]+ to [\d.]+: /);
  const data = await page.evaluate(() => JSON.parse(document.getElementById('data').textContent));
  for (const curve of data.exceedance) {
    curve.forEach(([value, share], i) => {
      assert.ok(i === 0 || (value >= curve[i - 1][0] && share <= curve[i - 1][1]));
    });
    assert.equal(curve[curve.length - 1][1], 0);
  }
  const texts = await partCalled(page, 'How bad').locator('.chart svg text').allTextContents();
  assert.ok(
    texts.includes('% of runs above') && texts.some((text) => text.endsWith('fully back (h)')),
    `${texts}`,
  );
});

test('runs that failed are listed with their reason, and how to see one again', async () => {
  const page = await open(random);
  await show(page, 'failures');
  const { failed } = summaryOf('random').runs;
  assert.ok(failed > 0);
  const why = await column(page, 'All of them', 3);
  assert.equal(why.length, failed);
  assert.ok(why.every((text) => text.includes('the patch cannot be applied')));
  const settings = await column(page, 'All of them', 4);
  assert.ok(settings.every((text) => text.includes('first remove, second replace')));
  assert.match(await page.textContent('.panel.shown .command'), /sweep .*random\.json --replay \d+:\d+/);
});

test('another measure draws another page', async () => {
  const page = await open(grid);
  const before = await page.textContent('.panel.shown .cards');
  await page.selectOption('#measure', { index: summary.measures.length - 1 });
  assert.notEqual(await page.textContent('.panel.shown .cards'), before);
  await assertSound(page, 'another measure');
});

// A result with two humps on the page: gas puts most fires out, the others cost a day.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { assertSound, at, column, firebreak, open, reportOf, shipped, show } from './harness.mjs';

const gas = [
  '/parameters/suppression/agent_stops_battery_fire_probability=0.83',
  '/layout/sites/north/rooms/battery/shared_void_with=[]',
  '/layout/sites/north/power/pdu-a/inputs=[{"from":"ups-a"}]',
].flatMap((change) => ['--set', change]);
const scenario = shipped('scenarios/templates/minimal.json');
firebreak('run', scenario, '--replications', '100', ...gas, '--out', at('gas'));
const file = reportOf('gas');
const metrics = JSON.parse(readFileSync(at('gas/metrics.json'), 'utf8'));
const full = metrics.services.shop.functions.order.recovery_h.full;

const number = (value) => value.toFixed(1).replace(/\.0$/, '');

for (const width of [400, 1280]) {
  test(`both humps of a run at ${width} px`, async () => {
    assert.ok(full.affected > 0 && full.affected < 50, 'the scenario has two humps');
    const page = await open(file, { width });
    const cards = await page.textContent('.panel.shown .cards');
    assert.match(cards, /In most replications\s*no outage/);
    const worst = Math.max(
      ...Object.values(metrics.services.shop.functions).map(({ recovery_h: of }) => of.full.affected),
    );
    assert.ok(cards.includes(`is never down in ${100 - worst} of 100`), cards);
    assert.match(cards, /Otherwise the last function is back after/);
    const names = await column(page, 'Hours since ignition until', 0);
    const back = await column(page, 'Hours since ignition until', 2);
    assert.equal(
      back[names.indexOf('Placing an order')],
      `never down in ${100 - full.affected} of 100, otherwise ${number(full.among_affected.p50)} h`,
    );
    await show(page, 'numbers');
    const affected = await column(page, 'Time until the level is reached', 8);
    assert.ok(affected.includes(`${full.affected} of 100`));
    await assertSound(page, `two humps at ${width} px`);
    await page.context().close();
  });
}

test('both humps of a comparison', async () => {
  firebreak('init', at('burns.json'), '--template', 'minimal');
  firebreak('compare', scenario, at('burns.json'), '--replications', '40', ...gas, '--out', at('both'));
  const page = await open(reportOf('both'), { width: 1280 });
  const text = await page.textContent('.panel.shown');
  assert.match(text, /no function is down in more than \d+ of 40 replications; otherwise/);
  assert.match(text, /never down in \d+ of 40, otherwise/);
  await assertSound(page, 'comparison');
  await page.context().close();
});

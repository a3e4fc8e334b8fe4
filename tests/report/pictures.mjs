// Draws the pictures of docs/tutorial.md from the pages that its commands make: not a test, but its sibling.
// Run by the target `tutorial_pictures`.
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { at, firebreak, open, reportOf, shipped, show } from './harness.mjs';

const pictures = shipped('docs/pictures');
const incident = shipped('scenarios/incidents/pangyo-2022.json');
const layouts = ['single-site', 'two-site-active', 'three-site-quorum'];
const size = { width: 1160 };

/** The top of one part of a page, or of the whole page. */
async function take(page, name, height, selector = 'body') {
  const box = await page.locator(selector).first().boundingBox();
  const clip = { x: box.x, y: box.y, width: box.width, height: Math.min(height, box.height) };
  await page.screenshot({ path: `${pictures}/${name}.png`, clip, fullPage: true });
}

test('pictures of a run and of two comparisons', async () => {
  mkdirSync(pictures, { recursive: true });
  firebreak('run', incident, '--out', at('run'));
  firebreak(
    'advise',
    at('run/scenario.resolved.json'),
    '--function',
    'chat/text',
    '--replications',
    '50',
    '--into',
    at('run'),
  );
  firebreak(
    'compare',
    incident,
    '--replications',
    '50',
    '--out',
    at('compare'),
    ...layouts.flatMap((name) => ['--layout', shipped(`scenarios/layouts/${name}.json`)]),
  );
  const run = await open(reportOf('run'), size);
  await run.waitForTimeout(300);
  await take(run, 'answer', 760);
  await take(run, 'course', 700, '.panel.shown .part >> nth=1');
  await take(run, 'help', 700, '.panel.shown .part >> nth=3');
  await show(run, 'building');
  await run.click('.panel.shown button:text-is("first power back")');
  await run.focus('#time');
  for (let i = 0; i < 25; i += 1) await run.keyboard.press('ArrowRight');
  await take(run, 'building', 1100, '.panel.shown .part');
  await show(run, 'why');
  await run.selectOption('#function', 'chat/text');
  await take(run, 'why', 620, '.panel.shown .part');
  const compare = await open(reportOf('compare'), size);
  await take(compare, 'compare', 900);
  await take(compare, 'differences', 520, '.panel.shown .part >> nth=1');
  const rivals = ['single-site', 'hardened-single-site', 'three-site-quorum'];
  firebreak(
    'compare',
    incident,
    '--replications',
    '50',
    '--set',
    `/economics=${shipped('scenarios/economics/pangyo.json')}`,
    '--out',
    at('price'),
    ...rivals.flatMap((name) => ['--layout', shipped(`scenarios/layouts/${name}.json`)]),
  );
  await take(await open(reportOf('price'), size), 'price', 1100, '.panel.shown .part >> nth=2');
});

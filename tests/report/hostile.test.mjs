// Names that are markup, and names of ten thousand characters, are text: shown, foldable, harmless.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { assertSound, at, firebreak, open, reportOf, screens, shipped, show } from './harness.mjs';

const script =
  '</script><script>window.harmed = 1</script><img src=x onerror="window.harmed = 2">' +
  '<!-- <baseline> & "quotes"';
const long = `${'Ein sehr langer Name ohne Ende '.repeat(322)}ENDE`;
const unbroken = 'W'.repeat(10000);

const set = (pointer, value) => ['--set', `${pointer}=${JSON.stringify(value)}`];
const functions = '/services/services/chat/functions';
firebreak(
  'run',
  shipped('scenarios/incidents/pangyo-2022.json'),
  '--replications',
  '2',
  '--out',
  at('hostile'),
  ...set('/name', script),
  ...set('/description', long),
  ...set(`${functions}/text/title`, script),
  ...set(`${functions}/media/title`, unbroken),
  ...set('/layout/sites/pangyo/title', script),
  ...set('/published/0/label', script),
  ...set('/published/1/source', unbroken),
);

const file = reportOf('hostile');

test('the data block cannot be left', () => {
  const html = readFileSync(file, 'utf8');
  assert.equal(html.match(/<script/gi).length, 2);
  assert.ok(!/window\.harmed = 1<\/script>/.test(html));
});

for (const screen of [screens[1], screens[2]]) {
  test(`harmless at ${screen.width} px, ${screen.colorScheme}`, async () => {
    const page = await open(file, screen);
    for (const id of ['answer', 'building', 'why', 'facility', 'numbers', 'about']) {
      await show(page, id);
      await page.waitForTimeout(100);
      await assertSound(page, id);
    }
    assert.equal(await page.evaluate(() => window.harmed), undefined);
    assert.equal(await page.$$eval('#page script, #page img', (nodes) => nodes.length), 0);
    await page.context().close();
  });
}

test('they are shown as text, and in full on demand', async () => {
  const page = await open(file);
  assert.equal(await page.title(), `${script} - Firebreak`);
  const head = await page.$eval('h1', (node) => node.textContent);
  assert.ok(head.includes(script));
  const rows = await page.$$eval('.panel.shown tbody details', (nodes) =>
    nodes.map((node) => ({ height: node.offsetHeight, text: node.lastChild.textContent })),
  );
  const folded = rows.find(({ text }) => text.startsWith('WWWW'));
  assert.equal(folded.text, unbroken);
  assert.ok(folded.height < 120, `folded: ${folded.height} px`);
  const subtitle = page.locator('.subtitle details');
  await subtitle.locator('summary').focus();
  await page.keyboard.press('Enter');
  assert.ok(await subtitle.evaluate((node) => node.open && node.lastChild.textContent.endsWith('ENDE')));
});

test('tooltips of charts do not read names as markup', async () => {
  const page = await open(file);
  const box = await page.locator('.panel.shown .chart').boundingBox();
  for (let y = 60; y < box.height; y += 60) {
    await page.mouse.move(box.x + box.width / 2, box.y + y);
    await page.waitForTimeout(40);
  }
  assert.equal(await page.evaluate(() => window.harmed), undefined);
  assert.deepEqual(page.complaints, []);
});

test('hostile words in the data of a comparison', async () => {
  const sides = JSON.parse(
    firebreak(
      'compare',
      shipped('scenarios/templates/minimal.json'),
      shipped('scenarios/templates/minimal.json'),
      '--replications',
      '2',
      '--format',
      'json',
      '--out',
      at('pair'),
    ),
  );
  sides.layouts[1].label = script;
  sides.differences[0].label = script;
  sides.base = unbroken;
  sides.layouts[0].label = unbroken;
  writeFileSync(at('pair/comparison.json'), JSON.stringify(sides));
  for (const screen of [screens[1], screens[2]]) {
    const page = await open(reportOf('pair'), screen);
    for (const id of ['answer', 'numbers', 'about']) {
      await show(page, id);
      await page.waitForTimeout(100);
      await assertSound(page, id);
    }
    assert.equal(await page.evaluate(() => window.harmed), undefined);
    assert.ok((await page.textContent('#panel-answer')).includes(script));
    assert.equal(await page.$$eval('#page script, #page img', (nodes) => nodes.length), 0);
    await page.context().close();
  }
});

test('hostile words in a sweep: its name, and what its failures say', async () => {
  const plan = {
    schema: 1,
    name: script,
    scenario: shipped('scenarios/templates/minimal.json'),
    axes: {
      first: { patches: { keep: [], remove: [{ op: 'remove', path: '/description' }] } },
      second: { patches: { keep: [], replace: [{ op: 'replace', path: '/description', value: script }] } },
    },
    design: { grid: {} },
    replications: { count: 2 },
    measures: ['/services/*/functions/*/recovery_h/full'],
  };
  writeFileSync(at('sweep.json'), JSON.stringify(plan));
  const words = ['sweep', at('sweep.json'), '--allow-path', shipped('scenarios'), '--store', at('sweep.db')];
  assert.throws(() => firebreak(...words), { status: 4 });
  firebreak('report', at('sweep.db'));
  // Ids of axes and levels are letters and digits; what a failure says can be anything.
  const inJson = (text) => JSON.stringify(text).slice(1, -1).replaceAll('<', '\\u003c');
  const html = readFileSync(at('sweep.html'), 'utf8');
  const reason = 'there is no /description';
  assert.ok(html.includes(reason));
  writeFileSync(at('sweep.html'), html.replace(reason, inJson(script)).replace(reason, inJson(unbroken)));
  for (const screen of [screens[1], screens[2]]) {
    const page = await open(at('sweep.html'), screen);
    assert.ok((await page.title()).startsWith(script));
    for (const id of ['answer', 'points', 'failures', 'numbers', 'about']) {
      await show(page, id);
      await page.waitForTimeout(100);
      await assertSound(page, id);
    }
    const failures = await page.textContent('#panel-failures');
    assert.ok(failures.includes(script) && failures.includes(unbroken));
    assert.equal(await page.evaluate(() => window.harmed), undefined);
    assert.equal(await page.$$eval('#page script, #page img', (nodes) => nodes.length), 0);
    await page.context().close();
  }
});

// The page of a run in a real browser: tabs, slider, sorting, keys, widths, themes, paper.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { assertSound, at, column, firebreak, open, reportOf, screens, shipped, show } from './harness.mjs';

firebreak('run', shipped('scenarios/incidents/pangyo-2022.json'), '--replications', '20', '--out', at('run'));
const file = reportOf('run');
const metrics = JSON.parse(readFileSync(at('run/metrics.json'), 'utf8'));
const tabs = ['answer', 'building', 'why', 'facility', 'numbers', 'about'];
const recoveries = 'Hours since ignition until';

for (const screen of screens) {
  test(`every tab at ${screen.width} px, ${screen.colorScheme}`, async () => {
    const page = await open(file, screen);
    for (const id of tabs) {
      await show(page, id);
      await page.waitForTimeout(150);
      await assertSound(page, id);
      const shown = await page.$$eval('.panel', (panels) =>
        panels.filter((panel) => panel.offsetParent).map(({ id: name }) => name),
      );
      assert.deepEqual(shown, [`panel-${id}`]);
    }
    const light = await page.evaluate(() =>
      getComputedStyle(document.body)
        .backgroundColor.match(/\d+/g)
        .every((part) => part > 128),
    );
    assert.equal(light, screen.colorScheme === 'light');
    await page.context().close();
  });
}

test('the answer says what metrics.json says', async () => {
  const page = await open(file);
  const functions = await column(page, recoveries, 0);
  assert.equal(
    functions.length,
    Object.values(metrics.services).flatMap(({ functions: all }) => Object.keys(all)).length,
  );
  const median = metrics.services.mail.functions.read.recovery_h.full.p50;
  assert.equal((await column(page, recoveries, 1))[functions.indexOf('Reading mail')], 'mail');
  const back = await column(page, recoveries, 2);
  assert.equal(back[functions.indexOf('Reading mail')], `${median.toFixed(1).replace(/\.0$/, '')} h`);
  assert.match(await page.textContent('.facts'), /20 replications/);
});

test('a column sorts, and sorts back', async () => {
  const page = await open(file);
  const before = await column(page, recoveries, 0);
  await page.click('.panel.shown .strips .sort >> nth=0');
  const up = await column(page, recoveries, 0);
  assert.deepEqual(up, [...before].sort());
  assert.equal(await page.getAttribute('.panel.shown .strips th >> nth=0', 'aria-sort'), 'ascending');
  await page.click('.panel.shown .strips .sort >> nth=0');
  assert.deepEqual(await column(page, recoveries, 0), [...before].sort().reverse());
});

test('numbers sort as numbers, with their units', async () => {
  const page = await open(file);
  await page.click('.panel.shown .strips .sort >> nth=4');
  const targets = await column(page, recoveries, 5);
  const hours = targets.map((text) => parseFloat(text) / (text.endsWith('min') ? 60 : 1));
  assert.deepEqual(
    hours,
    [...hours].sort((a, b) => a - b),
  );
  assert.ok(new Set(hours).size > 2);
});

test('a table is copied', async () => {
  const page = await open(file);
  await page.click('.panel.shown .tools button >> nth=0');
  await page.waitForFunction(() => document.querySelector('.panel.shown .said').textContent === 'copied');
});

test('keys move through the tabs', async () => {
  const page = await open(file);
  await page.focus('#tab-answer');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.getAttribute('#tab-building', 'aria-selected'), 'true');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-building');
  await page.keyboard.press('End');
  assert.equal(await page.getAttribute('#tab-about', 'aria-selected'), 'true');
  await page.keyboard.press('Home');
  assert.equal(await page.getAttribute('#tab-answer', 'aria-selected'), 'true');
});

/** Waits until so many racks are up; the plan is drawn with the next frame. */
const untilRacksUp = (page, wanted) =>
  page.waitForFunction((racks) => {
    const counts = [...document.querySelectorAll('#panel-building .sites .count')]
      .map(({ textContent }) => /^(\d+)\/\d+ up/.exec(textContent))
      .filter(Boolean);
    return counts.length > 0 && counts.reduce((sum, [, up]) => sum + Number(up), 0) === racks;
  }, wanted);

test('slider, jumps and play move the building through time', async () => {
  const page = await open(file);
  await show(page, 'building');
  await untilRacksUp(page, 800);
  await page.click('text="power cut on purpose"');
  await untilRacksUp(page, 0);
  assert.match(await page.textContent('#panel-building .now'), /^1 h 33 min after ignition/);
  await page.focus('#time');
  await page.keyboard.press('End');
  await untilRacksUp(page, 800);
  assert.match(await page.textContent('#panel-building .now'), /^140 h 00 min/);
  await page.keyboard.press('Home');
  assert.match(await page.textContent('#panel-building .now'), /before ignition/);
  await page.click('#panel-building .play');
  await page.waitForFunction(() => document.getElementById('time').value > 3);
  await page.click('#panel-building .play');
  const stopped = await page.inputValue('#time');
  await page.waitForTimeout(400);
  assert.equal(await page.inputValue('#time'), stopped);
  await assertSound(page, 'building');
});

test('the burning room is marked in words, not by colour alone', async () => {
  const page = await open(file);
  await show(page, 'building');
  await page.click('#panel-building .buttons >> text="ignition"');
  assert.deepEqual(
    await page.$$eval('.badge', (badges) => badges.map(({ textContent }) => textContent).filter(Boolean)),
    ['burning'],
  );
});

test('why: another function shows another path', async () => {
  const page = await open(file);
  await show(page, 'why');
  const before = await column(page, 'The waits', 0);
  await page.selectOption('#function', 'mail/read');
  const after = await column(page, 'The waits', 0);
  assert.notDeepEqual(after, before);
  assert.ok(after.length > 2);
});

test('published times stand beside the results', async () => {
  const page = await open(file);
  assert.ok((await page.$$('.panel.shown .strip .published')).length >= 9);
  assert.match(await page.textContent('.panel.shown .legend'), /published time/);
});

test('latency stands as curves and as a table in milliseconds', async () => {
  const page = await open(file);
  await show(page, 'facility');
  const before = await column(page, 'Time from request to answer', 1);
  assert.equal(before.length, 9);
  assert.ok(
    before.every((text) => /^[\d,.]+ ms$/.test(text)),
    before.join(),
  );
  const texts = await page.locator('#panel-facility .part').last().locator('svg text').allTextContents();
  assert.ok(texts.includes('ms') && texts.includes('hours since ignition'));
});

const howToAsk = /advise \S*\/scenario\.resolved\.json --function payment\/pay .*--into /;

test('nobody has asked what would help: the page says how to', async () => {
  const page = await open(file);
  assert.match(await page.locator('.panel.shown .part').last().textContent(), howToAsk);
});

test('what advise left in the folder is shown, and what is of another scenario is not', async () => {
  const change = (title, mean, ci95) => ({
    id: title,
    title,
    saved: { mean, ci95, acted: 8 },
    replications: 8,
    finalist: true,
    patch: [],
  });
  const advice = {
    scenario: metrics.scenario,
    layout: metrics.layout,
    measure: 'recovery_h/full of chat/text',
    replications: 8,
    base: { mean: 28.5, censored: 2 },
    restricted_to_h: 140,
    not_possible: 1,
    failed: [
      { id: 'f', title: 'dig a moat', stage: 'run', reason: 'limit reached' },
      { id: 'g', title: 'hire a bard', stage: 'check', reason: 'there is no hall' },
    ],
    single: [
      change('train people', 12.5, [10, 15]),
      change('buy a bucket', 0.5, [-1, 2]),
      change('hope', -1, [-2, -0.5]),
    ],
    pairs: [],
  };
  cpSync(at('run'), at('advised'), { recursive: true });
  writeFileSync(at('advised/advice-chat-text.json'), JSON.stringify(advice));
  writeFileSync(at('advised/advice.json'), JSON.stringify({ ...advice, scenario: 'another' }));
  const page = await open(reportOf('advised'));
  const part = page.locator('.panel.shown .part').last();
  const text = await part.textContent();
  assert.match(
    text,
    /Change first: train people\. It saves 12\.5 h of 28\.5 h in the mean \(95 % interval \+10 to \+15\)/,
  );
  assert.match(text, /count as 140 h \(restricted means\)/);
  assert.match(text, /2 changes not ranked/);
  assert.match(text, /dig a moat: its run failed: limit reached/);
  assert.match(text, /1 ranking in the folder left out/);
  assert.deepEqual(await column(page, 'Single changes', 0), ['train people', 'buy a bucket']);
  assert.deepEqual(await column(page, 'Single changes', 4), ['✓ helps', '– may be luck']);
  assert.deepEqual(await part.locator('option').allTextContents(), ['bring “Text messages” back sooner']);
  await assertSound(page, 'advice');
});

test('paper holds every part', async () => {
  const page = await open(file);
  const pdf = await page.pdf({ format: 'A4' });
  assert.ok(pdf.length > 100000);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const cut = await page.$$eval('.scroll', (boxes) =>
    boxes
      .filter((box) => box.querySelector('table').offsetWidth > box.clientWidth + 1)
      .map((box) => box.getAttribute('aria-label')),
  );
  assert.deepEqual(cut, [], 'tables wider than the paper');
  const empty = await page.$$eval(
    '.panel',
    (panels) => panels.filter((panel) => !panel.offsetParent || !panel.querySelector('.part')).length,
  );
  assert.equal(empty, 0);
  const blank = await page.$$eval(
    '.chart',
    (charts) => charts.filter((chart) => !chart.querySelector('svg path')).length,
  );
  assert.equal(blank, 0);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await assertSound(page, 'after printing');
});

test('the exact command is there', async () => {
  const page = await open(file);
  await show(page, 'about');
  assert.match(
    await page.textContent('#panel-about .command'),
    /run .*pangyo-2022\.json --replications 20 --out/,
  );
});

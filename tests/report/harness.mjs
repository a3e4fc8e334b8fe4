// What every browser test needs: the program, a page in headless Chromium, and a watch over both.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const { FIREBREAK_BINARY: binary, FIREBREAK_SOURCE_DIR: source, FIREBREAK_MODULES: modules } = process.env;
const { chromium } = createRequire(join(modules, 'here.js'))('playwright-core');

const candidates = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const executablePath = candidates.find((path) => path && existsSync(path));
if (!executablePath) {
  console.log('skipped: no Chromium on this machine (Debian package chromium, or name one in CHROMIUM)');
  process.exit(77);
}

/** A folder that vanishes with the test. */
export const folder = mkdtempSync(join(tmpdir(), 'firebreak-report-'));
const browser = await chromium.launch({
  executablePath,
  timeout: 120000,
  args: ['--no-sandbox', '--disable-gpu'],
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

export const shipped = (path) => join(source, path);
export const at = (name) => join(folder, name);
export const firebreak = (...words) => execFileSync(binary, words, { encoding: 'utf8', maxBuffer: 1 << 28 });

/** `firebreak report` of a folder; the path of the page. */
export function reportOf(name) {
  firebreak('report', at(name), '--out', at(`${name}.html`));
  return at(`${name}.html`);
}

/** For machines that have other work: a wait that is over as soon as its condition holds. */
const patience = 120000;

export const screens = [
  { width: 400, colorScheme: 'light' },
  { width: 400, colorScheme: 'dark' },
  { width: 1600, colorScheme: 'light' },
  { width: 1600, colorScheme: 'dark' },
];

/**
 * Opens a report. `page.complaints` collects what a healthy page never does: messages on the console,
 * errors, and requests besides the file itself.
 */
export async function open(file, { width = 1600, colorScheme = 'light' } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  page.setDefaultTimeout(patience);
  page.complaints = [];
  page.on('console', (message) => page.complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => page.complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const to = request.url();
    if (to !== url && !to.startsWith('data:')) page.complaints.push(`request: ${to.slice(0, 200)}`);
  });
  await page.goto(url, { timeout: patience });
  await page.waitForSelector('html[data-ready] .panel.shown .part', { timeout: patience });
  return page;
}

/** Shows a tab and waits for its content. */
export async function show(page, id) {
  await page.click(`#tab-${id}`);
  await page.waitForSelector(`#panel-${id}.shown .part`);
}

/** No sideways scrolling of the page, and nothing on the console so far. */
export async function assertSound(page, where) {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(over, 0, `${where}: the page is wider than the screen`);
  assert.deepEqual(page.complaints, [], where);
}

/** Texts of one column of the table whose caption starts with `caption`. */
export const column = (page, caption, index) =>
  page.evaluate(
    ([wanted, place]) => {
      const boxes = [...document.querySelectorAll('.panel.shown .table-box')];
      const box = boxes.find((each) => each.querySelector('.caption').textContent.startsWith(wanted));
      return [...box.querySelectorAll('tbody tr')].map((row) => row.children[place].textContent.trim());
    },
    [caption, index],
  );

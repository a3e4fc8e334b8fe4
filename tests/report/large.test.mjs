// 800 racks that each change state in 200 frames: small enough to mail, and every frame is drawn. How fast that
// is says bench_report: a test would measure what else the machine does.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { test } from 'node:test';
import { open, show } from './harness.mjs';
import { file, frames } from './large_page.mjs';

test('the file stays below 4 MB', () => {
  const { size } = statSync(file);
  console.log(`800 racks x ${frames} frames: ${(size / 1e6).toFixed(2)} MB`);
  assert.ok(size < 4e6, `${size} bytes`);
});

test('every frame of the building is drawn, and none like the one before', async () => {
  const page = await open(file);
  await show(page, 'building');
  const drawn = await page.evaluate(async () => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const slider = document.getElementById('time');
    const pictures = [];
    for (let i = 0; i < 10; i += 1) {
      slider.value = 20 + i;
      slider.dispatchEvent(new Event('input'));
      await painted();
      const panel = document.getElementById('panel-building');
      const canvas = panel.querySelector('canvas');
      pictures.push(canvas ? canvas.toDataURL() : panel.innerHTML);
    }
    return pictures;
  });
  assert.equal(new Set(drawn).size, drawn.length);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

// 800 racks that each change state in 200 frames: small enough to mail, and fast to use.
import assert from 'node:assert/strict';
import { cpSync, statSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { at, firebreak, open, reportOf, shipped } from './harness.mjs';

const frames = 200;
firebreak(
  'run',
  shipped('scenarios/incidents/pangyo-2022.json'),
  '--replications',
  '2',
  '--out',
  at('small'),
);
cpSync(at('small'), at('large'), { recursive: true });

/** Every rack in every frame, in states that follow no pattern: nothing for run lengths to save. */
function events() {
  const states = ['up', 'dark', 'waiting', 'booting'];
  const rows = [
    'id,time_h,kind,entity,from,to,cause,value',
    '0,0.000000,fire,pangyo/b3-battery,normal,burning,,0',
  ];
  const last = new Array(800).fill(0);
  let noise = 12345;
  for (let frame = 0; frame < frames; frame += 1) {
    for (let rack = 0; rack < 800; rack += 1) {
      noise = (noise * 1103515245 + 12345) % 2147483648;
      const to = (last[rack] + 1 + (Math.floor(noise / 65536) % 3)) % 4;
      const row = `${2 + Math.floor(rack / 160)}-${1 + (Math.floor(rack / 40) % 4)}`;
      const name = `pangyo/row-${row}/${1 + (rack % 40)}`;
      rows.push(
        '' +
          [
            rows.length - 1,
            ((frame + 1) * 0.6).toFixed(6),
            'rack',
            name,
            states[last[rack]],
            states[to],
            0,
            0,
          ].join(),
      );
      last[rack] = to;
    }
  }
  return `${rows.join('\n')}\n`;
}
writeFileSync(at('large/events.csv'), events());
const file = reportOf('large');

test('the file stays below 4 MB', () => {
  const { size } = statSync(file);
  console.log(`800 racks x ${frames} frames: ${(size / 1e6).toFixed(2)} MB`);
  assert.ok(size < 4e6, `${size} bytes`);
});

test('it is interactive within 2 s, and a frame takes no longer than it is shown', async () => {
  let ready = Infinity;
  let frame = Infinity;
  // The best of some loads: what the page needs, not what else the machine does.
  for (let load = 0; load < 6 && !(ready < 2000 && frame < 120); load += 1) {
    const page = await open(file);
    const took = await page.evaluate(async () => {
      const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      document.getElementById('tab-building').click();
      await painted();
      const slider = document.getElementById('time');
      const started = performance.now();
      const steps = 20;
      for (let i = 0; i < steps; i += 1) {
        slider.value = 20 + i;
        slider.dispatchEvent(new Event('input'));
        await painted();
      }
      return { ready: started, frame: (performance.now() - started) / steps };
    });
    ready = Math.min(ready, took.ready);
    frame = Math.min(frame, took.frame);
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  }
  console.log(`interactive after ${ready.toFixed(0)} ms, ${frame.toFixed(0)} ms a frame`);
  assert.ok(ready < 2000, `${ready} ms`);
  assert.ok(frame < 120, `${frame} ms`);
});

// A page of 800 racks that each change state in 200 frames, for its test and its benchmark.
import { cpSync, writeFileSync } from 'node:fs';
import { at, firebreak, reportOf, shipped } from './harness.mjs';

export const frames = 200;
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
export const file = reportOf('large');

// What every component, and the people, went through: one lane each, coloured by state.
import { axisStyle, chart, namedAxis, tip, zoom } from '../chart.js';
import { el, shorten } from '../dom.js';
import { clock, hours } from '../format.js';
import { colour } from '../theme.js';
import { stateWord } from '../words.js';
import { horizonOf } from './facts.js';

/** What a state means to the service: each kind differs in height as well as in colour. */
const kinds = [
  {
    words: 'serving, or ready',
    tone: '--green',
    thick: 5,
    states: ['serving', 'standby', 'warm', 'full', 'decided', 'arrived'],
  },
  {
    words: 'people at work: deciding, failing over, rebuilding',
    tone: '--sky',
    thick: 12,
    states: [
      'noticed',
      'assembled',
      'failing_over',
      'rebuilding',
      'restoring',
      'bootstrapping',
      'reconciling',
    ],
  },
  {
    words: 'serving a part: warming up, growing, turning away',
    tone: '--orange',
    thick: 8,
    states: ['warming', 'growing', 'shedding'],
  },
  { words: 'down, waiting', tone: '--dark', thick: 1.5, states: ['unavailable'] },
];
const otherKind = { words: 'other', tone: '--purple', thick: 5, states: [] };
const kindOf = (state) => kinds.find(({ states }) => states.includes(state)) ?? otherKind;

/** What was called off leaves things as they were before: growing leaves serving, a repair leaves waiting. */
const drawnStays = (lane) =>
  lane.stays.map(([from, to, state], i) => {
    if (state !== 'called_off') return [from, to, state];
    return [from, to, lane.stays[i - 1]?.[2] === 'growing' ? 'serving' : 'unavailable'];
  });

export function lanes(data) {
  const list = data.causes.lanes;
  if (!list.length) return el('p', {}, 'Nothing changed.');
  const horizon = horizonOf(data);
  const all = list.flatMap((lane, i) =>
    drawnStays(lane).map((stay) => ({ lane, i, stay, kind: kindOf(stay[2]) })),
  );
  const used = [...kinds, otherKind].filter((kind) => all.some((each) => each.kind === kind));
  const height = 60 + list.length * 20;
  const box = chart('States of every component over time', height, (width) => {
    const space = width > 640 ? 170 : 110;
    return {
      grid: { left: space, right: 16, top: 4, bottom: 58 },
      xAxis: {
        type: 'value',
        min: 0,
        max: horizon,
        ...namedAxis('hours since ignition', 20),
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: list.map((lane) => lane.entity),
        ...axisStyle(),
        splitLine: { show: false },
        axisLabel: {
          color: colour('--ink'),
          interval: 0,
          formatter: (name) => shorten(name, width > 640 ? 24 : 15),
        },
      },
      dataZoom: zoom([0]),
      series: used.map((kind) => ({
        type: 'custom',
        name: kind.words,
        itemStyle: { color: colour(kind.tone) },
        encode: { x: [1, 2], y: 0 },
        data: all
          .filter((each) => each.kind === kind)
          .map(({ lane, i, stay: [from, to, state] }) => ({
            value: [i, Math.max(from, 0), to ?? horizon],
            lane,
            state,
          })),
        renderItem: (params, api) => {
          const [x, y] = api.coord([api.value(1), api.value(0)]);
          const [end] = api.coord([api.value(2), api.value(0)]);
          return {
            type: 'rect',
            shape: { x, y: y - kind.thick / 2, width: Math.max(end - x, 1), height: kind.thick },
            style: { fill: api.visual('color') },
          };
        },
        clip: true,
      })),
      tooltip: {
        trigger: 'item',
        formatter: ({ data: { lane, value, state } }) =>
          tip(
            lane.entity,
            stateWord(state),
            `${clock(value[1])} to ${clock(value[2])} (${hours(value[2] - value[1])})`,
          ),
      },
    };
  });
  const key = used.map(({ words, tone, thick }) =>
    el(
      'span',
      { class: 'key' },
      el('span', {
        class: 'swatch lane',
        style: { background: `var(${tone})`, height: `${Math.max(thick, 2)}px` },
      }),
      words,
    ),
  );
  return [el('p', { class: 'legend' }, key), box];
}

// What every component, and the people, went through: one lane each, coloured by state.
import { axisStyle, chart, tip, zoom } from '../chart.js';
import { el, shorten } from '../dom.js';
import { clock, hours } from '../format.js';
import { colour } from '../theme.js';
import { stateWord } from '../words.js';
import { horizonOf } from './facts.js';

const tones = {
  serving: '--green',
  failing_over: '--sky',
  rebuilding: '--orange',
  unavailable: '--dark',
  noticed: '--sky',
  assembled: '--sky',
  decided: '--green',
};

const working = new Set(['failing_over', 'rebuilding', 'noticed', 'assembled']);

export function lanes(data) {
  const list = data.causes.lanes;
  if (!list.length) return el('p', {}, 'Nothing changed.');
  const horizon = horizonOf(data);
  const states = [...new Set(list.flatMap((lane) => lane.stays.map(([, , state]) => state)))];
  const height = 60 + list.length * 20;
  const box = chart('States of every component over time', height, (width) => {
    const space = width > 640 ? 170 : 110;
    return {
      grid: { left: space, right: 16, top: 4, bottom: 58 },
      xAxis: {
        type: 'value',
        min: 0,
        max: horizon,
        name: 'hours since ignition',
        nameLocation: 'middle',
        nameGap: 20,
        ...axisStyle(),
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
      series: states.map((state) => ({
        type: 'custom',
        name: stateWord(state),
        itemStyle: { color: colour(tones[state] ?? '--purple') },
        encode: { x: [1, 2], y: 0 },
        data: list.flatMap((lane, i) =>
          lane.stays
            .filter(([, , of]) => of === state)
            .map(([from, to]) => ({ value: [i, Math.max(from, 0), to ?? horizon], lane, state })),
        ),
        renderItem: (params, api) => {
          const [x, y] = api.coord([api.value(1), api.value(0)]);
          const [end] = api.coord([api.value(2), api.value(0)]);
          const thick = working.has(state) ? 11 : 5;
          return {
            type: 'rect',
            shape: { x, y: y - thick / 2, width: Math.max(end - x, 1), height: thick },
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
  const key = states.map((state) =>
    el(
      'span',
      { class: 'key' },
      el('span', { class: 'swatch', style: { background: `var(${tones[state] ?? '--purple'})` } }),
      stateWord(state),
    ),
  );
  return [el('p', { class: 'legend' }, key), box];
}

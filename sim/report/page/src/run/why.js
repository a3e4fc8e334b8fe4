// Why not sooner: the chain of causes of one function, what every component went through, who waited.
import { axisStyle, chart, tip, zoom } from '../chart.js';
import { el, label, replaceChildren, section, shorten } from '../dom.js';
import { clock, hours, percent, recovery } from '../format.js';
import { axis, scaleOf } from '../strip.js';
import { table } from '../table.js';
import { colour } from '../theme.js';
import { endingWord, stateWord, stepWord, waitWord } from '../words.js';
import { byRecovery, functionsOf, horizonOf, stepsOf } from './facts.js';

function gantt(chain) {
  const steps = stepsOf(chain);
  if (!steps.length) return el('p', {}, 'Everything on this chain happens at one moment.');
  const scale = scaleOf([steps[steps.length - 1].to]);
  const left = (time) => `${(100 * time) / scale.max}%`;
  const longest = Math.max(...steps.map((step) => step.took));
  const rows = steps.map((step) => [
    { value: step.from, text: clock(step.from) },
    { value: stepWord(step.event), node: label(stepWord(step.event), 70) },
    { value: null, node: el('span', { class: 'strip', 'aria-hidden': 'true' },
      scale.ticks.map((tick) => el('span', { class: 'grid', style: { left: left(tick) } })),
      el('span', { class: `bar step ${step.took === longest ? 'longest' : ''}`, style: { left: left(step.from), width: `max(3px, ${left(step.took)})` } })) },
    { value: step.took, text: hours(step.took) },
    { value: step.share, text: percent(step.share) },
  ]);
  return el('div', { class: 'strips gantt' },
    table('Steps that took time, in their order; the longest is marked', [
      { title: 'From', number: true }, { title: 'Step' }, { title: 'Hours since ignition', class: 'wide', sortable: false },
      { title: 'Took', number: true }, { title: 'Share', number: true }], rows, { stacked: true }),
    el('div', { class: 'axis-row' }, axis(scale)));
}

function chains(data) {
  const functions = functionsOf(data).filter((of) => data.causes.chains[of.key]?.length).sort(byRecovery);
  if (!functions.length) return el('p', {}, 'No function was interrupted in replication 0.');
  const place = el('div');
  const show = (key) => {
    const chain = data.causes.chains[key];
    const end = chain[chain.length - 1];
    replaceChildren(place, el('p', { class: 'note' }, end.to === 'full'
      ? `Back after ${recovery(end.time_h, horizonOf(data))} in replication 0. Each step begins when the one before it is done: it is what everything else waited for.`
      : `Not fully back within the ${horizonOf(data)} h of the run; this chain leads to its last change.`), gantt(chain));
  };
  const choice = el('select', { id: 'function', onchange: () => show(choice.value) }, functions.map((of) => el('option', { value: of.key }, shorten(of.title, 60))));
  show(functions[0].key);
  return [el('p', {}, el('label', { for: 'function' }, 'Function '), choice), place];
}

const tones = { serving: '--green', failing_over: '--sky', rebuilding: '--orange', unavailable: '--dark', noticed: '--sky', assembled: '--sky', decided: '--green' };

function lanes(data) {
  const list = data.causes.lanes;
  if (!list.length) return el('p', {}, 'Nothing changed.');
  const horizon = horizonOf(data);
  const states = [...new Set(list.flatMap((lane) => lane.stays.map(([, , state]) => state)))];
  const height = 60 + list.length * 20;
  const box = chart('States of every component over time', height, (width) => {
    const space = width > 640 ? 170 : 110;
    return {
      grid: { left: space, right: 16, top: 4, bottom: 58 },
      xAxis: { type: 'value', min: 0, max: horizon, name: 'hours since ignition', nameLocation: 'middle', nameGap: 20, ...axisStyle() },
      yAxis: { type: 'category', inverse: true, data: list.map((lane) => lane.entity), ...axisStyle(), splitLine: { show: false },
        axisLabel: { color: colour('--ink'), interval: 0, formatter: (name) => shorten(name, width > 640 ? 24 : 15) } },
      dataZoom: zoom([0]),
      series: states.map((state) => ({
        type: 'custom', name: stateWord(state), itemStyle: { color: colour(tones[state] ?? '--purple') },
        encode: { x: [1, 2], y: 0 },
        data: list.flatMap((lane, i) => lane.stays.filter(([, , of]) => of === state).map(([from, to]) => ({ value: [i, Math.max(from, 0), to ?? horizon], lane, state }))),
        renderItem: (params, api) => {
          const [x, y] = api.coord([api.value(1), api.value(0)]);
          const [end] = api.coord([api.value(2), api.value(0)]);
          const thick = state === 'unavailable' || state === 'serving' ? 5 : 11;
          return { type: 'rect', shape: { x, y: y - thick / 2, width: Math.max(end - x, 1), height: thick }, style: { fill: api.visual('color') } };
        },
        clip: true,
      })),
      tooltip: { trigger: 'item', formatter: ({ data: { lane, value, state } }) => tip(lane.entity, stateWord(state), `${clock(value[1])} to ${clock(value[2])} (${hours(value[2] - value[1])})`) },
    };
  });
  const key = states.map((state) => el('span', { class: 'key' }, el('span', { class: 'swatch', style: { background: `var(${tones[state] ?? '--purple'})` } }), stateWord(state)));
  return [el('p', { class: 'legend' }, key), box];
}

function waits(data) {
  const rows = data.causes.waits.map((wait) => [
    { value: waitWord(wait), text: waitWord(wait) },
    { value: wait.entities, text: String(wait.entities) },
    { value: wait.median_h, text: hours(wait.median_h) },
    { value: wait.longest_h, text: hours(wait.longest_h) },
    { value: wait.total_h, text: hours(wait.total_h) },
    { value: wait.ended_by.map(([key]) => endingWord(key)).join('; '), node: label(wait.ended_by.map(([key, n]) => `${endingWord(key)} (${n})`).join('; ') || 'nothing: still so at the end', 90) },
  ]);
  return table('Time out of service, by what was the matter', [
    { title: 'Who, and what was the matter' }, { title: 'How many', number: true }, { title: 'Median', number: true },
    { title: 'Longest', number: true }, { title: 'Together', number: true }, { title: 'Most often ended by' }], rows, { stacked: true });
}

export function why(data) {
  return [
    section('The chain that decided', null, chains(data)),
    section('Who waited for what', 'Replication 0. “Together” adds up the hours of all: racks count rack-hours.', waits(data)),
    section('Components over time', 'Replication 0. Thick bars are people at work: failing over or rebuilding.', lanes(data)),
  ];
}

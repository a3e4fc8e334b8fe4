// Why not sooner: the chain of causes of one function, what every component went through, who waited.
import { axisStyle, chart, tip, zoom } from '../chart.js';
import { el, label, replaceChildren, section, shorten } from '../dom.js';
import { clock, hours, recovery } from '../format.js';
import { axis, scaleOf } from '../strip.js';
import { table } from '../table.js';
import { colour } from '../theme.js';
import { endingWord, layerWord, stateWord, waitWord } from '../words.js';
import { byRecovery, functionsOf, horizonOf, pathOf, stepsOf } from './facts.js';
import { layerLegend, layerTone } from './layers.js';

const after = (step) => (step.runner_up
  ? step.runner_up.slack_h < 1e-4 ? `${step.runner_up.entity}, at the same time` : `${step.runner_up.entity}, ${hours(step.runner_up.slack_h)} earlier` : '');

function gantt(path) {
  const steps = stepsOf(path);
  if (!steps.length) return el('p', {}, 'Everything on this chain happens at one moment.');
  const scale = scaleOf([steps[steps.length - 1].time_h]);
  const left = (time) => `${(100 * time) / scale.max}%`;
  const rows = steps.map((step) => [
    { value: step.words, node: label(step.words, 70) },
    { value: step.took_h, node: el('strong', {}, hours(step.took_h)) },
    { value: null, node: el('span', { class: 'strip', 'aria-hidden': 'true' },
      scale.ticks.map((tick) => el('span', { class: 'grid', style: { left: left(tick) } })),
      el('span', { class: 'bar step', style: { left: left(step.from), width: `max(3px, ${left(step.took_h)})`, background: layerTone(step.layer) } })) },
    { value: step.time_h, text: clock(step.time_h) },
    { value: layerWord(step.layer), text: layerWord(step.layer) },
    { value: after(step), text: after(step) },
  ]);
  return [
    table('The waits, in their order; each begins where the one before it ends', [
      { title: 'Waited until' }, { title: 'It took', number: true, class: 'lead' }, { title: 'Hours since ignition', class: 'wide', sortable: false, head: axis(scale) },
      { title: 'Done at', number: true }, { title: 'Where' }, { title: 'Next in line' }], rows, { stacked: true }),
    layerLegend([path]),
  ];
}

function chains(data) {
  const functions = functionsOf(data).filter((of) => pathOf(data, of.key)).sort(byRecovery);
  if (!functions.length) return el('p', {}, data.paths ? 'No function was interrupted in replication 0.' : 'The folder has no critical_paths.json.');
  const place = el('div');
  const show = (key) => {
    const path = pathOf(data, key);
    const other = path.other_way;
    replaceChildren(place, el('p', { class: 'note' }, path.recovered
      ? `Back after ${recovery(path.recovery_h, horizonOf(data))} in replication 0. “Next in line” is what the same step also needed, and how much earlier that was there: shortening the wait by more gains nothing.`
      : `Not fully back within the ${horizonOf(data)} h of the run; this chain leads to its loss.`,
      other ? ` Without the move, ${other.replica} would have been back by itself ${hours(other.later_h)} later.` : ''), gantt(path));
  };
  const choice = el('select', { id: 'function', onchange: () => show(choice.value) }, functions.map((of) => el('option', { value: of.key }, shorten(of.title, 60))));
  show(functions[0].key);
  return [el('p', {}, el('label', { for: 'function' }, 'Function '), choice), place];
}

const tones = { serving: '--green', failing_over: '--sky', rebuilding: '--orange', unavailable: '--dark', noticed: '--sky', assembled: '--sky', decided: '--green' };

const working = new Set(['failing_over', 'rebuilding', 'noticed', 'assembled']);

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
          const thick = working.has(state) ? 11 : 5;
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
    { value: wait.ended_by.map(([key]) => endingWord(key)).join('; '), node: label(wait.ended_by.map(([key, n]) => `${endingWord(key)} (${n})`).join('; ') || 'still so at the end', 110) },
  ]);
  return table('Time out of service, by what was the matter', [
    { title: 'Who, and what was the matter' }, { title: 'How many', number: true, class: 'lead' }, { title: 'Median', number: true },
    { title: 'Longest', number: true }, { title: 'Together', number: true }, { title: 'Most often ended by' }], rows, { stacked: true });
}

export function why(data) {
  return [
    section('The chain that decided', 'The critical path: what each function waited for, one thing after the other, from ignition to its return.', chains(data)),
    section('Who waited for what', 'Replication 0. “Together” adds up the hours of all: racks count rack-hours.', waits(data)),
    section('Components over time', 'Replication 0. Thick bars are people at work: failing over or rebuilding.', lanes(data)),
  ];
}

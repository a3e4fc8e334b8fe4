// What decides? Each axis' effect on one measure as bars, the longest on top.
import { chart, namedAxis, tip } from '../chart.js';
import { el, label, shorten } from '../dom.js';
import { percent } from '../format.js';
import { axis, legend, scaleOf, strip } from '../strip.js';
import { table } from '../table.js';
import { colour } from '../theme.js';
import { drawableAxes, groupsOf, over, unitOf, valueText } from './facts.js';

const bars = (caption, columns, rows) =>
  el('div', { class: 'strips' }, table(caption, columns, rows, { stacked: true }));

/** Of an estimate with its interval: the strip's fields. */
const spread = ({ value, ci95: [low, high] }) => ({ low: low ?? value, high: high ?? value, mid: value });

/** The answer in a sentence. */
const lead = (name, words) =>
  el('p', { class: 'lead-line' }, 'Decides most: ', el('strong', {}, label(name, 60)), ', ', words);

function morris(measure) {
  const unit = unitOf(measure.measure);
  const effects = [...measure.sensitivities].sort((a, b) => b.mu_star.value - a.mu_star.value);
  const scale = scaleOf(effects.flatMap(({ mu_star: of }) => [of.value, of.ci95[1] ?? 0]));
  const rows = effects.map((of) => [
    { value: of.axis, node: label(of.axis, 40) },
    { value: of.mu_star.value, node: el('strong', {}, valueText(measure.measure, of.mu_star.value)) },
    { value: null, node: strip(spread(of.mu_star), scale) },
    { value: of.mu, text: valueText(measure.measure, of.mu) },
    { value: of.sigma, text: valueText(measure.measure, of.sigma) },
  ]);
  return bars(
    `Mean change when only this axis moves (Morris μ*, with 95 % interval; ${measure.complete_blocks} ` +
      'trajectories)',
    [
      { title: 'Axis' },
      { title: 'Effect μ*', number: true, class: 'lead' },
      { title: `Effect in ${unit}`, class: 'wide', sortable: false, head: axis(scale, unit) },
      { title: 'With its sign μ', number: true },
      { title: 'Spread σ', number: true },
    ],
    rows,
  );
}

function sobol(measure) {
  const effects = [...measure.sensitivities].sort((a, b) => b.total_effect.value - a.total_effect.value);
  const scale = scaleOf([1, ...effects.map(({ total_effect: of }) => of.ci95[1] ?? of.value)]);
  const text = ({ value, ci95: [low, high] }) =>
    `${value.toFixed(2)}${low === null ? '' : ` (${low.toFixed(2)}–${high.toFixed(2)})`}`;
  const rows = effects.map((of) => [
    { value: of.axis, node: label(of.axis, 40) },
    { value: of.total_effect.value, node: el('strong', {}, text(of.total_effect)) },
    { value: null, node: strip(spread(of.total_effect), scale) },
    { value: of.first_order.value, text: text(of.first_order) },
  ]);
  return bars(
    'Share of the variance that an axis has a part in (Sobol, with 95 % interval; ' +
      `${measure.complete_blocks} base samples)`,
    [
      { title: 'Axis' },
      { title: 'Total effect', number: true, class: 'lead' },
      { title: 'Share of variance', class: 'wide', sortable: false, head: axis(scale, '') },
      { title: 'Alone', number: true },
    ],
    rows,
  );
}

/** Means of a measure at the levels of each axis, over all other settings. */
function mainEffects(measure, summary) {
  const path = measure.measure;
  const overall = over(measure, summary, () => true);
  const effects = drawableAxes(summary)
    .map((name) => {
      const means = groupsOf(summary, name)
        .map(({ words, has }) => ({ words, found: over(measure, summary, has) }))
        .filter(({ found }) => found)
        .sort((a, b) => a.found.mean - b.found.mean);
      return { name, best: means[0], worst: means[means.length - 1] };
    })
    .filter(({ best, worst }) => best && worst);
  if (!effects.length || !overall)
    return el(
      'p',
      {},
      'No axis has levels that could be held against each other; “Points” shows every point.',
    );
  const gain = ({ best, worst }) => worst.found.mean - best.found.mean;
  effects.sort((a, b) => gain(b) - gain(a));
  const scale = scaleOf(effects.map(({ worst }) => worst.found.mean));
  const at = ({ words, found }) => ({
    value: found.mean,
    node: label(`${words}: ${valueText(path, found.mean)}`, 60),
  });
  const rows = effects.map((effect) => [
    { value: effect.name, node: label(effect.name, 40) },
    { value: gain(effect), node: el('strong', {}, valueText(path, gain(effect))) },
    {
      value: null,
      node: strip({ low: effect.best.found.mean, high: effect.worst.found.mean, mid: overall.mean }, scale),
    },
    at(effect.best),
    at(effect.worst),
    {
      value: Math.min(effect.best.found.runs, effect.worst.found.runs),
      text: `${effect.best.found.runs} and ${effect.worst.found.runs}`,
    },
  ]);
  const [{ name: strongest, best, worst }] = effects;
  const ends = [best, worst].map(
    ({ words, found }) => `${valueText(path, found.mean)} (${shorten(words, 40)})`,
  );
  return [
    lead(strongest, `from ${ends.join(' to ')} in the mean.`),
    !['grid', 'one_at_a_time'].includes(summary.design) &&
      el(
        'p',
        { class: 'note' },
        'The points were drawn, so an axis without any effect shows some, by chance: the less, the more ' +
          'points.',
      ),
    bars(
      'From the lowest to the highest level of each axis: means over all other settings (axes with many ' +
        'levels: in four slices)',
      [
        { title: 'Axis' },
        { title: 'Makes up', number: true, class: 'lead' },
        { title: 'Mean at its levels', class: 'wide', sortable: false, head: axis(scale, unitOf(path)) },
        { title: 'Lowest at' },
        { title: 'Highest at' },
        { title: 'Runs', number: true },
      ],
      rows,
    ),
    legend(['overall', 'levels']),
  ];
}

export function tornado(measure, summary) {
  const first = measure.sensitivities?.[0];
  const key = legend(['estimate', 'interval']);
  const largest = (effect) =>
    measure.sensitivities.reduce((a, b) => (b[effect].value > a[effect].value ? b : a));
  if (first?.mu_star) {
    const { axis: name, mu_star: effect } = largest('mu_star');
    const moved = valueText(measure.measure, effect.value);
    return [lead(name, `${moved} in the mean when only it moves.`), morris(measure), key];
  }
  if (first?.total_effect) {
    const { axis: name, total_effect: effect } = largest('total_effect');
    return [lead(name, `a part in ${percent(effect.value)} of the variance.`), sobol(measure), key];
  }
  return mainEffects(measure, summary);
}

/** Morris' own picture: effect against spread; far up means that the effect depends on the other axes. */
export function morrisPlot(measure) {
  if (!measure.sensitivities?.[0]?.mu_star) return null;
  const unit = unitOf(measure.measure);
  return [
    el('h3', {}, 'Effect and interaction'),
    el(
      'p',
      { class: 'note' },
      'To the right: a strong effect. Far up: an effect that depends on the other axes, or is no ' +
        'straight line.',
    ),
    chart('Morris plot: effect against spread of every axis', 340, () => ({
      grid: { left: 60, right: 90, top: 20, bottom: 44 },
      xAxis: {
        type: 'value',
        min: 0,
        ...namedAxis(`effect μ* (${unit})`, 26),
      },
      yAxis: {
        type: 'value',
        min: 0,
        ...namedAxis(`spread σ (${unit})`, 42),
      },
      series: [
        {
          type: 'scatter',
          symbolSize: 10,
          itemStyle: { color: colour('--blue') },
          data: measure.sensitivities.map((of) => ({ value: [of.mu_star.value, of.sigma], of })),
          label: {
            show: true,
            position: 'right',
            color: colour('--ink'),
            formatter: ({ data: { of } }) => shorten(of.axis, 24),
          },
          labelLayout: { hideOverlap: true },
        },
      ],
      tooltip: {
        trigger: 'item',
        formatter: ({ data: { of } }) =>
          tip(
            of.axis,
            `μ* ${valueText(measure.measure, of.mu_star.value)}`,
            `σ ${valueText(measure.measure, of.sigma)}`,
          ),
      },
    })),
  ];
}

// What a layout costs against what it saves: shown where the comparison carries costs or losses in money.
import { chart, namedAxis, tip } from '../chart.js';
import { el, label, section, shorten } from '../dom.js';
import { count, percent } from '../format.js';
import { table } from '../table.js';
import { colour } from '../theme.js';
import { functionKeys, measuresOf } from './facts.js';

const known = (value) => value !== null && value !== undefined;
/** Sums of money of any size: three digits, with M and bn. */
const money = (value) =>
  Math.abs(value) < 100
    ? String(Number(value.toPrecision(3))).replace('-', '−')
    : count(value).replace('-', '−');
const cell = (value) => (known(value) ? { value, text: money(value) } : { value: null, text: '' });
const withInterval = (estimate) => {
  if (!known(estimate?.mean)) return { value: null, text: '' };
  const [low, high] = estimate.ci95 ?? [];
  const mean = money(estimate.mean);
  if (!known(low) || !known(high) || low === high) return { value: estimate.mean, text: mean };
  const interval = `(${money(low)} … ${money(high)})`;
  return {
    value: estimate.mean,
    text: mean,
    node: el('span', {}, mean, ' ', el('span', { class: 'nowrap' }, interval)),
  };
};

const rounded = (value) => Number(value.toPrecision(3)).toLocaleString('en');

/** Years until it has paid: a null is never. */
function years(payback) {
  if (!payback) return { value: null, text: '' };
  const text = (value) => (known(value) ? `${rounded(value)} years` : 'never');
  const { value, ci95 } = payback.years;
  const [low, high] = (ci95 ?? []).map(text);
  const range = low !== undefined && low !== high ? ` (${low} … ${high})` : '';
  return { value: known(value) ? value : Infinity, text: text(value) + range };
}

/** How often the fire would have to come for the layout to pay within the period. */
function frequency(payback) {
  const rate = payback?.break_even_ignitions_per_site_year;
  return known(rate) && rate > 0
    ? { value: 1 / rate, text: `every ${rounded(1 / rate)} y` }
    : { value: null, text: '' };
}

const columns = (period) => [
  ['To build, once', (of) => cell(of.capital)],
  ['To run, a year', (of) => cell(of.yearly)],
  ['Cost a year', (of) => cell(of.yearly_cost)],
  ['Loss of one fire, mean', (of) => withInterval(of.loss_per_fire)],
  ['Expected loss a year', (of) => withInterval(of.expected_annual_loss)],
  ['Cost and loss a year', (of) => cell(of.yearly_total)],
  ['Pays after', (of) => years(of.payback)],
  ['Would pay with a fire', (of) => frequency(of.payback)],
  [
    `Pays within ${period}`,
    ({ payback }) =>
      payback
        ? { value: payback.pays_in_period_probability, text: percent(payback.pays_in_period_probability) }
        : { value: null, text: '' },
  ],
];

function moneyTable(comparison, currency, period) {
  const used = columns(period).filter(([, of]) =>
    comparison.layouts.some(({ economics }) => economics && of(economics).text !== ''),
  );
  if (!used.length) return null;
  return table(
    `Amounts in ${shorten(currency, 30)}; means with their 95 % intervals`,
    [{ title: 'Layout' }, ...used.map(([title]) => ({ title, number: true, class: 'wrapped' }))],
    comparison.layouts.map((layout) => [
      { value: layout.label, node: label(layout.label, 40) },
      ...used.map(([, of]) => (layout.economics ? of(layout.economics) : { value: null, text: '' })),
    ]),
    { stacked: true },
  );
}

/** User-hours that one fire takes from all functions together, in the mean. */
const unserved = (comparison, layout) =>
  functionKeys(comparison).reduce(
    (sum, key) => sum + (measuresOf(layout, key)?.unserved_user_h?.mean ?? 0),
    0,
  );

/** Each layout as a point: what it costs a year, and what it saves of a fire against the first. */
function trade(comparison, currency) {
  const { layouts } = comparison;
  const priced = layouts.filter(({ economics }) => known(economics?.yearly_cost));
  if (priced.length < 2) return null;
  const base = unserved(comparison, layouts[0]);
  const points = priced.map((layout) => ({
    value: [layout.economics.yearly_cost, base - unserved(comparison, layout)],
    name: layout.label,
  }));
  const dearest = Math.max(...points.map(({ value: [cost] }) => cost));
  const byCost = [...points].sort((a, b) => a.value[0] - b.value[0]);
  /** Where there is little room, names stand above and below in turn, and end before the edge. */
  const placed = (width) => (point) => {
    if (width > 640) return { ...point, label: { position: 'right' } };
    const align = point.value[0] > dearest / 2 ? 'right' : 'left';
    return { ...point, label: { position: byCost.indexOf(point) % 2 ? 'bottom' : 'top', align } };
  };
  const axis = (name, gap) => {
    const style = namedAxis(name, gap);
    return { type: 'value', ...style, axisLabel: { ...style.axisLabel, formatter: money } };
  };
  return [
    el('h3', {}, 'Cost against hours saved'),
    el(
      'p',
      { class: 'note' },
      'To the right: dearer. Up: one fire takes fewer user-hours than with ' +
        `${shorten(comparison.base, 60)} (mean of ${comparison.replications} replications, all functions ` +
        'together).',
    ),
    chart('Cost a year against user-hours saved of one fire, for each layout', 320, (width) => ({
      grid: { left: 74, right: width > 640 ? 140 : 20, top: 26, bottom: 48 },
      xAxis: { ...axis(`cost a year (${shorten(currency, 20)})`, 28), scale: true },
      yAxis: axis('user-hours saved', 56),
      series: [
        {
          type: 'scatter',
          symbolSize: 12,
          itemStyle: { color: colour('--blue') },
          data: points.map(placed(width)),
          label: {
            show: true,
            color: colour('--ink'),
            formatter: ({ data: { name } }) => shorten(name, 24),
          },
          labelLayout: { moveOverlap: 'shiftY' },
        },
      ],
      tooltip: {
        trigger: 'item',
        formatter: ({ data: { name, value } }) =>
          tip(name, `${money(value[0])} ${currency} a year`, `${count(value[1])} user-hours saved in a fire`),
      },
    })),
  ];
}

function assumptions({
  planning_period_years: period,
  discount_rate_ratio: rate,
  ignitions_per_site_year: fires,
}) {
  const parts = [
    known(period) && `Built over ${period} years`,
    known(rate) && `discounted at ${percent(rate)} a year`,
    known(fires?.mean) && `a fire at a site once in ${rounded(1 / fires.mean)} years in the mean`,
  ].filter(Boolean);
  return parts.length ? `${parts.join(', ')}; as the scenario says.` : 'As the scenario and the layouts say.';
}

/** What "pays" is held against: no other base can be had from this page. */
function pays({ layouts, base }) {
  if (!layouts.some(({ economics }) => economics?.payback)) return null;
  return el(
    'p',
    { class: 'note' },
    `“Pays” is against ${shorten(base, 60)}, the first layout, by what is saved in the mean; its chance ` +
      'is that of not knowing how often fires come and what one costs. “Would pay with a fire”: ' +
      'so often one would have to come to pay in time. To hold all against another layout, name that one ' +
      'first in firebreak compare.',
  );
}

/** The answer in a sentence: what costs least, and whether anything else pays. */
function verdict({ layouts, base }, currency) {
  const totals = layouts.filter(({ economics }) => known(economics?.yearly_total));
  if (totals.length < 2) return null;
  const total = ({ economics }) => economics.yearly_total;
  const least = totals.reduce((a, b) => (total(b) < total(a) ? b : a));
  const paying = layouts.filter(({ economics }) => known(economics?.payback?.years.value));
  const words = paying.map(
    ({ label: name, economics }) =>
      `${shorten(name, 60)} pays after ${rounded(economics.payback.years.value)} years`,
  );
  return el(
    'p',
    { class: 'lead-line' },
    'Cheapest, building and fires together: ',
    el('strong', {}, label(least.label, 60)),
    `, ${money(total(least))} ${shorten(currency, 20)} a year. `,
    paying.length
      ? `Against ${shorten(base, 60)}, at the means, ${words.join('; ')}.`
      : `At the means nothing else ever pays for itself against ${shorten(base, 60)}.`,
  );
}

export function costSection(comparison) {
  if (!comparison.layouts.some(({ economics }) => economics)) return null;
  const shared = comparison.economics ?? {};
  const currency = shared.currency ?? '';
  const period = known(shared.planning_period_years) ? `${shared.planning_period_years} years` : 'the period';
  return section(
    'Is it worth its price?',
    assumptions(shared),
    verdict(comparison, currency),
    trade(comparison, currency),
    moneyTable(comparison, currency, period),
    pays(comparison),
  );
}

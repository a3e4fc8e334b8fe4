// What a layout costs against what it saves: shown where the comparison carries costs or losses in money.
import { axisStyle, chart, tip } from '../chart.js';
import { el, label, section, shorten } from '../dom.js';
import { count, percent } from '../format.js';
import { table } from '../table.js';
import { colour } from '../theme.js';
import { functionKeys, measuresOf } from './facts.js';

const known = (value) => value !== null && value !== undefined;
/** Sums of money of any size: three digits, with M and bn. */
const money = (value) =>
  Math.abs(value) < 100 ? String(Number(value.toPrecision(3))).replace('-', '−') : count(value).replace('-', '−');
const cell = (value) => (known(value) ? { value, text: money(value) } : { value: null, text: '' });
const withInterval = (estimate) => {
  if (!known(estimate?.mean)) return { value: null, text: '' };
  const [low, high] = estimate.ci95 ?? [];
  const interval = known(low) && known(high) ? ` (${money(low)} … ${money(high)})` : '';
  return { value: estimate.mean, text: money(estimate.mean) + interval };
};

/** Years until it has paid: a null is never. */
function years(payback) {
  if (!payback) return { value: null, text: '' };
  const text = (value) => (known(value) ? `${Number(value.toPrecision(3)).toLocaleString('en')} years` : 'never');
  const { value, ci95 } = payback.years;
  const [low, high] = (ci95 ?? []).map(text);
  const range = low !== undefined && low !== high ? ` (${low} … ${high})` : '';
  return { value: known(value) ? value : Infinity, text: text(value) + range };
}

const columns = (period) => [
  ['To build, once', (of) => cell(of.capital)],
  ['To run, a year', (of) => cell(of.yearly)],
  ['Cost a year', (of) => cell(of.yearly_cost)],
  ['Loss of one fire, mean', (of) => withInterval(of.loss_per_fire)],
  ['Expected loss a year', (of) => withInterval(of.expected_annual_loss)],
  ['Cost and loss a year', (of) => cell(of.yearly_total)],
  ['Pays back after', (of) => years(of.payback)],
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
  functionKeys(comparison).reduce((sum, key) => sum + (measuresOf(layout, key)?.unserved_user_h?.mean ?? 0), 0);

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
  const style = axisStyle();
  const axis = (name, nameGap) => ({
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap,
    ...style,
    axisLabel: { ...style.axisLabel, formatter: money },
  });
  return [
    el('h3', {}, 'Cost against hours saved'),
    el(
      'p',
      { class: 'note' },
      `To the right: dearer. Up: one fire takes fewer user-hours than with ${shorten(comparison.base, 60)} (mean of ${comparison.replications} replications, all functions together).`,
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
          data: points,
          label: {
            show: true,
            position: width > 640 ? 'right' : 'top',
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

function assumptions({ planning_period_years: period, discount_rate_ratio: rate, ignitions_per_site_year: fires }) {
  const parts = [
    known(period) && `Built over ${period} years`,
    known(rate) && `discounted at ${percent(rate)} a year`,
    known(fires?.mean) && `a fire at a site once in ${Number((1 / fires.mean).toPrecision(3)).toLocaleString('en')} years in the mean`,
  ].filter(Boolean);
  return parts.length ? `${parts.join(', ')}; as the scenario says.` : 'As the scenario and the layouts say.';
}

export function costSection(comparison) {
  if (!comparison.layouts.some(({ economics }) => economics)) return null;
  const shared = comparison.economics ?? {};
  const currency = shared.currency ?? '';
  const period = known(shared.planning_period_years) ? `${shared.planning_period_years} years` : 'the period';
  return section(
    'Is it worth its price?',
    assumptions(shared),
    trade(comparison, currency),
    moneyTable(comparison, currency, period),
  );
}

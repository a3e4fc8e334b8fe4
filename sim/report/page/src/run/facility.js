// Power, cooling, network and servers over time, one line for each zone that ever changes; latency.
import { axisStyle, chart, namedAxis, tip, zoom } from '../chart.js';
import { el, label, section, shorten } from '../dom.js';
import { clock, percent } from '../format.js';
import { table } from '../table.js';
import { colour, seriesColour, seriesDash } from '../theme.js';
import { horizonOf } from './facts.js';

/** Lines of one chart that a reader still tells apart. */
const most = 12;

const nameOf = (zone) => `${zone.site}/${zone.zone}`;
const varies = (values) => values?.some((value) => value !== values[0]);
const shareUp = (zone) =>
  zone.servers_up.map((up, i) => (zone.servers_total[i] ? up / zone.servers_total[i] : null));

/** Lines that a legend takes in a chart of some width; its entries are about this wide. */
const legendLines = (names, width) => Math.ceil((names.length * 175) / width);

function lines(title, unit, curves, horizon, { log = false } = {}) {
  const names = curves.map(({ name }) => name);
  const narrow = matchMedia('(max-width: 700px)').matches ? 320 : 480;
  const height = 230 + 20 * legendLines(names, narrow);
  return chart(`${title} over time`, height, (width) => ({
    grid: { left: 56, right: 16, top: 30 + 20 * legendLines(names, width), bottom: 62 },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 26,
      itemStyle: { opacity: 0 },
      textStyle: { color: colour('--ink') },
      formatter: (name) => shorten(name, 24),
      data: names,
    },
    xAxis: {
      type: 'value',
      min: -1,
      max: horizon,
      ...namedAxis('hours since ignition', 22),
    },
    yAxis: {
      type: log ? 'log' : 'value',
      min: log ? undefined : 0,
      name: unit,
      nameLocation: 'end',
      ...axisStyle(),
      nameTextStyle: { color: colour('--soft'), align: 'left' },
    },
    dataZoom: zoom([0]),
    series: curves.map(({ name, time, values }, i) => ({
      name,
      type: 'line',
      step: 'end',
      symbol: 'none',
      data: time.map((at, k) => [at, values[k]]),
      lineStyle: { color: seriesColour(i), width: 2, type: seriesDash(i) },
      itemStyle: { color: seriesColour(i) },
    })),
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter: (items) =>
        tip(
          `${clock(items[0].axisValue)} after ignition`,
          ...items.map(({ seriesName, value }) => `${shorten(seriesName, 40)}: ${shown(value[1], unit)}`),
        ),
    },
  }));
}

function shown(value, unit) {
  if (value === null) return 'none';
  return unit === '%' ? percent(value / 100) : `${value.toPrecision(3)} ${unit}`;
}

const asPercent = (values) => values.map((value) => (value === null ? null : 100 * value));

function counts(data) {
  const zones = data.facility ?? [];
  const horizon = horizonOf(data);
  const kinds = [
    ['Servers up', (zone) => shareUp(zone)],
    ['Load with power', (zone) => zone.power_ratio],
    ['Cooling units running', (zone) => zone.cooling_ratio],
    ['Site reaches the world', (zone) => zone.network_connected],
  ];
  const drawn = kinds.map(([title, of]) => {
    const moving = zones.filter((zone) => varies(of(zone)));
    if (!moving.length)
      return el('div', {}, el('h3', {}, title), el('p', { class: 'note' }, 'Never changes in any zone.'));
    const shown = moving.slice(0, most);
    return el(
      'div',
      {},
      el('h3', {}, title),
      shown.length < moving.length &&
        el('p', { class: 'note' }, `The first ${most} of ${moving.length} zones that change.`),
      lines(
        title,
        '%',
        shown.map((zone) => ({ name: nameOf(zone), time: zone.time_h, values: asPercent(of(zone)) })),
        horizon,
      ),
    );
  });
  return el('div', { class: 'twins' }, drawn);
}

function lowest(data) {
  const rows = (data.facility ?? []).map((zone) => {
    const least = (values) => Math.min(...values.filter((value) => value !== null), Infinity);
    const cell = (value) =>
      Number.isFinite(value) ? { value, text: percent(value) } : { value: null, text: 'has none' };
    const servers = zone.servers_total[0];
    return [
      { value: nameOf(zone), text: nameOf(zone) },
      cell(least(zone.power_ratio)),
      cell(least(zone.cooling_ratio)),
      cell(least(zone.network_connected)),
      { value: servers, text: servers.toLocaleString('en') },
      { value: Math.min(...zone.servers_up), text: Math.min(...zone.servers_up).toLocaleString('en') },
    ];
  });
  return table(
    'The worst moment of each zone (replication 0)',
    [
      { title: 'Zone' },
      { title: 'Power', number: true },
      { title: 'Cooling', number: true },
      { title: 'Network', number: true },
      { title: 'Servers', number: true },
      { title: 'Up at the worst', number: true },
    ],
    rows,
    { stacked: true },
  );
}

/** How long users waited before the fire, at the worst moment that still had answers, and in the end. */
function waitingTimes(data) {
  const cell = (value) =>
    value === null || value === undefined || !Number.isFinite(value)
      ? { value: null, text: 'no answer' }
      : { value, text: `${value < 10 ? value.toPrecision(2) : Math.round(value).toLocaleString('en')} ms` };
  const worst = (values) => Math.max(...(values ?? []).filter((value) => value !== null), -Infinity);
  const first = (values) => values?.[0];
  const last = (values) => values?.[values.length - 1];
  const rows = data.latency.map((curve) => [
    { value: `${curve.service}/${curve.function}`, node: label(`${curve.service}/${curve.function}`, 50) },
    ...[curve.p50_ms, curve.p99_ms].flatMap((values) => [first, worst, last].map((of) => cell(of(values)))),
  ]);
  const titles = ['before', 'worst', 'at the end'];
  return table(
    'Time from request to answer: before the fire, at the worst moment that still has answers, at the ' +
      'end (ms)',
    [
      { title: 'Function' },
      ...['Median', 'Slowest 1 %'].flatMap((what) =>
        titles.map((when) => ({ title: `${what}, ${when}`, number: true, class: 'wrapped' })),
      ),
    ],
    rows,
    { stacked: true },
  );
}

function latency(data) {
  if (!data.latency?.length) return null;
  const horizon = horizonOf(data);
  const kinds = [
    ['p50_ms', 'Median'],
    ['p99_ms', 'Slowest 1 %'],
  ].filter(([key]) => data.latency[0][key]);
  const more = data.latency.length > most ? ` The first ${most} of ${data.latency.length} functions.` : '';
  return section(
    'Latency',
    'Time from request to answer, sampled in replication 0; gaps where nothing is served; each line of ' +
      `the scale is ten times the one below.${more}`,
    el(
      'div',
      { class: 'twins' },
      kinds.map(([key, title]) =>
        el(
          'div',
          {},
          el('h3', {}, title),
          lines(
            title,
            'ms',
            data.latency.slice(0, most).map((curve) => ({
              name: `${curve.service}/${curve.function}`,
              time: curve.time_h,
              values: curve[key],
            })),
            horizon,
            { log: true },
          ),
        ),
      ),
    ),
    waitingTimes(data),
  );
}

export function facility(data) {
  return [
    section(
      'Power, cooling, network and servers',
      'Replication 0; one line for each isolation zone that changes.',
      counts(data),
      lowest(data),
    ),
    latency(data),
  ].filter(Boolean);
}

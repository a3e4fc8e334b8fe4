// Exceedance of one measure over all runs, and its mean over two axes as a heat map.
import { axisStyle, chart, tip } from '../chart.js';
import { el, replaceChildren, shorten } from '../dom.js';
import { percent } from '../format.js';
import { colour } from '../theme.js';
import { discreteAxes, levelsOf, meanOver, settingText, unitOf, valueText } from './facts.js';

export function exceedance(measure, points) {
  if (!points?.length) return el('p', {}, 'No run has a value.');
  const unit = unitOf(measure.measure);
  return chart('Share of runs that exceed a value', 300, () => ({
    grid: { left: 56, right: 20, top: 24, bottom: 44 },
    xAxis: { type: 'value', name: unit, nameLocation: 'middle', nameGap: 26, ...axisStyle() },
    yAxis: {
      type: 'value',
      min: 0,
      max: 100,
      name: '% of runs above',
      nameLocation: 'end',
      ...axisStyle(),
      nameTextStyle: { color: colour('--soft'), align: 'left' },
    },
    series: [
      {
        type: 'line',
        step: 'end',
        symbol: 'none',
        lineStyle: { color: colour('--blue'), width: 2 },
        areaStyle: { color: colour('--blue'), opacity: 0.2 },
        data: [[0, 100 * (1 - 0)], ...points.map(([value, share]) => [value, 100 * share])],
      },
    ],
    tooltip: {
      trigger: 'axis',
      formatter: ([
        {
          value: [at, share],
        },
      ]) => tip(`${percent(share / 100)} of the runs`, `above ${valueText(measure.measure, at)}`),
    },
  }));
}

function map(measure, summary, across, down) {
  const columns = levelsOf(summary, across);
  const rows = levelsOf(summary, down);
  const cells = rows
    .flatMap((row, y) =>
      columns.map((column, x) => [
        x,
        y,
        meanOver(measure, summary, (point) => point[across] === column && point[down] === row),
      ]),
    )
    .filter(([, , mean]) => mean !== null);
  const means = cells.map(([, , mean]) => mean);
  const words = (list) => list.map((value) => shorten(settingText(value), 18));
  const middle = (Math.min(...means) + Math.max(...means)) / 2;
  return chart(`Mean over ${across} and ${down}`, 90 + rows.length * 46, (width) => ({
    grid: { left: width > 640 ? 150 : 90, right: 20, top: 8, bottom: 56 },
    xAxis: {
      type: 'category',
      data: words(columns),
      name: shorten(across, 40),
      nameLocation: 'middle',
      nameGap: 30,
      ...axisStyle(),
      splitLine: { show: false },
    },
    yAxis: { type: 'category', data: words(rows), ...axisStyle(), splitLine: { show: false } },
    visualMap: {
      show: false,
      min: Math.min(...means),
      max: Math.max(...means),
      inRange: { color: [colour('--map-low'), colour('--map-high')] },
    },
    series: [
      {
        type: 'heatmap',
        data: cells.map((value) => ({
          value,
          label: { color: value[2] > middle ? colour('--map-ink-high') : colour('--map-ink-low') },
        })),
        itemStyle: { borderColor: colour('--card'), borderWidth: 2 },
        label: {
          show: width / columns.length > 70,
          fontSize: 12,
          formatter: ({ value }) => valueText(measure.measure, value[2]),
        },
      },
    ],
    tooltip: {
      trigger: 'item',
      formatter: ({ value: [x, y, mean] }) =>
        tip(
          valueText(measure.measure, mean),
          `${across}: ${settingText(columns[x])}`,
          `${down}: ${settingText(rows[y])}`,
        ),
    },
  }));
}

/** Two chosen axes; null where the sweep has not two with few levels, or does not cross them. */
export function heatMap(measure, summary) {
  const axes = discreteAxes(summary);
  if (axes.length < 2 || summary.design === 'morris') return null;
  const place = el('div');
  const choice = (name, chosen) =>
    el(
      'select',
      { 'aria-label': name, onchange: () => draw() },
      axes.map((axis) => el('option', { value: axis, selected: axis === chosen }, shorten(axis, 40))),
    );
  const across = choice('across', axes[0]);
  const down = choice('down', axes[1]);
  const draw = () =>
    replaceChildren(
      place,
      across.value === down.value
        ? el('p', { class: 'note' }, 'Choose two different axes.')
        : map(measure, summary, across.value, down.value),
    );
  draw();
  return [el('p', {}, across, ' across, ', down, ' down'), place];
}

// Exceedance of one measure over all runs, and its mean over two axes as a heat map.
import { axisStyle, chart, namedAxis, tip } from '../chart.js';
import { el, replaceChildren, shorten } from '../dom.js';
import { percent } from '../format.js';
import { colour } from '../theme.js';
import { axisTitle, drawableAxes, groupsOf, over, unitOf, valueText } from './facts.js';

export function exceedance(measure, points) {
  if (!points?.length) return el('p', {}, 'No run has a value.');
  return chart('Share of runs that exceed a value', 300, () => ({
    grid: { left: 56, right: 20, top: 24, bottom: 44 },
    xAxis: {
      type: 'value',
      ...namedAxis(shorten(axisTitle(measure.measure), 48), 26),
    },
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

/** Hours stay hours from cell to cell, so that their numbers can be held against each other. */
const cellText = (path, value) =>
  unitOf(path) === 'h'
    ? String(Number(value.toFixed(value < 10 ? 2 : 1)))
    : valueText(path, value).replace(` ${unitOf(path)}`, '');

function map(measure, summary, across, down) {
  const path = measure.measure;
  const columns = groupsOf(summary, across);
  const rows = groupsOf(summary, down);
  const cells = rows.flatMap((row, y) =>
    columns
      .map((column, x) => ({
        x,
        y,
        found: over(measure, summary, (point) => column.has(point) && row.has(point)),
      }))
      .filter(({ found }) => found),
  );
  const means = cells.map(({ found }) => found.mean);
  const least = Math.min(...means);
  const greatest = Math.max(...means);
  const phone = matchMedia('(max-width: 700px)').matches;
  const title = `Mean over ${shorten(across, 60)} and ${shorten(down, 60)}`;
  return chart(title, 150 + rows.length * 46 + (phone ? 60 : 0), (width) => {
    const left = width > 640 ? 190 : 100;
    const cellWidth = (width - left - 20) / columns.length;
    const slanted = cellWidth < 70;
    return {
      grid: { left, right: 20, top: 26, bottom: slanted ? 164 : 100 },
      xAxis: {
        type: 'category',
        data: columns.map(({ words }) =>
          shorten(words, slanted ? 16 : Math.max(8, Math.floor(cellWidth / 6.6))),
        ),
        ...namedAxis(shorten(across, 40), slanted ? 94 : 28),
        axisLabel: { color: colour('--ink'), interval: 0, rotate: slanted ? 55 : 0 },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'category',
        data: rows.map(({ words }) => shorten(words, width > 640 ? 27 : 14)),
        name: shorten(down, 40),
        nameLocation: 'end',
        ...axisStyle(),
        axisLabel: { color: colour('--ink') },
        nameTextStyle: { color: colour('--soft'), align: 'right' },
        splitLine: { show: false },
      },
      visualMap: {
        show: greatest > least,
        type: 'continuous',
        orient: 'horizontal',
        left: 'center',
        bottom: 0,
        itemWidth: 14,
        itemHeight: Math.min(220, width / 2),
        calculable: false,
        text: [valueText(path, greatest), valueText(path, least)],
        textStyle: { color: colour('--soft') },
        min: least,
        max: greatest,
        inRange: { color: [colour('--map-low'), colour('--map-high')] },
      },
      series: [
        {
          type: 'heatmap',
          data: cells.map(({ x, y, found }) => ({
            value: [x, y, found.mean],
            found,
            label: {
              color: found.mean > (least + greatest) / 2 ? colour('--map-ink-high') : colour('--map-ink-low'),
            },
          })),
          itemStyle: { borderColor: colour('--card'), borderWidth: 2 },
          label: {
            show: cellWidth > 26,
            fontSize: cellWidth > 60 ? 12 : 10,
            formatter: ({ data: { found } }) =>
              cellWidth > 70 && unitOf(path) === 'h'
                ? `${cellText(path, found.mean)} h`
                : cellText(path, found.mean),
          },
        },
      ],
      tooltip: {
        trigger: 'item',
        formatter: ({ data: { value, found } }) =>
          tip(
            valueText(path, found.mean),
            `${across}: ${columns[value[0]].words}`,
            `${down}: ${rows[value[1]].words}`,
            `mean of ${found.runs} runs`,
          ),
      },
    };
  });
}

/** Two chosen axes; null where the sweep has not two with few levels, or does not cross them. */
export function heatMap(measure, summary) {
  const axes = drawableAxes(summary);
  if (axes.length < 2 || ['morris', 'one_at_a_time'].includes(summary.design)) return null;
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

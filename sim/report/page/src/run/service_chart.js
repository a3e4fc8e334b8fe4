// Service level over time: one narrow step curve for each function, under the fire's clock, on one axis.
import { axisStyle, chart, tip, zoom } from '../chart.js';
import { el, shorten } from '../dom.js';
import { clock, hours, localTime, percent } from '../format.js';
import { colour } from '../theme.js';
import { clockWord } from '../words.js';
import { readable } from './clock_labels.js';
import { functionsOf, horizonOf, publishedAt } from './facts.js';

const rowHeight = 40;
const clockHeight = 92;
const served = { first: 0.02, half: 0.5, most: 0.9, full: 1 };

const curveOf = (data, of) =>
  data.service_level.find((curve) => curve.service === of.service && curve.function === of.id);

function points(data, of) {
  return Object.keys(served).flatMap((level) =>
    publishedAt(of, level).map((point) => ({
      value: [point.to === undefined ? point.from : (point.from + point.to) / 2, served[level]],
      window: point,
      level,
    })),
  );
}

const publishedTip = (of, { window, level }) =>
  tip(
    `Published: ${of.title}, ${level}`,
    window.to === undefined ? hours(window.from) : `${hours(window.from)} to ${hours(window.to)}`,
    window.text,
  );

function series(data, functions, marks, shown) {
  const list = [
    {
      type: 'scatter',
      xAxisIndex: 0,
      yAxisIndex: 0,
      symbol: 'triangle',
      symbolSize: 8,
      symbolRotate: 180,
      itemStyle: { color: colour('--red') },
      data: marks.map((mark) => ({ value: [mark.time_h, 0], mark })),
      label: {
        show: true,
        position: 'top',
        align: 'left',
        rotate: 38,
        fontSize: 11,
        color: colour('--ink'),
        formatter: ({ dataIndex }) => (shown.has(dataIndex) ? clockWord(marks[dataIndex]) : ''),
      },
      tooltip: {
        formatter: ({ data: item }) =>
          tip(
            clockWord(item.mark),
            `${clock(item.mark.time_h)} after ignition`,
            localTime(data.scenario.ignition?.local_time, item.mark.time_h),
          ),
      },
    },
  ];
  functions.forEach((of, i) => {
    const curve = curveOf(data, of);
    list.push({
      type: 'line',
      xAxisIndex: i + 1,
      yAxisIndex: i + 1,
      step: 'end',
      symbol: 'none',
      sampling: 'minmax',
      lineStyle: { color: colour('--blue'), width: 1.5 },
      areaStyle: { color: colour('--blue'), opacity: 0.25 },
      data: curve ? curve.time_h.map((time, k) => [time, curve.served_ratio[k]]) : [],
      markLine: {
        silent: true,
        symbol: 'none',
        label: { show: false },
        lineStyle: { color: colour('--red'), width: 1, type: 'dotted', opacity: 0.55 },
        data: marks.map((mark) => ({ xAxis: mark.time_h })),
      },
    });
    list.push({
      type: 'scatter',
      xAxisIndex: i + 1,
      yAxisIndex: i + 1,
      symbol: 'diamond',
      symbolSize: 11,
      z: 5,
      itemStyle: { color: colour('--orange'), borderColor: colour('--ink'), borderWidth: 1 },
      data: points(data, of),
      tooltip: { trigger: 'item', formatter: ({ data: item }) => publishedTip(of, item) },
    });
  });
  return list;
}

function axes(data, functions, wide) {
  const x = { type: 'value', min: -1, max: horizonOf(data), ...axisStyle(), splitLine: { show: false } };
  const last = functions.length;
  return {
    xAxis: [0, ...functions.keys()].map((_, i) => ({
      ...x,
      gridIndex: i,
      axisLabel: { ...x.axisLabel, show: i === last },
      axisTick: { show: i === last },
      name: i === last ? 'hours since ignition' : '',
      nameLocation: 'middle',
      nameGap: 24,
      axisPointer: { show: i > 0, label: { show: false }, lineStyle: { color: colour('--soft') } },
    })),
    yAxis: [
      { type: 'value', gridIndex: 0, min: 0, max: 1, show: false },
      ...functions.map((of, i) => ({
        type: 'value',
        gridIndex: i + 1,
        min: 0,
        max: 1.02,
        interval: 1,
        ...axisStyle(),
        splitLine: { show: false },
        axisLabel: { show: false },
        axisTick: { show: false },
        name: shorten(of.title, wide ? 28 : 30),
        nameLocation: wide ? 'middle' : 'end',
        nameRotate: 0,
        nameGap: wide ? 10 : 5,
        nameTextStyle: {
          color: colour('--ink'),
          align: wide ? 'right' : 'left',
          verticalAlign: wide ? 'middle' : 'bottom',
          fontSize: 12,
        },
      })),
    ],
  };
}

/** Buttons that set the window of time: what the slider does by drag. */
function windows(box, data) {
  const horizon = horizonOf(data);
  const span = horizon + 1;
  const choices = [
    ['First 3 h', 3],
    ['First day', 24],
    ['All', horizon],
  ].filter(([, end]) => end <= horizon);
  return el(
    'div',
    { class: 'buttons', role: 'group', 'aria-label': 'Window of time' },
    choices.map(([title, end]) =>
      el(
        'button',
        {
          type: 'button',
          class: 'quiet',
          onclick: () =>
            box.chart()?.dispatchAction({ type: 'dataZoom', start: 0, end: (100 * (end + 1)) / span }),
        },
        title,
      ),
    ),
  );
}

export function serviceChart(data) {
  const functions = functionsOf(data);
  let zoomed = [-1, horizonOf(data)];
  const view = () => zoomed;
  const marks = data.causes.clock;
  const height = (wide) => clockHeight + functions.length * (rowHeight + (wide ? 6 : 22)) + 74;
  const phone = matchMedia('(max-width: 700px)').matches;
  const box = chart(
    `Service level over time of ${functions.length} functions, with the fire's clock`,
    height(!phone),
    (width) => {
      const wide = width > 640;
      const gap = wide ? 6 : 22;
      return {
        ...axes(data, functions, wide),
        grid: [0, ...functions.keys()].map((_, i) => ({
          left: wide ? 210 : 8,
          right: 16,
          height: i ? rowHeight : clockHeight - 4,
          top: i ? clockHeight + (i - 1) * (rowHeight + gap) + gap : 0,
        })),
        axisPointer: { link: [{ xAxisIndex: 'all' }] },
        dataZoom: zoom([0, ...functions.keys()].map((_, i) => i)),
        series: series(data, functions, marks, readable(marks, view(), width - (wide ? 226 : 24))),
        tooltip: {
          trigger: 'axis',
          confine: true,
          backgroundColor: colour('--card'),
          borderColor: colour('--line'),
          textStyle: { color: colour('--ink') },
          formatter: (items) => {
            const time = items[0].axisValue;
            const lines = functions.map(
              (of) => `${shorten(of.title, 40)}: ${percent(valueAt(curveOf(data, of), time))}`,
            );
            return tip(
              `${clock(time)} after ignition`,
              localTime(data.scenario.ignition?.local_time, time),
              ...lines,
            );
          },
        },
      };
    },
  );
  box.whenZoomed = ([start, end]) => {
    const span = horizonOf(data) + 1;
    zoomed = [-1 + (span * start) / 100, -1 + (span * end) / 100];
    const labels = series(
      data,
      functions,
      marks,
      readable(marks, zoomed, box.clientWidth - (box.clientWidth > 640 ? 226 : 24)),
    )[0];
    box.chart().setOption({ series: [{ label: labels.label }] });
  };
  return [windows(box, data), box];
}

/** Value of a step curve at a time. */
export function valueAt(curve, time) {
  let value = curve?.served_ratio[0] ?? 0;
  for (let k = 0; curve && k < curve.time_h.length && curve.time_h[k] <= time; k += 1)
    value = curve.served_ratio[k];
  return value;
}

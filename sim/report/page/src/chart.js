// ECharts, with only the parts in use, and the life of a chart: width, theme, paper.
import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import * as echarts from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { el } from './dom.js';
import { colour, onThemeChange } from './theme.js';

echarts.use([
  AriaComponent,
  BarChart,
  CustomChart,
  DataZoomComponent,
  GridComponent,
  HeatmapChart,
  LabelLayout,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  ScatterChart,
  SVGRenderer,
  TooltipComponent,
  VisualMapComponent,
]);

/** What every chart shares. Tooltips are nodes, never markup: see `tip`. */
const base = () => ({
  animation: false,
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour('--ink'), fontSize: 12 },
  tooltip: {
    backgroundColor: colour('--card'),
    borderColor: colour('--line'),
    textStyle: { color: colour('--ink'), fontSize: 13 },
    confine: true,
    className: 'tooltip',
  },
});

/** Style of an axis; merged into the axis' own options. */
export const axisStyle = () => ({
  axisLine: { lineStyle: { color: colour('--line') } },
  axisTick: { lineStyle: { color: colour('--line') } },
  axisLabel: { color: colour('--soft'), hideOverlap: true },
  nameTextStyle: { color: colour('--soft') },
  splitLine: { lineStyle: { color: colour('--faint') } },
});

/** The same with a title along the axis, `gap` pixels away from it. */
export const namedAxis = (name, gap) => ({
  name,
  nameLocation: 'middle',
  nameGap: gap,
  ...axisStyle(),
});

/** Lines of a tooltip as nodes: whatever a name holds, it stays text. */
export function tip(...lines) {
  return el(
    'div',
    { class: 'tip' },
    lines.filter(Boolean).map((line, i) => el(i ? 'div' : 'strong', {}, line)),
  );
}

/** Zoom along the x axes: wheel with Ctrl, drag, and a slider that keys reach through `zoomTo`. */
export const zoom = (xAxisIndex) => [
  { type: 'inside', xAxisIndex, zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, filterMode: 'none' },
  {
    type: 'slider',
    xAxisIndex,
    height: 18,
    bottom: 6,
    filterMode: 'none',
    brushSelect: false,
    borderColor: colour('--line'),
    fillerColor: colour('--shade'),
    textStyle: { color: colour('--soft') },
    handleStyle: { color: colour('--card'), borderColor: colour('--soft') },
    moveHandleStyle: { color: colour('--line') },
    dataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } },
    selectedDataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } },
    showDetail: false,
  },
];

const charts = new Set();

/**
 * A chart that fills its box. `options(width)` is asked again whenever width or theme change.
 * @returns a node; `node.chart()` is the ECharts instance once it is drawn, and `node.whenZoomed`, where set,
 * is told the window in percent
 */
export function chart(label, height, options) {
  const box = el('div', {
    class: 'chart',
    role: 'img',
    'aria-label': label,
    style: { height: `${height}px` },
  });
  let instance = null;
  let width = 0;
  const draw = () => {
    const now = box.clientWidth;
    if (!now) return;
    if (!instance) {
      instance = echarts.init(box, null, { renderer: 'svg', width: now, height });
      instance.on('datazoom', () => {
        const [{ start, end }] = instance.getOption().dataZoom;
        box.whenZoomed?.([start, end]);
      });
    }
    const kept = instance.getOption()?.dataZoom;
    instance.resize({ width: now, height });
    const wanted = { ...base(), ...options(now) };
    instance.setOption(wanted, { notMerge: true });
    if (kept?.length && now === width) {
      instance.dispatchAction({ type: 'dataZoom', start: kept[0].start, end: kept[0].end });
    }
    width = now;
  };
  new ResizeObserver(() => box.clientWidth !== width && draw()).observe(box);
  charts.add(draw);
  box.chart = () => instance;
  return box;
}

/** Draws every chart anew, for a change of theme or medium. */
export const drawCharts = () => charts.forEach((draw) => draw());
onThemeChange(drawCharts);

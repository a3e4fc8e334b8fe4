// A bar on a shared scale of hours: range, median, target, published points. HTML, so that it prints,
// wraps into tables and is read out as the text that stands beside it.
import { el } from './dom.js';
import { hours, minus } from './format.js';

const share = (value, scale) =>
  `${(100 * Math.min(Math.max((value - scale.min) / (scale.max - scale.min), 0), 1)).toFixed(2)}%`;

/** A scale with round ends and some ticks. */
export function scaleOf(values, { zero = true, most = 6 } = {}) {
  const known = values.filter((value) => Number.isFinite(value));
  let min = zero ? 0 : Math.min(...known, 0);
  const max = Math.max(...known, min + 1e-6, zero ? 0 : 0);
  const raw = (max - min) / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= raw) * power;
  // An interval that reaches a hair below a tick is drawn to the tick: no room for nothing.
  min = Math.floor(min / step + 0.02) * step;
  const ticks = [];
  for (let at = min; ticks.length === 0 || ticks[ticks.length - 1] < max - 1e-9; at += step)
    ticks.push(Math.round(at * 1e6) / 1e6);
  return { min, max: ticks[ticks.length - 1], ticks };
}

const mark = (className, at, scale, title) =>
  el('span', { class: `mark ${className}`, style: { left: share(at, scale) }, title });

function bar(className, from, to, scale) {
  const left = share(from, scale);
  return el('span', {
    class: `bar ${className}`,
    style: { left, width: `calc(${share(to, scale)} - ${left})` },
  });
}

/**
 * @param of {low, high, mid, target, zero, published: [{from, to, text}], tone}
 * null for `high` or `mid` means: beyond the horizon, `scale.horizon`
 */
export function strip(of, scale) {
  const end = scale.horizon ?? scale.max;
  const open = (value) => (value === null || value === undefined ? end : value);
  return el(
    'span',
    { class: 'strip', 'aria-hidden': 'true' },
    scale.ticks.map((tick) =>
      el('span', { class: tick === 0 ? 'grid zero' : 'grid', style: { left: share(tick, scale) } }),
    ),
    of.low !== undefined &&
      bar(`range ${of.tone ?? ''} ${of.high === null ? 'open' : ''}`, open(of.low), open(of.high), scale),
    of.target !== undefined && mark('target', of.target, scale, `target ${hours(of.target)}`),
    (of.published ?? []).map((point) => [
      point.to !== undefined && bar('window', point.from, point.to, scale),
      mark('published', point.to === undefined ? point.from : (point.from + point.to) / 2, scale, point.text),
    ]),
    of.mid !== undefined && mark(of.mid === null ? 'median beyond' : 'median', open(of.mid), scale, null),
  );
}

/** The axis of strips, for a table's head or the line below a list. */
export function axis(scale, unit = 'h') {
  return el(
    'span',
    { class: 'strip axis', 'aria-hidden': 'true' },
    scale.ticks.map((tick, i) =>
      el(
        'span',
        { class: 'tick', style: { left: share(tick, scale) } },
        i === scale.ticks.length - 1 ? `${minus(tick)} ${unit}` : minus(tick),
      ),
    ),
  );
}

/** What the signs of a strip mean. */
export function legend(items) {
  const signs = {
    median: ['median', 'median'],
    range: ['range', 'range of 90 % of the replications'],
    target: ['target', 'recovery target (RTO)'],
    published: ['published', 'published time of the real incident (bar: the window that reports leave open)'],
    better: ['range better', '95 % interval of the mean difference: sooner'],
    worse: ['range worse', 'later'],
    unclear: ['range unclear', 'no difference shown'],
    estimate: ['median', 'estimate'],
    interval: ['range', '95 % interval'],
    helps: ['range better', '95 % interval of that mean: helps'],
    luck: ['range unclear', 'may be luck'],
    levels: ['range', 'from the lowest to the highest of the means at its levels'],
    overall: ['median', 'mean of all'],
    mean: ['median', 'mean difference'],
    saved: ['median', 'mean of what it saves'],
  };
  return el(
    'p',
    { class: 'legend' },
    items.map((item) => {
      const [sign, text] = signs[item];
      const drawn = sign.startsWith('range')
        ? el('span', { class: `bar ${sign}` })
        : el('span', { class: `mark ${sign}` });
      return el('span', { class: 'key' }, el('span', { class: 'sign', 'aria-hidden': 'true' }, drawn), text);
    }),
  );
}

// What the parts of a sweep page ask of the data block.
import { count, hours } from '../format.js';

const levels = { first: 'first served', half: 'half back', most: 'mostly back', full: 'fully back' };
const leaf = (key) => levels[key] ?? key.replace(/_(h|s|ratio|requests)$/, '').replaceAll('_', ' ');

/** "/services/chat/functions/text/recovery_h/full" as "chat/text: fully back". */
export function measureName(path) {
  const parts = path.split('/').filter(Boolean);
  if (parts[0] === 'services' && parts[2] === 'functions')
    return `${parts[1]}/${parts[3]}: ${
      /^relapse/.test(parts[4]) ? parts.slice(4).map(leaf).join(', ') : leaf(parts[parts.length - 1])
    }`;
  if (parts[0] === 'facility' && parts[1] === 'sites')
    return `${parts[2]}: ${parts.slice(3).map(leaf).join(', ')}`;
  return parts.join(' ').replaceAll('_', ' ');
}

/** Unit of a measure, from the one part of its path that carries it. */
export function unitOf(path) {
  if (/unserved_user_h/.test(path)) return 'user-hours';
  if (/pct_h/.test(path)) return '% × h';
  if (/_h(\/|$)/.test(path)) return 'h';
  if (/_s(\/|$)/.test(path)) return 's';
  return /_requests/.test(path) ? 'requests' : '';
}

/** A value of a measure as text; null is beyond the horizon. */
export function valueText(path, value, horizon) {
  if (value === null || value === undefined) return unitOf(path) === 'h' ? hours(null, horizon) : 'unknown';
  return unitOf(path) === 'h' ? hours(value) : `${count(value)} ${unitOf(path)}`.trim();
}

const isNumber = (value) => typeof value === 'number';
export const settingText = (value) =>
  value === undefined
    ? 'as in the scenario'
    : isNumber(value)
      ? String(Number(value.toPrecision(4)))
      : String(value);

/** "chat/text: fully back (h)", for the axis of a chart. */
export const axisTitle = (path) =>
  unitOf(path) ? `${measureName(path)} (${unitOf(path)})` : measureName(path);

/** Names of a point's settings, one after the other. */
export const pointName = (summary, index) =>
  summary.axes.map((axis) => `${axis} ${settingText(summary.points[index][axis])}`).join(', ');

/** Levels of an axis over all points, in order; numbers by size, words as they come. */
export function levelsOf(summary, axis) {
  const values = [...new Set(summary.points.map((point) => point[axis]))];
  return values.every(isNumber) ? values.sort((a, b) => a - b) : values;
}

/** Mean over the points that `keep` lets through, of their means, and their runs; null without a run. */
export function over(measure, summary, keep) {
  const kept = measure.points.filter((point, i) => point.n > 0 && keep(summary.points[i]));
  if (!kept.length) return null;
  return {
    mean: kept.reduce((sum, point) => sum + point.mean.value, 0) / kept.length,
    runs: kept.reduce((sum, point) => sum + point.n, 0),
  };
}

const fewLevels = 12;
const slices = 4;

/**
 * The levels of an axis as [{words, has(point)}]. An axis of numbers with too many levels to be told apart
 * is cut into four slices with as many points each; null where an axis of words has too many.
 */
export function groupsOf(summary, axis) {
  const levels = levelsOf(summary, axis);
  if (levels.length <= fewLevels)
    return levels.map((level) => ({ words: settingText(level), has: (point) => point[axis] === level }));
  if (!levels.every(isNumber)) return null;
  const values = summary.points.map((point) => point[axis]).sort((a, b) => a - b);
  return Array.from({ length: slices }, (_, i) => {
    const low = values[Math.round((i * values.length) / slices)];
    const next = values[Math.round(((i + 1) * values.length) / slices)];
    const high = next === undefined ? values[values.length - 1] : next;
    return {
      words: `${settingText(low)} to ${settingText(high)}`,
      has: (point) => point[axis] >= low && (next === undefined || point[axis] < next),
    };
  });
}

/** Axes that a picture can show: of several levels, or of numbers to cut into slices. */
export const drawableAxes = (summary) =>
  summary.axes.filter((axis) => levelsOf(summary, axis).length > 1 && groupsOf(summary, axis));

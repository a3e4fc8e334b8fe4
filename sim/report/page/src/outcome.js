// A result with two humps, said as two: who is spared, and what comes to the others.
import { el } from './dom.js';
import { hours, range, recovery } from './format.js';

/** Whether some replications were affected and others not; one median speaks for neither. */
export const twoOutcomes = (summary, n) => summary.affected > 0 && summary.affected < n;

/** The statistics to show a time by: of those affected, or of all where nothing was lost in any. */
export const typical = (summary) => summary.among_affected ?? summary;

/** "17 of 100". */
export const countOf = (some, n) => `${some} of ${n}`;

/**
 * Text of a quantile (5, 50 or 95) of `n` replications: null is beyond the horizon, or never.
 * By order, what never happened comes after all that is only late.
 */
export function quantileText(summary, percent, n, format) {
  const value = summary[`p${percent}`];
  if (value !== null) return format(value);
  return Math.ceil((percent * n) / 100) > n - (summary.never ?? 0) ? 'never' : format(null);
}

/** "22.5 h (3.1–40 h)", or without the range where it says no more. */
export function timeAndRange({ p5, p50, p95 }, horizon) {
  const time = hours(p50, horizon);
  const spread = range(p5, p95, horizon);
  return spread === time ? time : `${time} (${spread})`;
}

/** A recovery in the words of one cell: both humps where there are two. */
export function outcomeNode(summary, n, horizon) {
  if (!twoOutcomes(summary, n)) return el('strong', {}, recovery(summary.p50, horizon));
  return el(
    'span',
    { class: 'outcomes' },
    el('strong', {}, `never down in ${countOf(n - summary.affected, n)}`),
    ', ',
    el('span', { class: 'nowrap' }, `otherwise ${hours(summary.among_affected.p50, horizon)}`),
  );
}

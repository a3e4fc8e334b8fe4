// What every part of a run page asks of the data block.
import { typical } from '../outcome.js';

const levelsOf = (point) => point.level ?? 'full';

/** One entry for each function, in the author's order: {key, service, id, title, measures, published}. */
export function functionsOf(data) {
  const written = new Map(Object.keys(data.titles.functions).map((key, place) => [key, place]));
  const list = [];
  for (const [service, { functions }] of Object.entries(data.metrics.services)) {
    for (const [id, measures] of Object.entries(functions)) {
      const key = `${service}/${id}`;
      list.push({
        key,
        service,
        id,
        measures,
        title: data.titles.functions[key] ?? key,
        published: data.published.filter((point) => point.function === key),
      });
    }
  }
  return list.sort((a, b) => written.get(a.key) - written.get(b.key));
}

export const publishedAt = (of, level) =>
  of.published
    .filter((point) => levelsOf(point) === level)
    .map((point) => ({
      from: point.time_h,
      to: point.latest_h,
      text: [point.label, point.source].filter(Boolean).join(' · '),
    }));

/** Order of recovery, where affected: never down first, not before the horizon last. */
export const byRecovery = (a, b) =>
  (typical(a.measures.recovery_h.full).p50 ?? Infinity) -
  (typical(b.measures.recovery_h.full).p50 ?? Infinity);

export const horizonOf = (data) => data.metrics.horizon_h;

/** How sure: "100 replications; ranges hold 90 % of them". */
export function certainty(data) {
  const n = data.metrics.replications;
  return n === 1
    ? 'one replication only: a single run as it could happen, without any range'
    : `${n} replications; each range holds 90 % of those that were affected`;
}

/** The critical path of a function in replication 0; undefined where it never went down or has none. */
export function pathOf(data, key) {
  const path = data.paths?.functions?.[key];
  return path?.lost && path.steps.length ? path : undefined;
}

/** Steps of a path that took time, each with its share of the whole. */
export function stepsOf(path) {
  const end = path.steps[path.steps.length - 1].time_h;
  let others = []; // what also was needed at the steps that take no time, before the next that does
  return path.steps.flatMap((step) => {
    others.push(...(step.runners_up ?? []));
    if (step.took_h <= 1e-6) return [];
    const runners_up = others.sort((a, b) => a.on_path - b.on_path || a.slack_h - b.slack_h);
    others = [];
    return [{ ...step, runners_up, from: step.time_h - step.took_h, share: end ? step.took_h / end : 0 }];
  });
}

/** Hours of a path in each layer, in the order in which the path came through them. */
export function layersOf(path) {
  const hours = new Map();
  for (const { layer, took_h: took } of stepsOf(path)) hours.set(layer, (hours.get(layer) ?? 0) + took);
  return [...hours].map(([layer, took]) => ({ layer, took }));
}

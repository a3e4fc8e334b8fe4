// Layouts side by side on one scale, and the paired differences with their intervals.
import { el, label, section } from '../dom.js';
import { percent, range, recovery } from '../format.js';
import { axis, legend, scaleOf, strip } from '../strip.js';
import { countOf, outcomeNode, twoOutcomes, typical } from '../outcome.js';
import { table } from '../table.js';
import { costSection } from './cost.js';
import { againstChosen, functionKeys, measuresOf } from './facts.js';
import { forest } from './forest.js';

const horizonOf = (comparison) => Math.max(...comparison.layouts.map((layout) => layout.horizon_h));

function cards(comparison, keys) {
  const worst = (layout) =>
    Math.max(
      ...keys
        .map((key) => measuresOf(layout, key)?.recovery_h.full)
        .filter(Boolean)
        .map((full) => typical(full).p50 ?? Infinity),
    );
  const n = comparison.replications;
  /** The function that goes down most often, where most replications spare it. */
  const spared = (layout) => {
    const most = Math.max(...keys.map((key) => measuresOf(layout, key)?.recovery_h.full.affected ?? 0));
    return most > 0 && most * 2 < n && `no function is down in more than ${countOf(most, n)} replications; otherwise `;
  };
  return el(
    'div',
    { class: 'cards' },
    comparison.layouts.map((layout) => {
      const met = keys
        .map((key) => measuresOf(layout, key)?.targets)
        .filter((targets) => targets?.rto_h !== undefined);
      const kept = met.filter((targets) => targets.met_probability >= 0.95).length;
      const last = worst(layout);
      return el(
        'div',
        { class: 'card' },
        el('p', { class: 'card-title' }, label(layout.label, 40)),
        el(
          'p',
          { class: 'big' },
          last === 0 ? 'never down' : recovery(Number.isFinite(last) ? last : null, layout.horizon_h),
        ),
        el(
          'p',
          { class: 'small' },
          spared(layout),
          last > 0 && 'until the last function is back (median, where it goes down)',
          met.length > 0 && `; ${kept} of ${met.length} recovery targets kept`,
        ),
      );
    }),
  );
}

/** One small figure for each layout, all on one scale. */
function multiples(comparison, keys) {
  const horizon = horizonOf(comparison);
  const scale = {
    ...scaleOf(
      comparison.layouts.flatMap((layout) =>
        keys
          .map((key) => measuresOf(layout, key)?.recovery_h.full)
          .map((full) => (full ? (typical(full).p95 ?? horizon) : horizon)),
      ),
      { most: 4 },
    ),
    horizon,
  };
  return el(
    'div',
    { class: 'multiples' },
    comparison.layouts.map((layout) =>
      el(
        'figure',
        { class: 'multiple' },
        el('figcaption', {}, label(layout.label, 40)),
        el(
          'div',
          { class: 'lines' },
          keys.map((key) => {
            const of = measuresOf(layout, key);
            if (!of) return null;
            const full = of.recovery_h.full;
            const { p5, p50, p95 } = typical(full);
            const kept = full.affected === 0;
            const share = twoOutcomes(full, comparison.replications);
            return el(
              'div',
              { class: 'line' },
              el('span', { class: 'line-name' }, key),
              strip(
                {
                  low: kept ? undefined : p5,
                  high: p95,
                  mid: kept ? undefined : p50,
                  target: of.targets.rto_h,
                },
                scale,
              ),
              el(
                'span',
                { class: 'line-value' },
                recovery(p50, layout.horizon_h),
                share && ` in ${percent(full.affected / comparison.replications)}`,
              ),
            );
          }),
          el('div', { class: 'line' }, el('span'), axis(scale), el('span')),
        ),
      ),
    ),
  );
}

function sideBySide(comparison, keys) {
  const rows = keys.map((key) => [
    { value: key, text: key },
    ...comparison.layouts.map((layout) => {
      const of = measuresOf(layout, key);
      if (!of) return { value: null, text: 'not there' };
      const full = of.recovery_h.full;
      const { p5, p50, p95 } = typical(full);
      const met = of.targets.met_probability;
      return {
        value: p50 ?? Infinity,
        node: el(
          'span',
          {},
          outcomeNode(full, comparison.replications, layout.horizon_h),
          p5 === p95 ? '' : ` (${range(p5, p95, layout.horizon_h)})`,
          met === undefined
            ? ''
            : ` · target ${met >= 0.95 ? '✓' : met > 0 ? `✗ kept in ${percent(met)}` : '✗'}`,
        ),
      };
    }),
  ]);
  return table(
    'Time until fully back: median (range of 90 %), of the replications in which it goes down',
    [{ title: 'Function' }, ...comparison.layouts.map((layout) => ({ title: layout.label, number: true }))],
    rows,
    { stacked: true },
  );
}

export function verdict(comparison) {
  const keys = functionKeys(comparison);
  return [
    cards(comparison, keys),
    section(
      'When is each function back?',
      'At least 99 % of demand served, and held; hours since ignition; ' +
        `${comparison.replications} replications of each layout. All figures share one scale.`,
      multiples(comparison, keys),
      legend(['median', 'range', 'target']),
      sideBySide(comparison, keys),
    ),
    section(
      'Is the difference real?',
      'Below 0: back sooner than the layout it is held against. The same luck meets both layouts, pair ' +
        'by pair. ' +
        'An interval that holds 0 shows no difference.',
      againstChosen(comparison, 'base', (list, base) => list.map((other) => forest(list, keys, other, base))),
      legend(['mean', 'better', 'worse', 'unclear']),
    ),
    costSection(comparison),
  ].filter(Boolean);
}

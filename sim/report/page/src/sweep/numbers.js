// Every measure of a sweep over all its runs, as a table to sort and copy.
import { section } from '../dom.js';
import { table } from '../table.js';
import { measureName, valueText } from './facts.js';

export function sweepNumbers(summary) {
  const rows = summary.measures
    .filter(({ over_all: all }) => all.n > 0)
    .map(({ measure, over_all: all }) => {
      const cell = (value) => ({
        value: value ?? Infinity,
        text: valueText(measure, value, summary.horizon_h),
      });
      return [
        { value: measure, text: measureName(measure) },
        cell(all.mean.value),
        cell(all.p5.value),
        cell(all.p50.value),
        cell(all.p95.value),
        cell(all.p99.value),
        cell(all.beyond_p99),
        { value: all.n, text: String(all.n) },
        { value: all.censored, text: all.censored || '' },
        { value: all.affected, text: String(all.affected) },
        {
          value: all.among_affected?.p50 ?? Infinity,
          text: all.affected ? valueText(measure, all.among_affected.p50, summary.horizon_h) : '',
        },
      ];
    });
  return section(
    'All points alike',
    'Every run of every point counts once, so these figures hang on the design. A censored run counts ' +
      'as the horizon in the mean; what never happened does not count. Affected: runs in which it happened, or ' +
      'something was lost. firebreak summary prints every point.',
    table(
      'Measures over all runs',
      [
        { title: 'Measure' },
        ...['Mean', '5 %', 'Median', '95 %', '99 %', 'Mean of the worst 1 %', 'Runs', 'Censored', 'Affected', 'Median of those'].map(
          (title) => ({ title, number: true, class: title === 'Mean' ? 'lead' : '' }),
        ),
      ],
      rows,
      { stacked: true },
    ),
  );
}

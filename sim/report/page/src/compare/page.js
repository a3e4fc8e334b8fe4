// The page of a comparison: which layout, and is the difference real?
import { about } from '../about.js';
import { comparisonNumbers } from './numbers.js';
import { verdict } from './verdict.js';

export function comparePage(data) {
  const { comparison } = data;
  return {
    title: comparison.layouts.map(({ label }) => label).join(' or '),
    subtitle: `The same fire and the same luck in ${comparison.layouts.length} layouts.`,
    facts: [`${comparison.replications} replications each, paired`, `seed ${comparison.seed}`],
    pages: [
      { id: 'answer', title: 'Answer', draw: () => verdict(comparison) },
      { id: 'numbers', title: 'Numbers', draw: () => comparisonNumbers(comparison) },
      {
        id: 'about',
        title: 'About',
        draw: () =>
          about(
            data.manifest,
            'All layouts meet the same draws, replication by replication; an interval beside a ' +
              'difference is that of the paired differences.',
          ),
      },
    ],
  };
}

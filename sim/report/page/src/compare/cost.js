// Cost against hours saved: shown when the comparison carries costs.
import { label as named, section } from '../dom.js';
import { count } from '../format.js';
import { table } from '../table.js';

export function costSection(comparison) {
  const priced = comparison.layouts.filter((layout) => layout.cost);
  if (!priced.length) return null;
  const keys = [...new Set(priced.flatMap(({ cost }) => Object.keys(cost)))];
  const cell = (value) =>
    typeof value === 'number'
      ? { value, text: count(value) }
      : value && 'mean' in value
        ? { value: value.mean, text: count(value.mean) }
        : { value: null, text: value ?? '' };
  return section(
    'What does it cost?',
    'As the layouts declare it.',
    table(
      'Cost of each layout',
      [{ title: 'Layout' }, ...keys.map((key) => ({ title: key.replaceAll('_', ' '), number: true }))],
      priced.map(({ label, cost }) => [
        { value: label, node: named(label, 40) },
        ...keys.map((key) => cell(cost[key])),
      ]),
    ),
  );
}

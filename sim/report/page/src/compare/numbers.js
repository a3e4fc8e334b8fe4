// Every measure of every layout, and every difference, as tables to sort and copy.
import { label as named, section } from '../dom.js';
import { count } from '../format.js';
import { countOf } from '../outcome.js';
import { table } from '../table.js';
import { againstChosen } from './facts.js';

/** Calls `visit(path, summary)` for each object with a mean below `node`. */
function walk(node, path, visit) {
  if (node === null || typeof node !== 'object' || Array.isArray(node)) return;
  if ('mean' in node) return visit(path, node);
  for (const [key, child] of Object.entries(node))
    if (
      key !== 'targets' &&
      key !== 'functions' &&
      key !== 'sites' &&
      key !== 'services' &&
      key !== 'facility'
    )
      walk(child, [...path, key], visit);
    else if (key !== 'targets') walk(child, path, visit);
}

const text = (value) =>
  value === null || value === undefined
    ? 'none'
    : Math.abs(value) >= 1000
      ? count(value)
      : Number(value.toPrecision(4)).toString().replace('-', '−');
const cell = (value) => ({ value: value ?? Infinity, text: text(value) });
const number = (title) => ({ title, number: true });

function measureRows(comparison) {
  const rows = [];
  for (const layout of comparison.layouts)
    walk({ services: layout.services, facility: layout.facility }, [], (path, of) => {
      if (untouched(of)) return;
      rows.push([
        { value: layout.label, node: named(layout.label, 40) },
        { value: path.slice(0, -1).join('/'), text: path.join(' / ').replaceAll('_', ' ') },
        cell(of.p50),
        cell(of.p5),
        cell(of.p95),
        cell(of.mean),
        cell(of.ci95[0]),
        cell(of.ci95[1]),
        { value: of.censored, text: of.censored || '' },
        { value: of.affected, text: countOf(of.affected, comparison.replications) },
        cell(of.among_affected?.p50),
      ]);
    });
  return rows;
}

/** Untouched sites would fill pages with zeros; comparison.json has them. */
const alike = ({ n, mean, ci95, affected, affected_base: before }) =>
  affected === before && (n === 0 || (mean === 0 && ci95.every((end) => end === 0 || end === null)));
const untouched = ({ affected }) => affected === 0;

function differenceRows(list) {
  const rows = [];
  for (const other of list)
    walk({ services: other.services, facility: other.facility }, [], (path, of) => {
      if (alike(of)) return;
      rows.push([
        { value: other.label, node: named(other.label, 40) },
        { value: path.join('/'), text: path.join(' / ').replaceAll('_', ' ') },
        cell(of.mean),
        cell(of.ci95[0]),
        cell(of.ci95[1]),
        { value: of.n, text: of.n },
        { value: of.censored + of.censored_base, text: of.censored + of.censored_base || '' },
        { value: of.affected, text: `${of.affected_base} → ${of.affected}` },
      ]);
    });
  return rows;
}

const differences = (list, base) =>
  table(
    `Paired differences to ${base}`,
    [
      { title: 'Layout' },
      { title: 'Measure' },
      { ...number('Mean'), class: 'lead' },
      number('Low'),
      number('High'),
      number('Pairs'),
      number('Censored'),
      number('Affected'),
    ],
    differenceRows(list),
    { stacked: true },
  );

export function comparisonNumbers(comparison) {
  return [
    section(
      'Differences',
      'Mean of the paired differences and its 95 % interval; units as in the measure’s name (h hours, s ' +
        'seconds). Measures without any difference are left out.',
      againstChosen(comparison, 'base-of-numbers', differences),
    ),
    section(
      'Measures',
      `${comparison.replications} replications each. Lines of zeros are left out, and what never happened.`,
      table(
        'Measures of each layout',
        [
          { title: 'Layout' },
          { title: 'Measure' },
          { ...number('Median'), class: 'lead' },
          number('5 %'),
          number('95 %'),
          number('Mean'),
          number('Mean, low'),
          number('Mean, high'),
          number('Censored'),
          number('Affected'),
          number('Median of those'),
        ],
        measureRows(comparison),
        { stacked: true },
      ),
    ),
  ];
}

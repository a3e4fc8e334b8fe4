// Every measure of the run as tables to sort and copy.
import { el, label, section } from '../dom.js';
import { age, ageOfSeconds, count, hours, recovery } from '../format.js';
import { table } from '../table.js';
import { certainty, functionsOf, horizonOf } from './facts.js';

const quantiles = [
  { title: 'Median', number: true, class: 'lead' },
  { title: '5 %', number: true },
  { title: '95 %', number: true },
  { title: 'Mean', number: true },
  { title: '95 % interval of the mean', number: true },
  { title: 'Censored', number: true },
];

/** Cells of one measure: null is beyond the horizon. */
export function summaryCells(summary, format) {
  const [low, high] = summary.ci95;
  const cell = (value) => ({ value: value ?? Infinity, text: format(value) });
  return [
    cell(summary.p50),
    cell(summary.p5),
    cell(summary.p95),
    { value: summary.mean, text: (summary.censored ? '≥ ' : '') + format(summary.mean) },
    { value: low, text: low === null ? '' : `${format(low)} … ${format(high)}` },
    { value: summary.censored, text: summary.censored || '' },
  ];
}

const levels = [
  ['first', '> 0 %'],
  ['half', '≥ 50 %'],
  ['most', '≥ 90 %'],
  ['full', '≥ 99 %'],
];

function recoveries(functions, horizon) {
  const rows = functions.flatMap((of) =>
    levels.map(([level, words]) => [
      { value: of.title, node: label(of.title, 40) },
      { value: words, text: words },
      ...summaryCells(of.measures.recovery_h[level], (value) => recovery(value, horizon)),
    ]),
  );
  return table(
    'Time until the level is reached again and held (h since ignition)',
    [{ title: 'Function' }, { title: 'Served' }, ...quantiles],
    rows,
    { stacked: true },
  );
}

const losses = [
  ['unserved_user_h', 'Demand not served at once', 'user-hours', count],
  ['lost_user_h', '… nothing came of it', 'user-hours', count],
  ['deferred_user_h', '… waited with the user', 'user-hours', count],
  ['degraded_user_h', '… answered with less', 'user-hours', count],
  ['rival_user_h', '… gone to a rival', 'user-hours', count],
  ['lost_requests', 'Requests lost', 'requests', count],
  ['deferred_requests', 'Requests deferred', 'requests', count],
  ['waiting_requests', 'Requests still waiting at the end', 'requests', count],
  ['deferred_wait_h', 'Wait of a deferred request', 'time', age],
  ['data_loss_s', 'Data lost, age of the oldest write', 'time', ageOfSeconds],
  ['data_loss_requests', 'Data lost, requests written', 'requests', count],
  ['resilience_loss_pct_h', 'Resilience loss', '% × h', count],
];

const nothing = (summary) => summary.mean === 0 && summary.p95 === 0;

/** Measures that this page has no name for yet are shown under their own. */
function lossesOf(functions) {
  const known = new Set(losses.map(([key]) => key));
  const extra = new Set();
  for (const { measures } of functions)
    for (const [key, value] of Object.entries(measures))
      if (value && 'p50' in value && !known.has(key)) extra.add(key);
  return [...losses, ...[...extra].map((key) => [key, key.replaceAll('_', ' '), '', count])].filter(([key]) =>
    functions.some(({ measures }) => measures[key]),
  );
}

/** Words of the losses that no function had in any replication. */
function noneNote(functions) {
  const none = lossesOf(functions)
    .filter(([key]) => functions.every(({ measures }) => !measures[key] || nothing(measures[key])))
    .map(([, words]) => words.replace(/^… /, '').toLowerCase());
  return none.length ? ` None in any of them: ${none.join('; ')}.` : '';
}

/** A line where something was lost. */
function lossRows(functions) {
  return lossesOf(functions).flatMap(([key, words, unit, format]) =>
    functions
      .filter(({ measures }) => measures[key] && !nothing(measures[key]))
      .map((of) => [
        { value: of.title, node: label(of.title, 40) },
        { value: words, text: words },
        { value: unit, node: el('span', { class: 'nowrap' }, unit) },
        ...summaryCells(of.measures[key], (value) => (value === null ? 'unknown' : format(value))),
      ]),
  );
}

const sitesOf = (data) => Object.entries(data.metrics.facility.sites);
const quiet = (measures) =>
  Object.values(measures).every((value) =>
    'p50' in value ? value.mean === 0 || value.p5 === null : value.full.mean === 0,
  );
const touchedSites = (data) => sitesOf(data).filter(([, measures]) => !quiet(measures));

/** Names of the sites in which nothing ever happened. */
function quietNote(data) {
  const names = sitesOf(data)
    .filter(([, measures]) => quiet(measures))
    .map(([site]) => site);
  return names.length ? ` Untouched in all of them: ${names.join(', ')}.` : '';
}

function siteRows(data, horizon) {
  const rows = [];
  for (const [site, measures] of touchedSites(data)) {
    const add = (words, summary, format) =>
      rows.push([
        { value: site, text: site },
        { value: words, text: words },
        ...summaryCells(summary, format),
      ]);
    const time = (value) => hours(value, horizon);
    for (const [key, value] of Object.entries(measures)) {
      const words = key.replace(/_h$/, '').replaceAll('_', ' ');
      if ('p50' in value) add(words, value, key.endsWith('_h') ? time : count);
      else
        for (const [level, text] of levels)
          add(`${words}, ${text}`, value[level], (v) => recovery(v, horizon));
    }
  }
  return rows;
}

export function numbers(data) {
  const functions = functionsOf(data);
  const horizon = horizonOf(data);
  return [
    section(
      'Recovery',
      `${certainty(data)}. Censored: not before the horizon of ${horizon} h; then the mean is a lower bound.`,
      recoveries(functions, horizon),
    ),
    section(
      'What was lost',
      `${certainty(data)}. Lines of zeros are left out.${noneNote(functions)}`,
      table(
        'Losses from ignition to the horizon',
        [{ title: 'Function' }, { title: 'Measure' }, { title: 'Unit' }, ...quantiles],
        lossRows(functions),
        { stacked: true },
      ),
    ),
    section(
      'Sites',
      `${certainty(data)}.${quietNote(data)}`,
      table(
        'Power, servers and the fire (h since ignition; counts)',
        [{ title: 'Site' }, { title: 'Measure' }, ...quantiles],
        siteRows(data, horizon),
        { stacked: true },
      ),
    ),
  ];
}

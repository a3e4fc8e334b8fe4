// Every measure of the run as tables to sort and copy.
import { el, label, section } from '../dom.js';
import { age, ageOfSeconds, count, hours, recovery } from '../format.js';
import { countOf, quantileText, twoOutcomes } from '../outcome.js';
import { table } from '../table.js';
import { certainty, functionsOf, horizonOf } from './facts.js';

const quantiles = [
  { title: 'Median', number: true, class: 'lead' },
  { title: '5 %', number: true },
  { title: '95 %', number: true },
  { title: 'Mean', number: true },
  { title: '95 % interval of the mean', number: true },
  { title: 'Censored', number: true },
  { title: 'Affected', number: true },
  { title: 'Median of those', number: true },
  { title: '90 % of those', number: true },
];

/** Cells of one measure over `n` replications: null is beyond the horizon, or never. */
export function summaryCells(summary, n, format) {
  const [low, high] = summary.ci95;
  const cell = (percent) => ({
    value: summary[`p${percent}`] ?? Infinity,
    text: quantileText(summary, percent, n, format),
  });
  const those = twoOutcomes(summary, n) ? summary.among_affected : null;
  return [
    cell(50),
    cell(5),
    cell(95),
    {
      value: summary.mean,
      text: summary.mean === null ? 'never' : (summary.censored ? '≥ ' : '') + format(summary.mean),
    },
    { value: low, text: low === null ? '' : `${format(low)} … ${format(high)}` },
    { value: summary.censored, text: summary.censored || '' },
    { value: summary.affected, text: countOf(summary.affected, n) },
    { value: those?.p50 ?? null, text: those ? format(those.p50) : '' },
    { value: those?.p95 ?? null, text: those ? `${format(those.p5)} … ${format(those.p95)}` : '' },
  ];
}

const levels = [
  ['first', '> 0 %'],
  ['half', '≥ 50 %'],
  ['most', '≥ 90 %'],
  ['full', '≥ 99 %'],
];

function recoveries(functions, n, horizon) {
  const rows = functions.flatMap((of) =>
    levels.map(([level, words]) => [
      { value: of.title, node: label(of.title, 40) },
      { value: words, text: words },
      ...summaryCells(of.measures.recovery_h[level], n, (value) => recovery(value, horizon)),
    ]),
  );
  return table(
    'Time until the level is reached again and held (h since ignition)',
    [{ title: 'Function' }, { title: 'Served' }, ...quantiles],
    rows,
    { stacked: true },
  );
}

/** Falls below a level after the recovery, where there was any. */
function relapses(functions, n) {
  const rows = functions.flatMap((of) =>
    levels
      .filter(([level]) => of.measures.relapses[level].affected > 0)
      .flatMap(([level, words]) => [
        [
          { value: of.title, node: label(of.title, 40) },
          { value: words, text: `${words}: falls` },
          ...summaryCells(of.measures.relapses[level], n, count),
        ],
        [
          { value: of.title, node: label(of.title, 40) },
          { value: words, text: `${words}: time below` },
          ...summaryCells(of.measures.relapse_h[level], n, age),
        ],
      ]),
  );
  if (!rows.length) return el('p', {}, 'No function fell below a level again that it had regained and held.');
  return table(
    'Falls below a level after it was regained and held, up to the horizon',
    [{ title: 'Function' }, { title: 'Level' }, ...quantiles],
    rows,
    { stacked: true },
  );
}

/** 0.5: only by users who stay with a rival. */
const yes = (value) => (value > 0 && value < 1 ? value.toFixed(2) : count(value));

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
  ['still_losing', 'Losses not over at the horizon', '1: yes', yes],
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
function lossRows(functions, n) {
  return lossesOf(functions).flatMap(([key, words, unit, format]) =>
    functions
      .filter(({ measures }) => measures[key] && !nothing(measures[key]))
      .map((of) => [
        { value: of.title, node: label(of.title, 40) },
        { value: words, text: words },
        { value: unit, node: el('span', { class: 'nowrap' }, unit) },
        ...summaryCells(of.measures[key], n, (value) => (value === null ? 'unknown' : format(value))),
      ]),
  );
}

const sitesOf = (data) => Object.entries(data.metrics.facility.sites);
const quiet = (measures) =>
  Object.values(measures).every((value) =>
    'p50' in value ? value.affected === 0 : value.full.affected === 0,
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
        ...summaryCells(summary, data.metrics.replications, format),
      ]);
    const time = (value) => hours(value, horizon);
    for (const [key, value] of Object.entries(measures)) {
      const words = key.replace(/_h$/, '').replaceAll('_', ' ');
      if ('p50' in value) add(words, value, key.endsWith('_h') ? time : count);
      else
        for (const [level, text] of levels)
          if (!/_relapse/.test(key)) add(`${words}, ${text}`, value[level], (v) => recovery(v, horizon));
          else if (value[level].affected) add(`${words}, ${text}`, value[level], key.endsWith('s') ? count : age);
    }
  }
  return rows;
}

export function numbers(data) {
  const functions = functionsOf(data);
  const horizon = horizonOf(data);
  const n = data.metrics.replications;
  return [
    section(
      'Recovery',
      `${certainty(data)}. Censored: not before the horizon of ${horizon} h; then the mean is a restricted one, with ` +
        'those counted as the horizon. Affected: replications in which the level was lost at all.',
      recoveries(functions, n, horizon),
      relapses(functions, n),
    ),
    section(
      'What was lost',
      `${certainty(data)}. Lines of zeros are left out.${noneNote(functions)}`,
      table(
        'Losses from ignition to the horizon',
        [{ title: 'Function' }, { title: 'Measure' }, { title: 'Unit' }, ...quantiles],
        lossRows(functions, n),
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

// Where the figures come from: the exact command, the manifest, the words, the licences.
import { el, label, section } from './dom.js';
import { command } from './shell.js';
import { table } from './table.js';

const words = [
  ['Hours', 'count from ignition.'],
  [
    'Replication',
    'the same fire, played with other luck. Curves, plan and causes show replication 0: one run as it ' +
      'could happen.',
  ],
  ['Back, fully served', 'at least 99 % of demand is served, and stays so to the horizon.'],
  [
    'Median, range of 90 %',
    'half of the replications are below the median; the range leaves out the 5 % lowest and the 5 % highest.',
  ],
  ['Censored', 'it did not happen before the end of the run; nothing is guessed beyond it.'],
  ['RTO', 'recovery time objective: the function is to be back within this time.'],
];

export function about(manifest, given) {
  const rows = Object.entries(manifest ?? {})
    .filter(([key]) => key !== 'command')
    .map(([key, value]) => [
      { value: key, text: key.replaceAll('_', ' ') },
      { value: String(value), node: label(value) },
    ]);
  return [
    manifest?.command &&
      section(
        'The exact command',
        null,
        el('pre', { class: 'command', tabindex: 0 }, command(manifest.command)),
      ),
    section('What was given', null, el('p', {}, given)),
    section(
      'Manifest',
      null,
      manifest
        ? table('How and where this was computed', [{ title: 'Key' }, { title: 'Value' }], rows)
        : el('p', {}, 'The folder had no manifest.'),
    ),
    section(
      'Words',
      null,
      el(
        'dl',
        {},
        words.map(([term, text]) => [el('dt', {}, term), el('dd', {}, text)]),
      ),
    ),
    section(
      'This page',
      'It carries all that it shows, and loads nothing. Charts: Apache ECharts.',
      el(
        'details',
        {},
        el('summary', {}, 'Licences of the parts'),
        el('pre', { class: 'licence' }, LICENCES),
      ),
    ),
  ].filter(Boolean);
}

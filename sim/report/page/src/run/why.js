// Why not sooner: the critical path of one function, who waited for what, what every component went through.
import { label, section } from '../dom.js';
import { hours } from '../format.js';
import { table } from '../table.js';
import { endingWord, waitWord } from '../words.js';
import { lanes } from './lanes.js';
import { paths } from './path_view.js';

function waits(data) {
  const rows = data.causes.waits.map((wait) => [
    { value: waitWord(wait), text: waitWord(wait) },
    { value: wait.entities, text: String(wait.entities) },
    { value: wait.median_h, text: hours(wait.median_h) },
    { value: wait.longest_h, text: hours(wait.longest_h) },
    { value: wait.total_h, text: hours(wait.total_h) },
    {
      value: wait.ended_by.map(([key]) => endingWord(key)).join('; '),
      node: label(
        wait.ended_by.map(([key, n]) => `${endingWord(key)} (${n})`).join('; ') || 'still so at the end',
        110,
      ),
    },
  ]);
  return table(
    'Time out of service, by what was the matter',
    [
      { title: 'Who, and what was the matter' },
      { title: 'How many', number: true, class: 'lead' },
      { title: 'Median', number: true },
      { title: 'Longest', number: true },
      { title: 'Together', number: true },
      { title: 'Most often ended by' },
    ],
    rows,
    { stacked: true },
  );
}

export function why(data) {
  return [
    section(
      'The chain that decided',
      'The critical path: what each function waited for, one thing after the other, from ignition to ' +
        'its return.',
      paths(data),
    ),
    section(
      'Who waited for what',
      'Replication 0. “Together” adds up the hours of all: racks count rack-hours.',
      waits(data),
    ),
    section(
      'Components over time',
      'Replication 0. The thicker the bar, the more is being done; a thin line waits.',
      lanes(data),
    ),
  ];
}

// The critical path of one function as a Gantt chart: what it waited for, one thing after the other.
import { el, label, replaceChildren, shorten } from '../dom.js';
import { clock, hours, recovery } from '../format.js';
import { axis, scaleOf } from '../strip.js';
import { command } from '../shell.js';
import { table } from '../table.js';
import { layerWord } from '../words.js';
import { byRecovery, functionsOf, horizonOf, pathOf, stepsOf } from './facts.js';
import { layerLegend, layerTone } from './layers.js';

/** What the step would have waited for instead, and how much else it needed. */
const after = ({ runners_up: others = [] }) => {
  if (!others.length) return '';
  const [{ words, slack_h: slack }] = others;
  const when = slack < 1e-4 ? 'at the same time' : `${hours(slack)} earlier`;
  return `${words}, ${when}${others.length > 1 ? `; and ${others.length - 1} more` : ''}`;
};

/** How much of the longest wait could have gone before something else was waited for. */
const limit = ({ next_in_line: next, steps }) => {
  if (!next) return '';
  const longest = steps.find((step) => step.event === next.shortened_event);
  return ` Of the ${hours(longest.took_h)} until “${longest.words}”, the first ${hours(next.slack_h)} less would count; next in line is then: ${next.words}.`;
};

/** What a function that is not back still waits for at the horizon, from its own need down to what is missing. */
const stillOpen = ({ waits_for: open = [] }) =>
  open.length
    ? `At its end, one behind the other: ${open
        .map(({ words, since_h: since }) => (since === null ? words : `${words} (since ${hours(since)})`))
        .join('; ')}.`
    : '';

function gantt(path) {
  const steps = stepsOf(path);
  if (!steps.length) return el('p', {}, 'Everything on this chain happens at one moment.');
  const scale = scaleOf([steps[steps.length - 1].time_h]);
  const left = (time) => `${(100 * time) / scale.max}%`;
  const rows = steps.map((step) => [
    { value: step.words, node: label(step.words, 110) },
    { value: step.took_h, node: el('strong', {}, hours(step.took_h)) },
    {
      value: null,
      node: el(
        'span',
        { class: 'strip', 'aria-hidden': 'true' },
        scale.ticks.map((tick) => el('span', { class: 'grid', style: { left: left(tick) } })),
        el('span', {
          class: 'bar step',
          style: {
            left: left(step.from),
            width: `max(3px, ${left(step.took_h)})`,
            background: layerTone(step.layer),
          },
        }),
      ),
    },
    { value: step.time_h, text: clock(step.time_h) },
    { value: layerWord(step.layer), text: layerWord(step.layer) },
    { value: after(step), text: after(step) },
  ]);
  return [
    table(
      'The waits, in their order; each begins where the one before it ends',
      [
        { title: 'Waited until' },
        { title: 'It took', number: true, class: 'lead' },
        { title: 'Hours since ignition', class: 'wide', sortable: false, head: axis(scale) },
        { title: 'Done at', number: true },
        { title: 'Where' },
        { title: 'Next in line' },
      ],
      rows,
      { stacked: true },
    ),
    layerLegend([path]),
  ];
}

/** A choice of functions, and the path of the chosen one. */
export function paths(data) {
  const functions = functionsOf(data)
    .filter((of) => pathOf(data, of.key))
    .sort(byRecovery);
  if (!functions.length)
    return el(
      'p',
      {},
      data.paths ? 'No function was interrupted in replication 0.' : 'The folder has no critical_paths.json.',
    );
  const place = el('div');
  const explain = el('code');
  const show = (key) => {
    const path = pathOf(data, key);
    explain.textContent = command(['firebreak', 'explain', data.folder || '.', '--function', key]);
    const other = path.other_way;
    replaceChildren(
      place,
      el(
        'p',
        { class: 'note' },
        path.recovered
          ? `Back after ${recovery(path.recovery_h, horizonOf(data))} in replication 0. “Next in line” ` +
              'is what the same step also needed, and how much earlier that was there: shortening the ' +
              'waits before by more than that gains nothing by itself.'
          : `Not fully back within the ${horizonOf(data)} h of the run. ${stillOpen(path)}`,
        limit(path),
        other
          ? ` Without the move, ${other.replica} would have been back by itself ${hours(other.later_h)} ` +
              'later in this run.'
          : '',
      ),
      gantt(path),
    );
  };
  const choice = el(
    'select',
    { id: 'function', onchange: () => show(choice.value) },
    functions.map((of) => el('option', { value: of.key }, shorten(of.title, 60))),
  );
  show(functions[0].key);
  return [
    el('p', {}, el('label', { for: 'function' }, 'Function '), choice),
    place,
    el('p', { class: 'note' }, 'How often which wait decided, over all replications, is counted by'),
    el('pre', { class: 'command', tabindex: 0 }, explain),
  ];
}

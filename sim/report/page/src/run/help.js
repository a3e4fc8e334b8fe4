// What would help: the rankings that `firebreak advise` left in the folder, or the command that makes one.
import { el, label, replaceChildren, shorten } from '../dom.js';
import { count, difference, hours, plural } from '../format.js';
import { axis, legend, scaleOf, strip } from '../strip.js';
import { command } from '../shell.js';
import { table } from '../table.js';
import { byRecovery, functionsOf, horizonOf } from './facts.js';

const functionOf = (advice) => /^recovery_h\/full of (.*)$/.exec(advice.measure)?.[1];
const isClear = ({ saved }) => saved.ci95[0] > 0;
const mayHelp = ({ saved, finalist }) => finalist && saved.mean > 0;
const unseen = ({ saved }) => saved.acted === 0;
const most = 12;

/** Hours of a function, or user-hours over all of them, as text. */
const amountOf = (advice, horizon) =>
  functionOf(advice) ? (value) => hours(value, horizon) : (value) => `${count(value)} user-hours`;
const signed = (advice) =>
  functionOf(advice) ? difference : (value) => `${value < 0 ? '−' : '+'}${count(Math.abs(value))}`;

function verdict(advice, changes, horizon) {
  const amount = amountOf(advice, horizon);
  const sign = signed(advice);
  const [best] = changes;
  if (!best || !isClear(best)) return el('p', {}, 'No single change of the catalogue is certain to help.');
  return el(
    'p',
    { class: 'lead-line' },
    'Change first: ',
    el('strong', {}, label(best.title, 160)),
    `. It saves ${amount(best.saved.mean)} of ${amount(advice.base.mean)} in the mean (95 % interval ` +
      `${sign(best.saved.ci95[0])} to ${sign(best.saved.ci95[1])}).`,
  );
}

function ranking(advice, caption, changes, scale) {
  const unit = functionOf(advice) ? 'h' : 'user-hours';
  const sign = signed(advice);
  const text = (value) => (functionOf(advice) ? hours(value) : count(value));
  const priced = changes.some(({ cost }) => cost !== undefined);
  const rows = changes.map((change) => {
    const { mean, ci95 } = change.saved;
    const drawn = { low: ci95[0] ?? mean, high: ci95[1] ?? mean, mid: mean };
    return [
      { value: change.title, node: label(change.title, 120) },
      { value: mean, node: el('strong', {}, text(mean)) },
      { value: null, node: strip({ ...drawn, tone: isClear(change) ? 'better' : 'unclear' }, scale) },
      { value: ci95[0], text: ci95[0] === null ? '' : `${sign(ci95[0])} … ${sign(ci95[1])}` },
      isClear(change)
        ? { value: 'helps', text: '✓ helps', tone: 'good' }
        : { value: 'open', text: '– may be luck' },
      { value: change.replications, text: String(change.replications) },
      ...(priced
        ? [{ value: change.cost ?? null, text: change.cost === undefined ? '' : count(change.cost) }]
        : []),
    ];
  });
  return table(
    caption,
    [
      { title: 'Change' },
      { title: 'Saves', number: true, class: 'lead' },
      {
        title: `Saved ${unit}`,
        class: 'wide',
        sortable: false,
        head: axis(scale, functionOf(advice) ? 'h' : ''),
      },
      { title: '95 % interval', number: true },
      { title: 'Sure?' },
      { title: 'Pairs of runs', number: true },
      ...(priced ? [{ title: `Cost (${advice.currency})`, number: true }] : []),
    ],
    rows,
    { stacked: true },
  );
}

/** Strips of user-hours in a unit whose numbers stay short. */
function scaleFor(changes) {
  const scale = scaleOf(
    changes.flatMap(({ saved }) => [saved.mean, saved.ci95[0] ?? 0, saved.ci95[1] ?? 0]),
    {
      zero: false,
      most: 4,
    },
  );
  return scale;
}

/** Changes that could not be ranked, each with its reason. */
function failures(failed) {
  if (failed.length === 0) return false;
  const why = { check: 'not possible here', run: 'its run failed' };
  return el(
    'details',
    { class: 'more' },
    el('summary', {}, `${plural(failed.length, 'change')} not ranked`),
    el(
      'ul',
      {},
      failed.map(({ title, stage, reason }) =>
        el('li', {}, label(title, 120), `: ${why[stage]}: `, label(reason, 300)),
      ),
    ),
  );
}

function one(data, advice) {
  const singles = advice.single.filter(mayHelp);
  const pairs = advice.pairs.filter(mayHelp).slice(0, 5);
  const shown = singles.slice(0, most);
  const amount = amountOf(advice, horizonOf(data));
  const others = advice.single.length - singles.length;
  const notSeen = advice.single.filter(unseen);
  const bound = Math.max(...notSeen.map(({ saved }) => saved.acts_in_fewer_than));
  const notes = [
    `As it is: ${amount(advice.base.mean)} in the mean; ${advice.replications} replications, other than ` +
      'those that chose the changes shown. Their intervals hold together.',
    advice.base.censored > 0 &&
      `Runs not back by then count as ${advice.restricted_to_h} h (restricted means).`,
    shown.length < singles.length && `The first ${most} of ${singles.length} changes that save anything.`,
    others > 0 && `${plural(others, 'further change')} set aside.`,
    notSeen.length > 0 &&
      `${notSeen.length} not seen to act: each acts in fewer than ${Math.round(100 * bound)} % of such fires (95 %).`,
  ];
  const scale = scaleFor([...shown, ...pairs]);
  return el(
    'div',
    { class: 'strips' },
    verdict(advice, singles, horizonOf(data)),
    el('p', { class: 'note' }, notes.filter(Boolean).join(' ')),
    shown.length > 0 && ranking(advice, 'Single changes, best first', shown, scale),
    pairs.length > 0 && ranking(advice, 'The best of them in pairs', pairs, scale),
    shown.length > 0 && legend(['saved', 'helps', 'luck']),
    failures(advice.failed ?? []),
  );
}

/** A ranking of another scenario would answer another question. */
const belongs = (data) => (advice) =>
  advice.scenario === data.metrics.scenario && advice.layout === data.metrics.layout;

function howToAsk(data) {
  const last = functionsOf(data)
    .filter(({ measures }) => measures.recovery_h.full.affected > 0)
    .sort(byRecovery)[0];
  const folder = data.folder || '.';
  const words = ['firebreak', 'advise', `${folder}/scenario.resolved.json`];
  if (last) words.push('--function', last.key);
  return [
    el(
      'p',
      {},
      data.advice?.length ? 'Another question is asked' : 'Nobody has asked yet. It is asked',
      ' with the command below (without --function: for the user-hours of all functions; minutes of ' +
        'computing). It leaves its answer in the folder of this run, and the next report shows it here.',
    ),
    el(
      'pre',
      { class: 'command', tabindex: 0 },
      command([...words, '--replications', '50', '--into', folder]),
    ),
    el('pre', { class: 'command', tabindex: 0 }, command(['firebreak', 'report', folder])),
  ];
}

export function help(data) {
  const all = data.advice ?? [];
  const list = all.filter(belongs(data));
  const strangers = all.length - list.length;
  const stranger =
    strangers > 0 &&
    el(
      'p',
      { class: 'note' },
      `${plural(strangers, 'ranking')} in the folder left out: of another scenario or layout.`,
    );
  if (!list.length) return [stranger, howToAsk(data)];
  const titles = new Map(functionsOf(data).map(({ key, title }) => [key, title]));
  const nameOf = (advice) => {
    const key = functionOf(advice);
    return key
      ? `bring “${shorten(titles.get(key) ?? key, 50)}” back sooner`
      : 'save user-hours over all functions';
  };
  const place = el('div');
  const show = (index) => replaceChildren(place, one(data, list[index]));
  const choice = el(
    'select',
    { id: 'advice', onchange: () => show(Number(choice.value)) },
    list.map((advice, i) => el('option', { value: i }, nameOf(advice))),
  );
  show(0);
  return [
    stranger,
    el('p', { class: 'choice' }, el('label', { for: 'advice' }, 'What would '), choice),
    place,
    el('details', { class: 'more' }, el('summary', {}, 'Ask another question'), howToAsk(data)),
  ];
}

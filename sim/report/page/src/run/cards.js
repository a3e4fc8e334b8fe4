// The headline of a run: first and last function back, targets kept, how sure that is.
import { el, label } from '../dom.js';
import { hours, plural, range, recovery } from '../format.js';
import { countOf, twoOutcomes, typical } from '../outcome.js';
import { byRecovery, horizonOf } from './facts.js';

const affected = ({ measures }) => measures.recovery_h.full.affected;

const card = (title, big, small, tone) =>
  el(
    'div',
    { class: `card ${tone ?? ''}` },
    el('p', { class: 'card-title' }, title),
    el('p', { class: 'big' }, big),
    el('p', { class: 'small' }, small),
  );

function ends(of, n, horizon) {
  const full = of.measures.recovery_h.full;
  const { p5, p50, p95 } = typical(full);
  const text = range(p5, p95, horizon);
  return [
    recovery(p50, horizon),
    el(
      'span',
      {},
      label(of.title, 28),
      text === hours(p50, horizon) ? null : [' · ', el('span', { class: 'nowrap' }, text)],
      twoOutcomes(full, n) && ` · in the ${countOf(full.affected, n)} replications in which it goes down`,
    ),
  ];
}

/** The first hump, where most replications are in it: said before the other. */
function sparedCard(down, n) {
  const worst = down.reduce((a, b) => (affected(b) > affected(a) ? b : a));
  if (affected(worst) * 2 >= n) return null;
  return card(
    'In most replications',
    'no outage',
    el('span', {}, label(worst.title, 28), ` is never down in ${countOf(n - affected(worst), n)}`),
    'good',
  );
}

function targetCard(functions) {
  const declared = functions.filter(({ measures }) => measures.targets.rto_h !== undefined);
  if (!declared.length) return card('Recovery targets', 'none', 'The scenario declares no RTO.');
  const met = declared.filter(({ measures }) => measures.targets.met_probability >= 0.95);
  return card(
    'Recovery targets kept',
    `${met.length} of ${declared.length}`,
    'functions meet their RTO in at least 95 % of the replications',
    met.length < declared.length ? 'bad' : 'good',
  );
}

export function cards(data, functions) {
  const horizon = horizonOf(data);
  const n = data.metrics.replications;
  const down = functions.filter((of) => affected(of) > 0).sort(byRecovery);
  if (!down.length)
    return el(
      'div',
      { class: 'cards' },
      card('Outcome', 'no outage', 'In no replication does a function go down.', 'good'),
      targetCard(functions),
    );
  const [first, firstText] = ends(down[0], n, horizon);
  const [last, lastText] = ends(down[down.length - 1], n, horizon);
  const spared = sparedCard(down, n);
  return el(
    'div',
    { class: 'cards' },
    spared ?? card('First function fully back after', first, firstText),
    card(spared ? 'Otherwise the last function is back after' : 'Last function fully back after', last, lastText),
    targetCard(functions),
    card(
      'How sure',
      n === 1 ? 'one run' : `${n} runs`,
      data.metrics.pinned_steps.length
        ? `of the same fire with other luck; ${plural(data.metrics.pinned_steps.length, 'step')} given ` +
            'as observed, the rest predicted'
        : 'of the same fire with other luck; every step predicted, none given',
    ),
  );
}

// The headline of a run: first and last function back, targets kept, how sure that is.
import { el, label } from '../dom.js';
import { hours, plural, range, recovery } from '../format.js';
import { byRecovery, horizonOf } from './facts.js';

const card = (title, big, small, tone) =>
  el(
    'div',
    { class: `card ${tone ?? ''}` },
    el('p', { class: 'card-title' }, title),
    el('p', { class: 'big' }, big),
    el('p', { class: 'small' }, small),
  );

function ends(of, horizon) {
  const { p5, p50, p95 } = of.measures.recovery_h.full;
  const text = range(p5, p95, horizon);
  return [
    recovery(p50, horizon),
    el(
      'span',
      {},
      label(of.title, 28),
      text === hours(p50, horizon) ? null : [' · ', el('span', { class: 'nowrap' }, text)],
    ),
  ];
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
  const down = functions.filter(({ measures }) => measures.recovery_h.full.p50 !== 0).sort(byRecovery);
  if (!down.length)
    return el(
      'div',
      { class: 'cards' },
      card('Outcome', 'no outage', 'In most replications no function ever goes down.', 'good'),
      targetCard(functions),
    );
  const [first, firstText] = ends(down[0], horizon);
  const [last, lastText] = ends(down[down.length - 1], horizon);
  const n = data.metrics.replications;
  return el(
    'div',
    { class: 'cards' },
    card('First function fully back after', first, firstText),
    card('Last function fully back after', last, lastText),
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

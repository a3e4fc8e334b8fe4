// The first panel: when is each function back, why not sooner, what would help, how sure is that.
import { el, hidden, label, section } from '../dom.js';
import { hours, percent, plural, range, recovery } from '../format.js';
import { axis, legend, scaleOf, strip } from '../strip.js';
import { table } from '../table.js';
import { stepWord } from '../words.js';
import { byRecovery, certainty, functionsOf, horizonOf, publishedAt, stepsOf } from './facts.js';
import { serviceChart } from './service_chart.js';

const card = (title, big, small, tone) =>
  el('div', { class: `card ${tone ?? ''}` }, el('p', { class: 'card-title' }, title), el('p', { class: 'big' }, big), el('p', { class: 'small' }, small));

function ends(of, horizon) {
  const { p5, p50, p95 } = of.measures.recovery_h.full;
  const text = range(p5, p95, horizon);
  return [recovery(p50, horizon), el('span', {}, label(of.title, 28), text === hours(p50, horizon) ? '' : ` · ${text}`)];
}

function targetCard(functions) {
  const declared = functions.filter(({ measures }) => measures.targets.rto_h !== undefined);
  if (!declared.length) return card('Recovery targets', 'none', 'The scenario declares no RTO.');
  const met = declared.filter(({ measures }) => measures.targets.met_probability >= 0.95);
  return card('Recovery targets kept', `${met.length} of ${declared.length}`,
    'functions meet their RTO in at least 95 % of the replications', met.length < declared.length ? 'bad' : 'good');
}

function cards(data, functions) {
  const horizon = horizonOf(data);
  const down = functions.filter(({ measures }) => measures.recovery_h.full.p50 !== 0).sort(byRecovery);
  if (!down.length) return el('div', { class: 'cards' }, card('Outcome', 'no outage', 'In most replications no function ever goes down.', 'good'), targetCard(functions));
  const [first, firstText] = ends(down[0], horizon);
  const [last, lastText] = ends(down[down.length - 1], horizon);
  const n = data.metrics.replications;
  return el('div', { class: 'cards' },
    card('First function fully back after', first, firstText),
    card('Last function fully back after', last, lastText),
    targetCard(functions),
    card('How sure', n === 1 ? 'one run' : `${n} runs`,
      data.metrics.pinned_steps.length
        ? `of the same fire with other luck; ${plural(data.metrics.pinned_steps.length, 'step')} given as observed, the rest predicted`
        : 'of the same fire with other luck; every step predicted, none given'));
}

function verdict(measures) {
  const { rto_h: rto, met_probability: met } = measures.targets;
  if (rto === undefined) return { value: null, text: '' };
  const word = met >= 0.95 ? '✓ met' : met > 0 ? `✗ met in ${percent(met)}` : '✗ missed';
  return { value: met, text: word, tone: met >= 0.95 ? 'good' : 'bad' };
}

function recoveryTable(data, functions) {
  const horizon = horizonOf(data);
  const values = functions.flatMap((of) => [
    of.measures.recovery_h.full.p95 ?? horizon, of.measures.targets.rto_h ?? 0,
    ...publishedAt(of, 'full').map((point) => point.to ?? point.from)]);
  const scale = { ...scaleOf(values), horizon };
  const rows = [...functions].sort(byRecovery).map((of) => {
    const { p5, p50, p95 } = of.measures.recovery_h.full;
    const kept = p95 === 0;
    const drawn = strip({ low: kept ? undefined : p5, high: p95, mid: kept ? undefined : p50, target: of.measures.targets.rto_h, published: publishedAt(of, 'full') }, scale);
    return [
      { value: of.key, node: label(of.title, 40) },
      { value: p50 ?? Infinity, node: el('strong', {}, recovery(p50, horizon)) },
      { value: p95 ?? Infinity, text: kept || p5 === p95 ? '' : range(p5, p95, horizon) },
      { value: null, node: drawn },
      { value: of.measures.targets.rto_h ?? null, text: of.measures.targets.rto_h === undefined ? '' : hours(of.measures.targets.rto_h) },
      verdict(of.measures),
    ];
  });
  const columns = [
    { title: 'Function' }, { title: 'Back after', number: true }, { title: 'Range of 90 %', number: true },
    { title: 'Hours since ignition', class: 'wide', sortable: false }, { title: 'Target', number: true }, { title: 'Verdict' }];
  const items = ['median', 'range'];
  if (functions.some(({ measures }) => measures.targets.rto_h !== undefined)) items.push('target');
  if (functions.some((of) => publishedAt(of, 'full').length)) items.push('published');
  return [el('div', { class: 'strips' }, table('Hours since ignition until at least 99 % of demand is served, and stays served', columns, rows, { stacked: true }), el('div', { class: 'axis-row' }, axis(scale))), legend(items)];
}

function helpTable(data, functions) {
  const chains = data.causes.chains;
  const rows = functions.filter((of) => chains[of.key]?.length).sort(byRecovery).map((of) => {
    const chain = chains[of.key];
    const back = chain[chain.length - 1];
    const longest = stepsOf(chain).sort((a, b) => b.took - a.took)[0];
    const outage = back.to === 'full' ? back.time_h : null;
    return [
      { value: of.key, node: label(of.title, 40) },
      { value: outage ?? Infinity, text: recovery(outage, horizonOf(data)) },
      longest ? { value: longest.event.entity, text: stepWord(longest.event) } : { value: '', text: 'everything happens at once' },
      { value: longest?.took ?? 0, text: longest ? `${hours(longest.took)} (${percent(longest.share).replace(/\.\d/, '')})` : '' },
    ];
  });
  if (!rows.length) return null;
  return table('The longest step before each function returned (replication 0)', [
    { title: 'Function' }, { title: 'Back after', number: true }, { title: 'Longest step on the way' }, { title: 'It took', number: true }], rows, { stacked: true });
}

export function answer(data) {
  const functions = functionsOf(data);
  return [
    cards(data, functions),
    section('When is each function back?', `Fully served: at least 99 % of demand, and held. ${certainty(data)}.`, recoveryTable(data, functions)),
    section('How it went', 'Share of demand that is served, in replication 0: one run as it could happen. Lines mark the fire’s clock.', serviceChart(data)),
    section('Why not sooner, and what would help?',
      'Each recovery waits for a chain of steps; the tab “Why” shows all of them. Without its longest step a function is back sooner by at most that time: then the next obstacle decides.',
      helpTable(data, functions) ?? el('p', {}, 'No function was interrupted in replication 0.')),
    hidden('End of the answer.'),
  ];
}

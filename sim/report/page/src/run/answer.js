// The first panel: when is each function back, why not sooner, what would help, how sure is that.
import { el, label, section } from '../dom.js';
import { hours, percent, plural, range, recovery } from '../format.js';
import { axis, legend, scaleOf, strip } from '../strip.js';
import { countOf, outcomeNode, twoOutcomes, typical } from '../outcome.js';
import { table } from '../table.js';
import { help } from './help.js';
import { byRecovery, certainty, functionsOf, horizonOf, pathOf, publishedAt, stepsOf } from './facts.js';
import { cards } from './cards.js';
import { layerBar, layerLegend } from './layers.js';
import { serviceChart } from './service_chart.js';

function verdict(measures) {
  const { rto_h: rto, met_probability: met } = measures.targets;
  if (rto === undefined) return { value: null, text: '' };
  const word = met >= 0.95 ? '✓ met' : met > 0 ? `✗ met in ${percent(met)}` : '✗ missed';
  return { value: met, text: word, tone: met >= 0.95 ? 'good' : 'bad' };
}

/** What came after the recovery: "2 times, 3.5 h" where there was a relapse. */
function relapseCell({ relapses, relapse_h: lost }, n) {
  const times = relapses.full;
  if (!times.affected) return { value: 0, text: '' };
  const often = times.among_affected.p50;
  const words = `${plural(often, 'time')}, ${hours(lost.full.among_affected?.p50 ?? 0)}`;
  return {
    value: times.affected,
    text: n === 1 ? words : `in ${countOf(times.affected, n)}: ${words}`,
    tone: 'bad',
  };
}

function recoveryTable(data, functions) {
  const horizon = horizonOf(data);
  const values = functions.flatMap((of) => [
    typical(of.measures.recovery_h.full).p95 ?? horizon,
    of.measures.targets.rto_h ?? 0,
    ...publishedAt(of, 'full').map((point) => point.to ?? point.from),
  ]);
  const scale = { ...scaleOf(values), horizon };
  const n = data.metrics.replications;
  const relapsed = functions.some(({ measures }) => measures.relapses.full.affected > 0);
  const rows = [...functions].sort(byRecovery).map((of) => {
    const full = of.measures.recovery_h.full;
    const { p5, p50, p95 } = typical(full);
    const kept = full.affected === 0;
    const drawn = strip(
      {
        low: kept ? undefined : p5,
        high: p95,
        mid: kept ? undefined : p50,
        target: of.measures.targets.rto_h,
        published: publishedAt(of, 'full'),
      },
      scale,
    );
    return [
      { value: of.title, node: label(of.title, 40) },
      { value: of.service, text: of.service },
      { value: p50 ?? Infinity, node: outcomeNode(full, n, horizon) },
      { value: p95 ?? Infinity, text: kept || p5 === p95 ? '' : range(p5, p95, horizon) },
      { value: null, node: drawn },
      {
        value: of.measures.targets.rto_h ?? null,
        text: of.measures.targets.rto_h === undefined ? '' : hours(of.measures.targets.rto_h),
      },
      verdict(of.measures),
      ...(relapsed ? [relapseCell(of.measures, n)] : []),
    ];
  });
  const columns = [
    { title: 'Function' },
    { title: 'Service' },
    { title: 'Back after', number: true, class: 'lead' },
    { title: 'Range of 90 %', number: true },
    { title: 'Hours since ignition', class: 'wide', sortable: false, head: axis(scale) },
    { title: 'Target', number: true },
    { title: 'Verdict' },
    ...(relapsed ? [{ title: 'Down again' }] : []),
  ];
  const items = ['median', 'range'];
  if (functions.some(({ measures }) => measures.targets.rto_h !== undefined)) items.push('target');
  if (functions.some((of) => publishedAt(of, 'full').length)) items.push('published');
  return [
    el(
      'div',
      { class: 'strips' },
      table('Hours since ignition until at least 99 % of demand is served, and is held', columns, rows, {
        stacked: true,
      }),
    ),
    legend(items),
    functions.some(({ measures }) => twoOutcomes(measures.recovery_h.full, n)) &&
      el(
        'p',
        { class: 'note' },
        'Where a function is spared in some replications, bar and range are those of the others.',
      ),
  ];
}

function chains(data, functions) {
  const found = functions.map((of) => ({ of, path: pathOf(data, of.key) })).filter(({ path }) => path);
  if (!found.length)
    return el(
      'p',
      {},
      data.paths ? 'No function was interrupted in replication 0.' : 'The folder has no critical_paths.json.',
    );
  found.sort((a, b) => a.path.recovery_h - b.path.recovery_h);
  const scale = scaleOf(found.map(({ path }) => path.steps[path.steps.length - 1].time_h));
  const rows = found.map(({ of, path }) => {
    const longest = stepsOf(path).sort((a, b) => b.took_h - a.took_h)[0];
    return [
      { value: of.title, node: label(of.title, 40) },
      {
        value: path.recovered ? path.recovery_h : Infinity,
        node: el('strong', {}, recovery(path.recovered ? path.recovery_h : null, horizonOf(data))),
      },
      {
        value: typical(of.measures.recovery_h.full).p50 ?? Infinity,
        node: outcomeNode(of.measures.recovery_h.full, data.metrics.replications, horizonOf(data)),
      },
      { value: null, node: layerBar(path, scale) },
      { value: longest?.words ?? '', node: label(longest?.words ?? 'everything happened at once', 60) },
      {
        value: longest?.took_h ?? 0,
        text: longest ? `${hours(longest.took_h)} (${Math.round(100 * longest.share)} %)` : '',
      },
    ];
  });
  return [
    table(
      'Where the hours of each outage went, and the longest wait (replication 0)',
      [
        { title: 'Function' },
        { title: 'Back after', number: true, class: 'lead' },
        { title: 'Median of all', number: true },
        { title: 'Hours since ignition', class: 'wide', sortable: false, head: axis(scale) },
        { title: 'Longest wait: until' },
        { title: 'It took', number: true },
      ],
      rows,
      { stacked: true },
    ),
    layerLegend(found.map(({ path }) => path)),
  ];
}

export function answer(data) {
  const functions = functionsOf(data);
  return [
    cards(data, functions),
    section(
      'When is each function back?',
      `Fully served: at least 99 % of demand, and held. ${certainty(data)}.`,
      recoveryTable(data, functions),
    ),
    section(
      'How it went',
      'Share of demand that is served, in replication 0: one run as it could happen. Lines mark the ' +
        'fire’s clock.',
      serviceChart(data),
    ),
    section(
      'Why not sooner?',
      'Each recovery is a chain of waits; the tab “Why” shows all of them. What shortens a function’s ' +
        'longest wait brings it back sooner, by at most that wait: then the next obstacle decides.',
      chains(data, functions),
    ),
    section(
      'What would help?',
      'Each change is tried alone on this scenario, under the same luck as the scenario as it is; then ' +
        'the best ones in pairs.',
      help(data),
    ),
  ];
}

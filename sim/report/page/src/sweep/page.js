// The page of a sweep: what decides, how bad it gets, which point is best, what failed.
import { about } from '../about.js';
import { el, label, replaceChildren, section, shorten } from '../dom.js';
import { plural } from '../format.js';
import { countOf, twoOutcomes } from '../outcome.js';
import { axis, legend, scaleOf, strip } from '../strip.js';
import { command } from '../shell.js';
import { table } from '../table.js';
import { exceedance, heatMap } from './curves.js';
import { measureName, pointName, settingText, unitOf, valueText } from './facts.js';
import { sweepNumbers } from './numbers.js';
import { morrisPlot, tornado } from './tornado.js';

/** A choice of measures above what `draw` makes of the chosen one. */
function perMeasure(data, id, draw) {
  const { measures } = data.summary;
  if (!measures.length) return el('p', {}, 'The store holds no run yet.');
  const place = el('div');
  const show = (index) => replaceChildren(place, draw(measures[index], index));
  const choice = el(
    'select',
    { id, onchange: () => show(Number(choice.value)) },
    measures.map(({ measure }, i) => el('option', { value: i }, shorten(measureName(measure), 70))),
  );
  const first = Math.max(
    0,
    measures.findIndex(({ measure }) => measure.endsWith('/recovery_h/full')),
  );
  choice.value = first;
  show(first);
  return [el('p', { class: 'choice' }, el('label', { for: id }, 'Measure '), choice), place];
}

const runsText = ({ runs }) =>
  `${runs.ok.toLocaleString('en')} runs${runs.failed ? `, ${runs.failed} failed` : ''}`;

function findings(data, measure, index) {
  const { summary } = data;
  const map = heatMap(measure, summary);
  const { over_all: all } = measure;
  const text = (value) => valueText(measure.measure, value, summary.horizon_h);
  return [
    all.n > 0 &&
      el(
        'div',
        { class: 'cards' },
        [
          ...(twoOutcomes(all, all.n)
            ? [
                [`${all.never ? 'Never' : 'Nothing lost'} in ${countOf(all.n - all.affected, all.n)} runs; else the median is`, all.among_affected.p50],
                ['19 of 20 of those stay below', all.among_affected.p95],
              ]
            : [
                ['Half of the runs stay below', all.p50.value],
                ['19 of 20 stay below', all.p95.value],
              ]),
          ['Mean of the worst 1 %', all.beyond_p99],
        ].map(([title, value]) =>
          el(
            'div',
            { class: 'card' },
            el('p', { class: 'card-title' }, title),
            el('p', { class: 'big' }, text(value)),
            el(
              'p',
              { class: 'small' },
              `${measureName(measure.measure)}, ${all.n.toLocaleString('en')} runs`,
            ),
          ),
        ),
      ),
    section(
      'What decides?',
      `${measureName(measure.measure)}, over ${plural(summary.points.length, 'point')} and ` +
        `${runsText(summary)}.`,
      tornado(measure, summary),
      morrisPlot(measure),
    ),
    section(
      'How bad does it get?',
      [
        `Share of the ${all.n.toLocaleString('en')} runs above a value; the points of the design count alike`,
        all.censored ? `; ${all.censored} runs were not back before the horizon.` : '.',
      ].join(''),
      exceedance(measure, data.exceedance[index]),
    ),
    map &&
      section(
        'Two axes together',
        `Mean of ${measureName(measure.measure)} over all other settings; ${all.n.toLocaleString('en')} ` +
          'runs in all cells.',
        map,
      ),
  ];
}

const most = 400;
const setting = (value) => ({ value: value ?? null, node: label(settingText(value), 40) });

function points(data, measure) {
  const { summary } = data;
  const path = measure.measure;
  const found = measure.points.map((point, i) => ({ point, i })).filter(({ point }) => point.n > 0);
  const shown = [...found].sort((a, b) => (a.point.mean.value ?? Infinity) - (b.point.mean.value ?? Infinity)).slice(0, most);
  const scale = {
    ...scaleOf(shown.map(({ point }) => point.p95.value ?? summary.horizon_h)),
    horizon: summary.horizon_h,
  };
  const rows = shown.map(({ point, i }) => [
    { value: i, text: String(i) },
    { value: point.mean.value, node: el('strong', {}, valueText(path, point.mean.value)) },
    { value: null, node: strip({ low: point.p5.value, high: point.p95.value, mid: point.p50.value }, scale) },
    { value: point.p50.value ?? Infinity, text: valueText(path, point.p50.value, summary.horizon_h) },
    { value: point.p95.value ?? Infinity, text: valueText(path, point.p95.value, summary.horizon_h) },
    { value: point.n, text: String(point.n) },
    ...summary.axes.map((name) => setting(summary.points[i][name])),
  ]);
  return [
    section(
      'Every point',
      [
        shown.length < found.length
          ? `The lowest mean first; ${most} of ${found.length} points.`
          : 'The lowest mean first.',
        'Range and median are over the runs of a point.',
      ].join(' '),
      el(
        'div',
        { class: 'strips' },
        table(
          measureName(path),
          [
            { title: 'Point', number: true, class: 'titled' },
            { title: 'Mean', number: true, class: 'lead' },
            {
              title: `Distribution${unitOf(path) ? ` (${unitOf(path)})` : ''}`,
              class: 'wide',
              sortable: false,
              head: axis(scale, unitOf(path)),
            },
            { title: 'Median', number: true },
            { title: '95 %', number: true },
            { title: 'Runs', number: true },
            ...summary.axes.map((name) => ({ title: name, class: 'named' })),
          ],
          rows,
          { stacked: true },
        ),
      ),
      legend(['median', 'range']),
    ),
  ];
}

/** The command that plays one failed run again, alone and with its messages. */
const replay = (manifest, run) =>
  command(['firebreak', 'sweep', manifest.command[2], '--replay', `${run.point}:${run.replication}`]);

function failures({ summary, failures: list, manifest }) {
  const rows = list.map((run) => [
    { value: run.point, text: run.point },
    { value: run.replication, text: run.replication },
    { value: run.status, text: run.status },
    { value: run.error, node: label(run.error, 120) },
    { value: pointName(summary, run.point), node: label(pointName(summary, run.point), 90) },
  ]);
  return section(
    'Runs that failed',
    `${summary.runs.failed} of ${(summary.runs.ok + summary.runs.failed).toLocaleString('en')}; they ` +
      'are in no figure.',
    list.length > 0 && [
      el(
        'p',
        { class: 'note' },
        'One of them again, with all that it has to say (',
        el('span', { class: 'nowrap' }, '--allow-path'),
        ' as the sweep had it):',
      ),
      el('pre', { class: 'command', tabindex: 0 }, replay(manifest, list[0])),
    ],
    list.length
      ? table(
          list.length < summary.runs.failed ? `The first ${list.length}` : 'All of them',
          [
            { title: 'Point', number: true, class: 'titled' },
            { title: 'Replication', number: true },
            { title: 'Status' },
            { title: 'Why' },
            { title: 'Settings' },
          ],
          rows,
          { stacked: true },
        )
      : el('p', {}, 'None.'),
  );
}

export function sweepPage(data) {
  const { summary } = data;
  return {
    title: summary.name,
    subtitle: [
      `${plural(summary.points.length, 'point')} (${summary.design.replaceAll('_', ' ')})`,
      ` of ${shorten(summary.scenario, 80)}, over ${plural(summary.axes.length, 'axis', 'axes')}.`,
    ].join(''),
    facts: [
      runsText(summary),
      summary.common_random_numbers ? 'same luck at every point' : 'luck of its own at each point',
      `horizon ${summary.horizon_h} h`,
      summary.runs.points_without_runs > 0 && `${summary.runs.points_without_runs} points without a good run`,
    ].filter(Boolean),
    pages: [
      {
        id: 'answer',
        title: 'Answer',
        draw: () => perMeasure(data, 'measure', (measure, index) => findings(data, measure, index)),
      },
      {
        id: 'points',
        title: 'Points',
        draw: () => perMeasure(data, 'measure-of-points', (measure) => points(data, measure)),
      },
      { id: 'failures', title: 'Failures', draw: () => failures(data) },
      { id: 'numbers', title: 'Numbers', draw: () => sweepNumbers(summary) },
      {
        id: 'about',
        title: 'About',
        draw: () =>
          about(
            data.manifest,
            `Axes: ${summary.axes.map((name) => `${name} (${axisSpan(summary, name)})`).join('; ')}.`,
          ),
      },
    ],
  };
}

function axisSpan(summary, name) {
  const values = [...new Set(summary.points.map((point) => point[name]))];
  if (values.length <= 6) return values.map(settingText).join(', ');
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length
    ? `${settingText(Math.min(...numbers))} to ${settingText(Math.max(...numbers))}`
    : `${values.length} levels`;
}

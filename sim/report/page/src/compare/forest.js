// The paired differences of one layout to another, with their intervals around zero.
import { el, label } from '../dom.js';
import { difference, hours } from '../format.js';
import { axis, scaleOf, strip } from '../strip.js';
import { table } from '../table.js';
import { isClear, measuresOf } from './facts.js';

/** `list`: all differences to `base`; they share one scale. */
export function forest(list, keys, other, base) {
  const of = keys.map((key) => [key, measuresOf(other, key)?.recovery_h?.full]).filter(([, value]) => value);
  if (!of.length) return null;
  const ends = list.flatMap((each) =>
    keys.flatMap((key) => measuresOf(each, key)?.recovery_h?.full?.ci95 ?? []),
  );
  const scale = scaleOf(ends, { zero: false });
  const rows = of.map(([key, value]) => {
    const [low, high] = value.ci95;
    const tone = !isClear(value) ? 'unclear' : value.mean < 0 ? 'better' : 'worse';
    return [
      { value: key, text: key },
      { value: value.mean, node: el('strong', {}, difference(value.mean)) },
      { value: low, text: low === null ? '' : `${difference(low)} … ${difference(high)}` },
      {
        value: value.affected,
        text: `${value.affected_base} → ${value.affected}`,
      },
      {
        value: null,
        node: strip({ low: low ?? undefined, high: high ?? undefined, mid: value.mean, tone }, scale),
      },
      {
        value: tone,
        text: tone === 'better' ? '✓ sooner' : tone === 'worse' ? '✗ later' : '– no difference shown',
        tone: tone === 'better' ? 'good' : tone === 'worse' ? 'bad' : '',
      },
    ];
  });
  const n = of[0][1].n;
  const restricted = of.map(([, value]) => value.restricted_to_h).find((value) => value > 0);
  return el(
    'div',
    { class: 'strips' },
    el('h3', {}, label(other.label), ' against ', label(base)),
    table(
      'Hours until fully back, difference of the means, with 95 % interval ' +
        `(${n} pairs${restricted ? `; where one is not back, restricted to ${hours(restricted)}` : ''})`,
      [
        { title: 'Function' },
        { title: 'Difference', number: true, class: 'lead' },
        { title: '95 % interval', number: true },
        { title: 'Times down', number: true },
        { title: 'Hours', class: 'wide', sortable: false, head: axis(scale) },
        { title: 'Verdict' },
      ],
      rows,
      { stacked: true },
    ),
  );
}

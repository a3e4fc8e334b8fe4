// What the parts of a comparison ask of the data block.
import { el, replaceChildren, shorten } from '../dom.js';

/** Names of all functions that any layout has, "service/function", in the order of the first. */
export function functionKeys(comparison) {
  const keys = new Set();
  for (const { services } of comparison.layouts)
    for (const [service, { functions }] of Object.entries(services))
      for (const id of Object.keys(functions)) keys.add(`${service}/${id}`);
  return [...keys];
}

/** The measures (or differences) of one function in one layout; undefined where it has none. */
export function measuresOf(layout, key) {
  const slash = key.indexOf('/');
  return layout.services?.[key.slice(0, slash)]?.functions?.[key.slice(slash + 1)];
}

/** Whether an interval leaves no room for "no difference". */
export function isClear({ ci95: [low, high] }) {
  return low !== null && (low > 0 || high < 0);
}

const turned = (value) => (value === null ? null : -value);

/** A pair seen from its other side: every difference with its sign turned. */
function turn(node) {
  if (node === null || typeof node !== 'object' || Array.isArray(node)) return node;
  if (!('mean' in node)) return Object.fromEntries(Object.entries(node).map(([key, of]) => [key, turn(of)]));
  const turnedMean = (of) =>
    of && {
      ...of,
      mean: turned(of.mean),
      ci95: [turned(of.ci95[1]), turned(of.ci95[0])],
      p50: turned(of.p50 ?? null),
    };
  return {
    ...turnedMean(node),
    censored: node.censored_base,
    censored_base: node.censored,
    never: node.never_base,
    never_base: node.never,
    affected: node.affected_base,
    affected_base: node.affected,
    among_affected: turnedMean(node.among_affected),
    uncensored: turnedMean(node.uncensored),
  };
}

/** The differences of every other layout to `base`, in the order of the layouts. */
export function differencesTo(comparison, base) {
  const found = comparison.differences.flatMap(({ label, base: from = comparison.base, ...measures }) => {
    if (from === base) return [{ label, ...measures }];
    return label === base ? [{ label: from, ...turn(measures) }] : [];
  });
  const place = new Map(comparison.layouts.map(({ label }, i) => [label, i]));
  return found.sort((a, b) => place.get(a.label) - place.get(b.label));
}

/** What `draw(differences, base)` makes, below a choice of the layout that differences count from. */
export function againstChosen(comparison, id, draw) {
  const labels = comparison.layouts.map(({ label }) => label);
  const place = el('div');
  const show = (base) => replaceChildren(place, draw(differencesTo(comparison, base), base));
  show(comparison.base);
  if (labels.length < 3) return place;
  const choice = el(
    'select',
    { id, onchange: () => show(labels[Number(choice.value)]) },
    labels.map((label, i) => el('option', { value: i }, shorten(label, 60))),
  );
  choice.value = Math.max(0, labels.indexOf(comparison.base));
  return [
    el('p', { class: 'choice' }, el('label', { for: id }, 'Every other layout against '), choice),
    place,
  ];
}

// What the parts of a comparison ask of the data block.

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

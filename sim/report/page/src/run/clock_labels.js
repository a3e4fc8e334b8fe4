// Which marks of the fire's clock show their label: all where there is room, the weightiest where not.

/** Marks in the order in which they keep their label where space is short. */
const weight = [
  'burning',
  'isolated',
  'extinguished',
  'first_back',
  'last_back',
  'first_loss',
  'controlled',
  'cleared',
  'assembled',
  'repaired',
];
const rank = (mark) => (weight.includes(mark.state) ? weight.indexOf(mark.state) : weight.length);

/** Indices of the marks whose slanted labels fit beside each other in a window of time. */
export function readable(marks, [from, to], width) {
  const apart = 17;
  const taken = [];
  const fits = [...marks]
    .sort((a, b) => rank(a) - rank(b))
    .filter((mark) => {
      const at = (width * (mark.time_h - from)) / (to - from);
      if (mark.time_h < from || mark.time_h > to || taken.some((other) => Math.abs(other - at) < apart))
        return false;
      taken.push(at);
      return true;
    });
  return new Set(fits.map((mark) => marks.indexOf(mark)));
}

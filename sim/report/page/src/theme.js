// Colours for charts, read from the style sheet so that light and dark are decided in one place.

const dark = matchMedia('(prefers-color-scheme: dark)');

/** The value of a custom property, for example "--blue". */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Calls `redraw` when the reader's colour scheme changes, and around printing, which is light. */
export function onThemeChange(redraw) {
  dark.addEventListener('change', redraw);
}

/** Colours that colour-blind readers tell apart (after Okabe and Ito), with a dash pattern each. */
const series = ['--blue', '--orange', '--green', '--red', '--sky', '--purple', '--brown', '--ink'];
const dashes = ['solid', [6, 3], [2, 3], [8, 3, 2, 3], [12, 4], [1, 2], [10, 2, 2, 2, 2, 2], [4, 6]];
export const seriesColour = (index) => colour(series[index % series.length]);
export const seriesDash = (index) => dashes[(index + Math.floor(index / series.length)) % dashes.length];

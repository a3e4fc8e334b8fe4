// How much of each function is served at the moment that the plan shows.
import { el, label } from '../dom.js';
import { percent } from '../format.js';
import { functionsOf } from './facts.js';
import { valueAt } from './service_chart.js';

/** Meters of the functions at the moment that is shown. */
export function meters(data) {
  const views = functionsOf(data).map((of) => {
    const fill = el('span', { class: 'fill' });
    const text = el('span', { class: 'meter-text' });
    const curve = data.service_level.find((each) => each.service === of.service && each.function === of.id);
    const node = el(
      'div',
      { class: 'meter' },
      el('span', { class: 'meter-name' }, label(of.title, 44)),
      el('span', { class: 'track', 'aria-hidden': 'true' }, fill),
      text,
    );
    return {
      node,
      draw: (time) => {
        const value = valueAt(curve, time);
        fill.style.width = `${100 * value}%`;
        text.textContent = percent(value);
      },
    };
  });
  return {
    node: el(
      'div',
      { class: 'meters', 'aria-label': 'Share of demand served' },
      views.map((view) => view.node),
    ),
    draw: (time) => views.forEach((view) => view.draw(time)),
  };
}

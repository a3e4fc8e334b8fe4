// Where the time of a critical path went, as one bar in the colours of its layers.
import { el } from '../dom.js';
import { hours } from '../format.js';
import { layerWord, layers } from '../words.js';
import { layersOf, stepsOf } from './facts.js';

const tone = (layer) => `var(${layers[layer] ?? '--soft'})`;

export function layerBar(path, scale) {
  const left = (time) => `${(100 * time) / scale.max}%`;
  const text = layersOf(path)
    .map(({ layer, took }) => `${layerWord(layer)} ${hours(took)}`)
    .join(', ');
  return el(
    'span',
    { class: 'strip', role: 'img', 'aria-label': text, title: text },
    scale.ticks.map((tick) => el('span', { class: 'grid', style: { left: left(tick) } })),
    stepsOf(path).map((step) =>
      el('span', {
        class: 'bar layer',
        style: {
          left: left(step.from),
          width: `max(2px, ${left(step.took_h)})`,
          background: tone(step.layer),
        },
      }),
    ),
  );
}

export function layerLegend(paths) {
  const used = new Set(paths.flatMap((path) => layersOf(path).map(({ layer }) => layer)));
  return el(
    'p',
    { class: 'legend' },
    Object.keys(layers)
      .filter((layer) => used.has(layer))
      .map((layer) =>
        el(
          'span',
          { class: 'key' },
          el('span', { class: 'swatch', style: { background: tone(layer) } }),
          layerWord(layer),
        ),
      ),
  );
}

export const layerTone = tone;

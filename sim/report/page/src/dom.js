// Elements without markup: every string that reaches the page becomes a text node.

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Sets one attribute; `class`, `style` (an object), `on...` handlers and properties are told apart. */
function assign(node, key, value) {
  if (value === undefined || value === null || value === false) return;
  if (key === 'style') Object.assign(node.style, value);
  else if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
  else node.setAttribute(key, value === true ? '' : String(value));
}

function fill(node, props, children) {
  for (const [key, value] of Object.entries(props ?? {})) assign(node, key, value);
  append(node, children);
  return node;
}

/** Appends nodes, and everything else as text; lists are flattened, null and false left out. */
export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

export const el = (tag, props, ...children) => fill(document.createElement(tag), props, children);
export const svg = (tag, props, ...children) =>
  fill(document.createElementNS(svgNamespace, tag), props, children);

/** At most `max` characters, the last one an ellipsis. */
export function shorten(text, max) {
  const letters = Array.from(String(text));
  return letters.length <= max ? String(text) : `${letters.slice(0, max - 1).join('')}…`;
}

/** A string of any length: short ones as they are, long ones folded, and unfolded by click or key. */
export function label(text, max = 60) {
  const whole = String(text ?? '');
  if (Array.from(whole).length <= max) return el('span', { class: 'label' }, whole);
  return el('details', { class: 'long' }, el('summary', {}, shorten(whole, max)), el('span', {}, whole));
}

export const replaceChildren = (node, ...children) => {
  node.replaceChildren();
  return append(node, children);
};

/** A part of a page: heading, a sentence on what it shows, contents. */
export function section(title, note, ...children) {
  return el(
    'section',
    { class: 'part' },
    el('h2', {}, title),
    note && el('p', { class: 'note' }, note),
    children,
  );
}

/** For screen readers only. */
export const hidden = (text) => el('span', { class: 'sr' }, text);

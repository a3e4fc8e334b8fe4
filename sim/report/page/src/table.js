// Tables that sort by any column and copy as tab-separated text.
import { append, el, shorten } from './dom.js';

/** A cell is a value, or {value, text, node}: `value` sorts and is copied, `text` or `node` is shown. */
const parts = (cell) =>
  cell !== null && typeof cell === 'object' && !(cell instanceof Node)
    ? cell
    : { value: cell, text: cell === null || cell === undefined ? '' : cell };

const valueOf = (cell) => parts(cell).value;

/** Missing values come last, in either order. */
function compare(a, b, direction) {
  const empty = (value) => value === null || value === undefined || value === '';
  if (empty(a) || empty(b)) return empty(a) - empty(b);
  const order =
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : String(a).localeCompare(String(b), 'en', { numeric: true });
  return direction * order;
}

const asText = (columns, rows) =>
  [columns.map((column) => column.title), ...rows.map((row) => row.map((cell) => valueOf(cell) ?? ''))]
    .map((line) => line.map((field) => String(field).replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el('textarea', { class: 'sr', 'aria-hidden': 'true' });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

function cellOf(cell, column, head) {
  const { text, node, value, tone } = parts(cell);
  const classes = [column.number ? 'number' : '', column.class ?? '', tone ?? ''].join(' ').trim();
  const tag = head ? 'th' : 'td';
  return el(
    tag,
    { class: classes || null, scope: head ? 'row' : null, 'data-title': shorten(column.title, 40) },
    node ?? text ?? value ?? '',
  );
}

/**
 * @param caption what the table holds, for everyone
 * @param columns [{title, number, class, sortable, head}]; `head`: a node below the title
 * @param rows lists of cells
 */
export function table(caption, columns, rows, { stacked = false } = {}) {
  let shown = [...rows];
  let sorted = { column: -1, direction: 1 };
  const body = el('tbody');
  const draw = () => {
    body.replaceChildren();
    for (const row of shown)
      append(body, [
        el(
          'tr',
          {},
          row.map((cell, i) => cellOf(cell, columns[i], i === 0)),
        ),
      ]);
  };
  const heads = columns.map((column, index) => {
    const sort = () => {
      sorted = { column: index, direction: sorted.column === index ? -sorted.direction : 1 };
      shown = [...rows].sort((a, b) => compare(valueOf(a[index]), valueOf(b[index]), sorted.direction));
      heads.forEach((head, i) => {
        if (i === index) head.setAttribute('aria-sort', sorted.direction > 0 ? 'ascending' : 'descending');
        else head.removeAttribute('aria-sort');
      });
      draw();
    };
    const words = shorten(column.title, 40);
    const title =
      column.sortable === false
        ? [words, column.head]
        : el('button', { type: 'button', class: 'sort', onclick: sort }, words);
    return el(
      'th',
      {
        scope: 'col',
        title: words === column.title ? null : column.title,
        class: [column.number ? 'number' : '', column.class ?? ''].join(' ').trim() || null,
      },
      title,
    );
  });
  draw();
  const said = el('span', { class: 'said', role: 'status' });
  const button = el(
    'button',
    {
      type: 'button',
      class: 'quiet',
      onclick: async () => {
        said.textContent = (await copy(asText(columns, shown)))
          ? 'copied'
          : 'this browser does not allow copying';
        setTimeout(() => (said.textContent = ''), 2500);
      },
    },
    'Copy table',
  );
  return el(
    'div',
    { class: 'table-box' },
    el(
      'div',
      { class: 'table-head' },
      el('span', { class: 'caption' }, caption),
      el('span', { class: 'tools' }, said, button),
    ),
    el(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
      el('table', { class: stacked ? 'stacked' : null }, el('thead', {}, el('tr', {}, heads)), body),
    ),
  );
}

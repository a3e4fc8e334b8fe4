// Reads the data block and shows the page that belongs to it.
import { comparePage } from './compare/page.js';
import { append, el, label } from './dom.js';
import { runPage } from './run/page.js';
import { sweepPage } from './sweep/page.js';
import { tabs } from './tabs.js';

const kinds = { run: runPage, compare: comparePage, sweep: sweepPage };

const data = JSON.parse(document.getElementById('data').textContent);
const { title, subtitle, facts, pages } = kinds[data.kind](data);
append(document.getElementById('page'), [
  el(
    'header',
    { class: 'head' },
    el('p', { class: 'brand' }, 'Firebreak'),
    el('h1', {}, label(title, 90)),
    subtitle && el('p', { class: 'subtitle' }, label(subtitle, 300)),
    el(
      'p',
      { class: 'facts' },
      facts.map((fact) => el('span', {}, fact)),
    ),
  ),
  el('main', {}, tabs(pages)),
]);
document.documentElement.dataset.ready = 'yes';

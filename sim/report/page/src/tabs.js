// Tabs after the ARIA pattern: arrows, Home and End move; a panel is drawn when it is first shown.
import { drawCharts } from './chart.js';
import { el } from './dom.js';

/** @param pages [{id, title, draw}] where `draw` returns the panel's content and may use its width */
export function tabs(pages) {
  const panels = pages.map(({ id }) =>
    el('div', { role: 'tabpanel', id: `panel-${id}`, 'aria-labelledby': `tab-${id}`, class: 'panel' }),
  );
  const drawn = new Set();
  const ensure = (index) => {
    if (drawn.has(index)) return;
    drawn.add(index);
    panels[index].append(
      el('h2', { class: 'panel-title' }, pages[index].title),
      ...[pages[index].draw()].flat(),
    );
  };
  const buttons = pages.map(({ id, title }, index) =>
    el(
      'button',
      {
        role: 'tab',
        type: 'button',
        id: `tab-${id}`,
        'aria-controls': `panel-${id}`,
        onclick: () => show(index, true),
        onkeydown: (event) => {
          const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: pages.length - 1 }[
            event.key
          ];
          if (to === undefined) return;
          event.preventDefault();
          const next = (to + pages.length) % pages.length;
          show(next, true);
          buttons[next].focus();
        },
      },
      title,
    ),
  );

  function show(index, remember) {
    buttons.forEach((button, i) => {
      button.setAttribute('aria-selected', String(i === index));
      button.tabIndex = i === index ? 0 : -1;
    });
    panels.forEach((panel, i) => panel.classList.toggle('shown', i === index));
    buttons[index].scrollIntoView({ block: 'nearest', inline: 'nearest' });
    ensure(index);
    if (remember) history.replaceState(null, '', `#${pages[index].id}`);
  }

  const wanted = () =>
    Math.max(
      0,
      pages.findIndex(({ id }) => `#${id}` === location.hash),
    );
  addEventListener('hashchange', () => show(wanted(), false));
  // On paper there are no tabs: every panel is drawn, one below the other, as wide as the paper.
  addEventListener('beforeprint', () => {
    pages.forEach((_, index) => ensure(index));
    document.documentElement.classList.add('printing');
    drawCharts();
  });
  addEventListener('afterprint', () => {
    document.documentElement.classList.remove('printing');
    drawCharts();
  });
  queueMicrotask(() => show(wanted(), false));
  return [
    el('div', { role: 'tablist', class: 'tabs', 'aria-label': 'Parts of this report' }, buttons),
    panels,
  ];
}

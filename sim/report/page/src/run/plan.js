// The floor plan: floors from top to bottom, rooms sized by area, one cell for each rack. A state has a
// colour and a shape, so that neither colour-blind readers nor black ink lose it.
import { append, el, svg } from '../dom.js';
import { stateWord } from '../words.js';

const cell = 9;
const pitch = 11;

const frame = (x, y) =>
  `M${x} ${y}h${cell}v${cell}h-${cell}zM${x + 1.5} ${y + 1.5}v${cell - 3}h${cell - 3}v-${cell - 3}z`;
const shapes = {
  up: (x, y) => `M${x} ${y}h${cell}v${cell}h-${cell}z`,
  booting: (x, y) => `${frame(x, y)}M${x} ${y + cell / 2}h${cell}v${cell / 2}h-${cell}z`,
  waiting: (x, y) => `M${x} ${y + cell}l${cell / 2}-${cell} ${cell / 2} ${cell}z`,
  dark: frame,
  soiled: (x, y) =>
    `M${x + cell / 2} ${y}l${cell / 2} ${cell / 2}l-${cell / 2} ${cell / 2}l-${cell / 2}-${cell / 2}z`,
  cleaning: (x, y) => `M${x} ${y + 3}h${cell}v3h-${cell}z`,
};
const other = (x, y) => `M${x} ${y}l2 0 2.5 3 2.5-3 2 0-3.5 4.5 3.5 4.5-2 0-2.5-3-2.5 3-2 0 3.5-4.5z`;
export const shapeOf = (state) => shapes[state] ?? other;
export const rackStates = ['up', 'booting', 'waiting', 'dark', 'soiled', 'cleaning'];
export const toneOf = (state) => (rackStates.includes(state) ? state : 'other');

const floorName = (floor) => (floor < 0 ? `B${-floor}` : floor === 0 ? 'Ground' : `Floor ${floor}`);

/** One room: name, badge, cells. `draw(state)` repaints it where something changed. */
class RoomView {
  constructor(room) {
    this.room = room;
    this.total = room.rows.reduce((sum, row) => sum + row.racks, 0);
    this.badge = el('span', { class: 'badge' });
    this.count = el('span', { class: 'count' });
    this.cells = this.total ? svg('svg', { class: 'cells', 'aria-hidden': 'true' }) : null;
    const basis = Math.min(Math.max(6 * Math.sqrt(room.area_m2), 88), 340);
    this.node = el(
      'div',
      {
        class: `room kind-${room.kind}`,
        style: {
          flex: `${Math.sqrt(Math.max(room.area_m2, 20)).toFixed(0)} 1 ${basis.toFixed(0)}px`,
        },
      },
      el('div', { class: 'room-head' }, el('span', { class: 'room-name' }, room.id), this.badge),
      this.cells,
      this.count,
    );
    this.shown = null;
    this.layOut();
  }

  layOut() {
    if (!this.cells) return;
    const columns = Math.min(this.total, this.total > 400 ? 60 : this.total > 60 ? 20 : 10);
    const lines = Math.ceil(this.total / columns);
    this.cells.setAttribute('viewBox', `0 0 ${columns * pitch} ${lines * pitch}`);
    this.cells.style.maxWidth = `${columns * pitch * 1.1}px`;
    this.columns = columns;
  }

  draw(state) {
    const { room } = this;
    const fire = state.fireIn(room.room);
    const power = state.power[room.room];
    const marks = state.marks[room.room];
    const dark = power && power.all > 0 && power.live === 0;
    const badge =
      fire === 'burning'
        ? 'burning'
        : fire === 'controlled'
          ? 'smouldering'
          : marks.has('damaged')
            ? 'damaged'
            : marks.has('soiled')
              ? 'smoke'
              : marks.has('heated')
                ? 'hot'
                : dark
                  ? 'no power'
                  : '';
    const racks = room.rows
      .map(({ first, racks: n }) => state.racks.subarray(first, first + n).join(''))
      .join('');
    const key = `${badge}|${power?.live}|${racks}`;
    if (key === this.shown) return;
    this.shown = key;
    this.badge.textContent = badge;
    this.node.dataset.badge = badge;
    this.node.dataset.power = dark ? 'none' : power && power.live < power.all ? 'part' : 'full';
    if (this.cells) this.drawCells(state);
    else this.count.textContent = power ? `power ${power.live}/${power.all}` : '';
    this.node.title = this.describe(badge, power, state);
    this.node.setAttribute('aria-label', this.node.title);
  }

  drawCells(state) {
    const paths = {};
    let place = 0;
    for (const { first, racks } of this.room.rows) {
      for (let rack = first; rack < first + racks; rack += 1, place += 1) {
        const name = state.nameOf(state.racks[rack]);
        const x = (place % this.columns) * pitch + 1;
        const y = Math.floor(place / this.columns) * pitch + 1;
        paths[name] = (paths[name] ?? '') + shapeOf(name)(x, y);
      }
    }
    this.cells.replaceChildren();
    append(
      this.cells,
      Object.entries(paths).map(([name, d]) => svg('path', { class: `rack ${toneOf(name)}`, d })),
    );
    const up = state.countsIn(this.room).up ?? 0;
    this.count.textContent = `${up}/${this.total} up`;
  }

  describe(badge, power, state) {
    const counts = Object.entries(state.countsIn(this.room)).map(([name, n]) => `${n} ${stateWord(name)}`);
    return [
      `${this.room.id} (${this.room.kind.replaceAll('_', ' ')})`,
      badge,
      power && `${power.live} of ${power.all} power nodes live`,
      counts.length && `racks: ${counts.join(', ')}`,
    ]
      .filter(Boolean)
      .join('; ');
  }
}

/** One site. `draw(state)` repaints its rooms. */
export function sitePlan(site, title) {
  const floors = new Map();
  for (const room of site.rooms)
    floors.set(room.floor, [...(floors.get(room.floor) ?? []), new RoomView(room)]);
  const order = [...floors.keys()].sort((a, b) => b - a);
  const node = el(
    'div',
    { class: 'site', role: 'group', 'aria-label': `Floor plan of ${title}` },
    order.map((floor) =>
      el(
        'div',
        { class: 'floor' },
        el('span', { class: 'floor-name' }, floorName(floor)),
        el(
          'div',
          { class: 'rooms' },
          floors.get(floor).map((view) => view.node),
        ),
      ),
    ),
  );
  return {
    node,
    draw: (state) => order.forEach((floor) => floors.get(floor).forEach((view) => view.draw(state))),
  };
}

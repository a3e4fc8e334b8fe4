// The state of every room and rack at an instant: what the changes up to then add up to.

const normalFire = new Set(['extinguished', 'cleared', 'repaired']);

/** Walks forward through the changes; going back starts anew. */
export class BuildingState {
  constructor(building) {
    this.building = building;
    this.rooms = building.sites.flatMap((site) => site.rooms);
    this.reset();
  }

  reset() {
    this.time = -Infinity;
    this.next = { fire: 0, rooms: 0, power: 0, racks: 0 };
    this.racks = new Uint8Array(this.building.racks_total);
    this.fire = new Array(this.rooms.length).fill(null);
    this.marks = this.rooms.map(() => new Set());
    this.power = new Array(this.rooms.length).fill(null);
  }

  /** Moves to `time` (hours since ignition; changes of that instant are in). */
  moveTo(time) {
    if (time < this.time) this.reset();
    this.time = time;
    this.walk('fire', ([, room, state]) => (this.fire[room] = this.nameOf(state)));
    this.walk('rooms', ([, room, state]) => this.markRoom(room, this.nameOf(state)));
    this.walk('power', ([, room, live, all]) => (this.power[room] = { live, all }));
    this.walk('racks', ([, state, ...runs]) => {
      for (let i = 0; i < runs.length; i += 2) this.racks.fill(state, runs[i], runs[i] + runs[i + 1]);
    });
  }

  walk(list, apply) {
    const changes = this.building[list];
    while (this.next[list] < changes.length && changes[this.next[list]][0] <= this.time)
      apply(changes[this.next[list]++]);
  }

  nameOf(state) {
    return this.building.states[state];
  }

  markRoom(room, state) {
    if (state === 'normal') this.marks[room].clear();
    else this.marks[room].add(state);
  }

  /** "burning", "controlled" (smoulders) or null. */
  fireIn(room) {
    const state = this.fire[room];
    if (state === null || normalFire.has(state)) return null;
    return state === 'controlled' ? 'controlled' : 'burning';
  }

  /** Number of racks of a room in each state. */
  countsIn(room) {
    const counts = {};
    for (const { first, racks } of room.rows) {
      for (let rack = first; rack < first + racks; rack += 1) {
        const name = this.nameOf(this.racks[rack]);
        counts[name] = (counts[name] ?? 0) + 1;
      }
    }
    return counts;
  }
}

/** Instants worth stopping at: what the clock marks, what functions do, and even steps between. */
export function frames(data, most = 240) {
  const horizon = data.metrics.horizon_h;
  const key = [-1, 0, horizon, ...data.causes.clock.map((mark) => mark.time_h)];
  for (const curve of data.service_level ?? []) key.push(...curve.time_h);
  const { building } = data;
  const busy = ['fire', 'rooms', 'racks'].flatMap((list) => building[list].map(([time]) => time));
  const all = [...new Set([...key, ...busy])]
    .filter((time) => time >= -1 && time <= horizon)
    .sort((a, b) => a - b);
  if (all.length <= most) return all;
  // Thinned evenly in the order of what happens, so that a busy hour gets more frames than a quiet day.
  const wanted = new Set([...new Set(key)].slice(0, most));
  const step = all.length / most;
  for (let i = 0; i < all.length; i += step) wanted.add(all[Math.floor(i)]);
  return [...wanted].filter((time) => time >= -1 && time <= horizon).sort((a, b) => a - b);
}

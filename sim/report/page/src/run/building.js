// The building through time: slider, play button, jumps to the marks of the fire's clock.
import { el, label, replaceChildren, section, shorten, svg } from '../dom.js';
import { clock, localTime } from '../format.js';
import { clockWord, stateWord } from '../words.js';
import { BuildingState, frames } from './building_state.js';
import { meters } from './meters.js';
import { rackStates, shapeOf, sitePlan } from './plan.js';

const stepMs = 120;

/** Sites in which something changes come first; the others are folded away. */
function touched(data) {
  const rooms = new Set();
  for (const list of ['fire', 'rooms', 'power']) for (const [, room] of data.building[list]) rooms.add(room);
  const rackRooms = [];
  for (const site of data.building.sites)
    for (const room of site.rooms)
      for (const row of room.rows) rackRooms.push([row.first, row.first + row.racks, room.room]);
  for (const [, , ...runs] of data.building.racks) {
    for (let i = 0; i < runs.length; i += 2) {
      for (const [first, end, room] of rackRooms)
        if (runs[i] < end && runs[i] + runs[i + 1] > first) rooms.add(room);
    }
  }
  return (site) => site.rooms.some((room) => rooms.has(room.room));
}

function legend() {
  const sign = (state) =>
    svg(
      'svg',
      { viewBox: '0 0 11 11', class: 'sign', 'aria-hidden': 'true' },
      svg('path', { class: `rack ${state}`, d: shapeOf(state)(1, 1) }),
    );
  return el(
    'p',
    { class: 'legend' },
    rackStates
      .slice(0, 4)
      .map((state) => el('span', { class: 'key' }, sign(state), `rack ${stateWord(state)}`)),
    el('span', { class: 'key' }, el('span', { class: 'swatch burning' }), 'room burning'),
    el('span', { class: 'key' }, el('span', { class: 'swatch smoke' }), 'smoke, heat or damage'),
    el('span', { class: 'key' }, el('span', { class: 'swatch none' }), 'room without power'),
  );
}

function jumps(data, goTo) {
  const byTime = new Map();
  for (const mark of data.causes.clock)
    byTime.set(mark.time_h, [...(byTime.get(mark.time_h) ?? []), clockWord(mark)]);
  return el(
    'div',
    { class: 'buttons', role: 'group', 'aria-label': 'Jump to' },
    [...byTime].map(([time, words]) =>
      el(
        'button',
        { type: 'button', class: 'quiet', onclick: () => goTo(time) },
        shorten(words.join(', '), 40),
      ),
    ),
  );
}

export function building(data) {
  const times = frames(data);
  const state = new BuildingState(data.building);
  const isTouched = touched(data);
  const plans = data.building.sites.map((site) => ({
    site,
    title: data.titles.sites[site.id] ?? site.id,
    ...sitePlan(site, site.id),
  }));
  const now = el('output', { class: 'now', for: 'time' });
  const happened = el('p', { class: 'happened', role: 'status' });
  const bars = meters(data);
  const slider = el('input', {
    type: 'range',
    id: 'time',
    min: 0,
    max: times.length - 1,
    step: 1,
    value: 0,
    'aria-label': 'Time since ignition',
  });
  let timer = null;

  const show = (index) => {
    const time = times[index];
    slider.value = index;
    state.moveTo(time);
    plans.forEach((plan) => plan.draw(state));
    bars.draw(time);
    const local = localTime(data.scenario.ignition?.local_time, time);
    replaceChildren(
      now,
      el('strong', {}, clock(time)),
      time < 0 ? ' before ignition' : ' after ignition',
      local && ` · ${local}`,
    );
    slider.setAttribute('aria-valuetext', now.textContent);
    const passed = data.causes.clock.filter((mark) => mark.time_h <= time);
    happened.textContent = passed.length
      ? `Last: ${clockWord(passed[passed.length - 1])}`
      : 'Before the fire';
  };
  const goTo = (time) =>
    show(
      Math.max(
        0,
        times.findLastIndex((each) => each <= time + 1e-9),
      ),
    );
  const stop = () => {
    clearInterval(timer);
    timer = null;
    play.textContent = '▶ Play';
  };
  const play = el(
    'button',
    {
      type: 'button',
      class: 'play',
      onclick: () => {
        if (timer) return stop();
        if (Number(slider.value) >= times.length - 1) show(0);
        play.textContent = '❚❚ Pause';
        timer = setInterval(() => {
          const next = Number(slider.value) + 1;
          if (next >= times.length) stop();
          else show(next);
        }, stepMs);
      },
    },
    '▶ Play',
  );
  slider.addEventListener('input', () => show(Number(slider.value)));
  goTo(data.causes.clock.length ? data.causes.clock[0].time_h : 0);

  const main = plans.filter(({ site }) => isTouched(site));
  const rest = plans.filter(({ site }) => !isTouched(site));
  const heading = ({ title, node }) => [el('h3', {}, label(title)), node];
  return [
    section(
      'The building through time',
      'Replication 0. Each cell is a rack; the slider stops where something changes, so a busy hour ' +
        'takes more of it than a quiet day.',
      el('div', { class: 'player' }, play, slider, now),
      jumps(data, goTo),
      happened,
      el(
        'div',
        { class: 'split' },
        el('div', { class: 'sites' }, legend(), main.map(heading)),
        el('div', { class: 'side' }, el('h3', {}, 'Served now'), bars.node),
      ),
      rest.length > 0 &&
        el(
          'details',
          { class: 'more' },
          el('summary', {}, `${rest.length} sites that the fire does not touch`),
          rest.map(heading),
        ),
    ),
  ];
}

// Names of events and states in plain words.

const states = {
  agent_released: 'gas released', brigade_called: 'fire brigade called', brigade_on_site: 'fire brigade on site',
  water_decided: 'water decided', isolation_ordered: 'power cut ordered', burning: 'ignition', detected: 'detected',
  controlled: 'under control', extinguished: 'fire out', re_ignited: 're-ignited', cleared: 'building cleared',
  repaired: 'supply repaired', sprayed: 'sprinklers open', isolated: 'power cut on purpose', first_loss: 'first racks dark',
  first_back: 'first power back', last_back: 'last power back', noticed: 'outage noticed', assembled: 'war room at work',
  decided: 'failover decided', failing_over: 'being failed over', rebuilding: 'being rebuilt', unavailable: 'unavailable',
  waiting: 'waiting', booting: 'booting', dark: 'without power', soiled: 'soiled by smoke', cleaning: 'being cleaned',
  starting: 'starting', down: 'down', serving: 'serving', up: 'up', damaged: 'damaged', heated: 'hot', stopped: 'stopped',
  too_hot: 'too hot', standby: 'on standby',
};
export const stateWord = (state) => states[state] ?? String(state).replaceAll('_', ' ');

/** A mark on the fire's clock: { time_h, kind, entity, state }. */
export const clockWord = (mark) => stateWord(mark.state);

const place = (entity) => {
  const at = entity.lastIndexOf('@');
  return at < 0 ? entity : `${entity.slice(0, at)} in ${entity.slice(at + 1)}`;
};

const steps = {
  fire: (e) => `Fire: ${stateWord(e.to)}`,
  room: (e) => `Room ${e.entity} ${stateWord(e.to)}`,
  zone: (e) => `Power of ${e.entity} cut on purpose`,
  site: (e) => (e.to === 'island' ? `${e.entity} cut off from the network` : `${e.entity} on the network again`),
  cable: (e) => (e.to === 'damaged' ? `Cable ${e.entity} burnt` : `Cable ${e.entity} replaced`),
  power_node: (e) =>
    ({ dark: `${e.entity} loses power`, energised: `${e.entity} energised`, damaged: `${e.entity} damaged`,
       isolated: `${e.entity} switched off on purpose`, normal: `${e.entity} inspected and switched on` })[e.to],
  row: (e) => (e.to === 'dark' ? `Row ${e.entity} loses power` : `Power back at row ${e.entity}`),
  cooling: (e) => `Cooling ${e.entity} ${e.to}`,
  device: (e) => `Network device ${e.entity} ${e.to}`,
  rack: (e) =>
    ({ dark: `Rack ${e.entity} dark`, waiting: `Rack ${e.entity} has power again`, booting: `Hands reach rack ${e.entity}`,
       up: `Rack ${e.entity} boots` })[e.to],
  replica: (e) =>
    ({ down: `${place(e.entity)} goes down`, starting: `${place(e.entity)} can start`,
       serving: e.from === 'standby' ? `${place(e.entity)} takes over` : `${place(e.entity)} starts` })[e.to],
  component: (e) =>
    e.to === 'serving' && e.from === 'failing_over' ? `Failover of ${e.entity}`
    : e.to === 'serving' && e.from === 'rebuilding' ? `${e.entity} rebuilt by hand`
    : ({ serving: `${e.entity} serves again`, failing_over: `Failover of ${e.entity} can begin`,
         rebuilding: `Rebuild of ${e.entity} can begin`, unavailable: `${e.entity} unavailable` })[e.to],
  function: (e) => (e.to === 'full' ? `${e.entity} fully served` : `${e.entity} ${stateWord(e.to)}`),
  organisation: (e) =>
    ({ noticed: 'Somebody notices the outage', assembled: 'War room assembles', decided: 'Decision to fail over' })[e.to],
};

/** What an event of a chain of causes says: { kind, entity, from, to }. */
export const stepWord = (event) => steps[event.kind]?.(event) ?? `${event.kind} ${event.entity} ${stateWord(event.to)}`;

const waits = {
  'organisation noticed': 'People: from notice to war room',
  'organisation assembled': 'People: from war room to decision',
  'rack dark': 'Racks without power',
  'rack waiting': 'Racks with power, waiting for hands or the deploy tool',
  'rack booting': 'Racks booting',
  'rack soiled': 'Racks waiting to be cleaned',
  'rack cleaning': 'Racks being cleaned',
  'replica down': 'Copies down, waiting for servers or what they need',
  'replica starting': 'Copies starting',
  'component unavailable': 'Components unavailable, waiting',
  'component failing_over': 'Components being failed over',
  'component rebuilding': 'Components being rebuilt by hand',
};
export const waitWord = (wait) => waits[`${wait.kind} ${wait.state}`] ?? `${wait.kind}: ${stateWord(wait.state)}`;

/** What a wait ended on, from "kind|entity|state". */
export function endingWord(key) {
  const [kind, entity, state] = key.split('|');
  if (kind === 'rack') return state === 'up' ? 'a rack that came up' : `a rack ${stateWord(state)}`;
  if (kind === 'row' && state === 'energised') return 'power at the row';
  if (kind === 'organisation') return `people: ${stateWord(state)}`;
  if (kind === 'replica') return `${place(entity)} ${stateWord(state)}`;
  return entity ? `${entity} ${stateWord(state)}` : `${kind.replaceAll('_', ' ')} ${stateWord(state)}`;
}

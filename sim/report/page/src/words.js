// Names of events and states in plain words.

const states = {
  agent_released: 'gas released',
  brigade_called: 'fire brigade called',
  brigade_on_site: 'fire brigade on site',
  water_decided: 'water decided',
  isolation_ordered: 'power cut ordered',
  burning: 'ignition',
  detected: 'detected',
  controlled: 'under control',
  extinguished: 'fire out',
  re_ignited: 're-ignited',
  cleared: 'building cleared',
  repaired: 'supply repaired',
  sprayed: 'sprinklers open',
  isolated: 'power cut on purpose',
  first_loss: 'first racks dark',
  first_back: 'first power back',
  last_back: 'last power back',
  noticed: 'outage noticed',
  assembled: 'war room at work',
  decided: 'failover decided',
  failing_over: 'being failed over',
  rebuilding: 'being rebuilt',
  unavailable: 'unavailable',
  waiting: 'waiting',
  booting: 'booting',
  dark: 'without power',
  soiled: 'soiled by smoke',
  cleaning: 'being cleaned',
  starting: 'starting',
  down: 'down',
  serving: 'serving',
  up: 'up',
  damaged: 'damaged',
  heated: 'hot',
  stopped: 'stopped',
  too_hot: 'too hot',
  standby: 'on standby',
  arrived: 'crew on site',
  growing: 'growing onto more servers',
  warming: 'warming up',
  warm: 'warm again',
  shedding: 'turning requests away',
  restoring: 'being restored from backup',
  bootstrapping: 'being started by hand',
  reconciling: 'reconciling its data',
  called_off: 'one way back called off: another was sooner',
};
export const stateWord = (state) => states[state] ?? String(state).replaceAll('_', ' ');

/** A mark on the fire's clock: { time_h, kind, entity, state }. */
export const clockWord = (mark) => stateWord(mark.state);

const place = (entity) => {
  const at = entity.lastIndexOf('@');
  return at < 0 ? entity : `${entity.slice(0, at)} in ${entity.slice(at + 1)}`;
};

/** Layers of a critical path, each with its colour; the order is that from fire to service. */
export const layers = {
  fire: '--red',
  'access and repair': '--brown',
  power: '--orange',
  cooling: '--sky',
  network: '--purple',
  servers: '--dark',
  people: '--yellow',
  tooling: '--green',
  service: '--blue',
};
export const layerWord = (layer) =>
  ({ tooling: 'tools and control plane', people: 'people', service: 'the service itself' })[layer] ?? layer;

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
  'component growing': 'Components growing onto more servers',
  'component warming': 'Components warming up: they serve a part',
  'component shedding': 'Components turning requests away',
  'component restoring': 'Components being restored from backup',
  'component bootstrapping': 'Components being started by hand',
  'component reconciling': 'Components reconciling their data',
};
export const waitWord = (wait) =>
  waits[`${wait.kind} ${wait.state}`] ?? `${wait.kind}: ${stateWord(wait.state)}`;

/** What a wait ended on, from "kind|entity|state". */
export function endingWord(key) {
  const [kind, entity, state] = key.split('|');
  if (!kind) return 'nothing else: its own time';
  if (kind === 'rack') return state === 'up' ? 'a rack that came up' : `a rack ${stateWord(state)}`;
  if (kind === 'row' && state === 'energised') return 'power at the row';
  if (kind === 'organisation') return `people: ${stateWord(state)}`;
  if (kind === 'replica') return `${place(entity)} ${stateWord(state)}`;
  return entity ? `${entity} ${stateWord(state)}` : `${kind.replaceAll('_', ' ')} ${stateWord(state)}`;
}

// Numbers as a planner reads them; the same rules as in the terminal output.

const short = (value) => {
  const size = Math.abs(value);
  const text = size < 99.95 ? value.toFixed(1) : value.toLocaleString('en', { maximumFractionDigits: 0 });
  return text.replace(/\.0$/, '').replace(/^-0$/, '0').replace('-', '−');
};

/** The sign that people read; a hyphen may end a line. */
export const minus = (text) => String(text).replace('-', '−');

/** Hours in the unit that suits them: "8 min", "24 h". Null: not before the horizon. */
export function hours(value, horizon) {
  if (value === null || value === undefined) return horizon ? `>${short(horizon)} h` : 'none';
  const size = Math.abs(value);
  if (size === 0) return '0 h';
  if (size * 3600 < 59.5) return `${size * 3600 < 0.5 ? '<1' : minus((value * 3600).toFixed(0))} s`;
  if (size * 60 < 59.5) return `${minus((value * 60).toFixed(0))} min`;
  return `${short(value)} h`;
}

/** A recovery time: 0 means that the level was never lost. */
export const recovery = (value, horizon) => (value === 0 ? 'never down' : hours(value, horizon));

export function range(low, high, horizon) {
  const from = hours(low, horizon);
  const to = hours(high, horizon);
  if (from === to) return from;
  const [, fromUnit] = from.split(' ');
  const [, toUnit] = to.split(' ');
  return fromUnit === toUnit ? `${from.split(' ')[0]}–${to}` : `${from} – ${to}`;
}

export function count(value) {
  if (value === null || value === undefined) return '';
  const size = Math.abs(value);
  if (size >= 999.95e6) return `${short(value / 1e9)} bn`;
  if (size >= 999999.5) return `${short(value / 1e6)} M`;
  if (size > 0 && size < 0.5) return '<1';
  return Math.round(value).toLocaleString('en');
}

export function percent(share) {
  const value = 100 * share;
  if (value > 0 && value < 0.1) return '<0.1 %';
  if (value < 100 && value > 99.9) return '>99.9 %';
  return `${value.toFixed(1).replace(/\.0$/, '')} %`;
}

export function age(time) {
  return time === 0 ? 'none' : hours(time);
}
export const ageOfSeconds = (seconds) => age(seconds === null ? null : seconds / 3600);

/** A signed difference in hours. */
export function difference(value) {
  if (value === null || value === undefined) return 'none';
  const text = Math.abs(value) < 0.05 && value !== 0 ? value.toFixed(2) : short(value);
  return /[1-9]/.test(text) ? minus(value > 0 ? `+${text}` : text) : '0';
}

/** "1 h 33 min" since ignition, for a moving clock. */
export function clock(value) {
  const sign = value < -1e-9 ? '−' : '';
  const minutes = Math.round(Math.abs(value) * 60);
  const whole = Math.floor(minutes / 60);
  return `${sign}${whole ? `${whole} h ` : ''}${String(minutes % 60).padStart(whole ? 2 : 1, '0')} min`;
}

/** Local time of an hour since ignition: "15 Oct 16:52"; empty without the local time of ignition. */
export function localTime(ignition, value) {
  if (!ignition) return '';
  const start = Date.parse(`${ignition}:00Z`);
  if (Number.isNaN(start)) return '';
  const date = new Date(start + value * 3.6e6);
  const month = date.toLocaleString('en', { month: 'short', timeZone: 'UTC' });
  const two = (value) => String(value).padStart(2, '0');
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  return `${date.getUTCDate()} ${month} ${time}`;
}

export const plural = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A duration of so many milliseconds, for people: `30 minutes`, `24 hours`, `7 days`. */
export function inWords(ms: number): string {
  if (ms >= 2 * day) return counted(ms / day, 'day');
  return ms >= hour ? counted(ms / hour, 'hour') : counted(ms / minute, 'minute');
}

function counted(amount: number, unit: 'day' | 'hour' | 'minute'): string {
  const words = new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' });
  return words.format(Math.max(1, Math.round(amount)));
}

import type { PeriodBounds } from './tallies.service.ts';
import { dayOf, monthOf } from './tally.ts';

/** First and last moment, both included. */
export interface Span {
  from: Date;
  to: Date;
}

/** A span of time as whole months, whole days besides, and what is less than a day at its ends. UTC. */
export interface Cover {
  months: PeriodBounds | null;
  days: PeriodBounds[];
  edges: Span[];
}

const day = 86_400_000;

/** Every moment from the first to the last, both included, in exactly one part; null: without bound. */
export function coverOf(from: Date | null, to: Date | null): Cover {
  const start = from?.getTime() ?? null;
  const end = to ? to.getTime() + 1 : null;
  if (start !== null && end !== null && start >= end) return { months: null, days: [], edges: [] };
  const firstMonth = start === null ? null : monthFrom(start);
  const monthsEnd = end === null ? null : monthStart(end);
  if (firstMonth !== null && monthsEnd !== null && firstMonth >= monthsEnd)
    return { months: null, ...coverByDays(start ?? firstMonth, end ?? monthsEnd) };
  const parts = [
    ...(start !== null && firstMonth !== null ? [coverByDays(start, firstMonth)] : []),
    ...(end !== null && monthsEnd !== null ? [coverByDays(monthsEnd, end)] : []),
  ];
  return {
    months: {
      first: firstMonth === null ? null : monthOf(new Date(firstMonth)),
      last: monthsEnd === null ? null : monthOf(new Date(monthsEnd - 1)),
    },
    days: parts.flatMap(({ days }) => days),
    edges: parts.flatMap(({ edges }) => edges),
  };
}

/** From `start` until just before `end`. */
function coverByDays(start: number, end: number): Pick<Cover, 'days' | 'edges'> {
  const firstDay = Math.ceil(start / day) * day;
  const daysEnd = Math.floor(end / day) * day;
  if (firstDay >= daysEnd) return { days: [], edges: spans([[start, end]]) };
  const days = [{ first: dayOf(new Date(firstDay)), last: dayOf(new Date(daysEnd - 1)) }];
  return {
    days,
    edges: spans([
      [start, firstDay],
      [daysEnd, end],
    ]),
  };
}

const spans = (ends: readonly (readonly [number, number])[]): Span[] =>
  ends
    .filter(([start, end]) => start < end)
    .map(([start, end]) => ({ from: new Date(start), to: new Date(end - 1) }));

/** Where the month begins that a moment is in. */
function monthStart(time: number): number {
  const at = new Date(time);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1);
}

/** The first beginning of a month from a moment on. */
function monthFrom(time: number): number {
  const begun = monthStart(time);
  if (begun === time) return time;
  const at = new Date(time);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1);
}

import { dayOf } from '../day.ts';
import { badInput } from '../errors.ts';

/** Days in UTC, one after another. */
export interface Days {
  first: string;
  last: string;
  all: readonly string[];
}

const day = 86_400_000;
const usual = 30;
export const mostDays = 366;

/**
 * The days that two moments lie on and those in between; without an end until now, without a beginning 30 days in all.
 * Fails with BAD_USER_INPUT at `from` for none and for too many.
 */
export function daysBetween(from: Date | null, to: Date | null, now: Date): Days {
  const last = to ?? now;
  const end = startOf(last);
  const start = from ? startOf(from) : end - (usual - 1) * day;
  if (from && from > last)
    throw badInput('from', 'must not be after `to`, which is now where it is left out');
  const further = (end - start) / day;
  if (further >= mostDays) throw badInput('from', `must not be more than ${mostDays} days of \`to\``);
  const all = Array.from({ length: further + 1 }, (_, place) => dayOf(new Date(start + place * day)));
  return { first: dayOf(new Date(start)), last: dayOf(new Date(end)), all };
}

const startOf = (at: Date): number => Math.floor(at.getTime() / day) * day;

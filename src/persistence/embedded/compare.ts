import { ObjectId } from 'bson';
import { typeOrderOf, valueKey } from './value-keys.ts';

/** Negative, zero or positive: BSON's order of two values, across types. */
export function compareValues(a: unknown, b: unknown): number {
  if (isReal(a) && isReal(b)) return a < b ? -1 : Number(a > b);
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  const byType = typeOrderOf(a) - typeOrderOf(b);
  return byType === 0 ? Buffer.compare(valueKey(a), valueKey(b)) : byType;
}

export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (isReal(a) && isReal(b)) return a === b;
  if (a instanceof ObjectId && b instanceof ObjectId) return a.equals(b);
  return compareValues(a, b) === 0;
}

/** A plain number other than NaN, which JavaScript's own comparison gets wrong. */
function isReal(value: unknown): value is number {
  return typeof value === 'number' && !Number.isNaN(value);
}

import { Decimal128, Double, Long } from 'bson';
import { $push } from 'mingo/operators/accumulator';
import type { Options } from 'mingo/types';
import { add } from './arithmetic.ts';
import { compareValues } from './compare.ts';
import { isNumeric, promote, toNumber } from './values.ts';

/** The shape of the library's accumulators: the values of `expression` over the documents, or the items themselves if it is null. */
type Accumulator = (items: unknown[], expression: unknown, options: Options) => unknown;

function valuesOf(items: unknown[], expression: unknown, options: Options): unknown[] {
  return $push(items, expression, options) as unknown[];
}

/** The sum of what is numeric; exact where Long or Decimal128 take part. */
function sumOf(values: readonly unknown[]): unknown {
  const isPlain = values.every((value) => typeof value === 'number');
  if (isPlain) return values.reduce<number>((sum, value) => sum + Number(value), 0);
  return promote(values.reduce((sum, value) => add(sum, toBson(value)), Long.ZERO));
}

function toBson(value: unknown): unknown {
  if (typeof value !== 'number') return value;
  return Number.isSafeInteger(value) ? Long.fromNumber(value) : new Double(value);
}

const sum: Accumulator = (items, expression, options) =>
  sumOf(valuesOf(items, expression, options).filter(isNumeric));

const average: Accumulator = (items, expression, options) => {
  const numbers = valuesOf(items, expression, options).filter(isNumeric);
  if (numbers.length === 0) return null;
  const total = sumOf(numbers);
  const mean = toNumber(total) / numbers.length;
  return total instanceof Decimal128 ? Decimal128.fromString(String(mean)) : mean;
};

/** The value that comes first (`sign` -1) or last (`sign` 1) in BSON's order; null and missing do not count. */
function extreme(sign: 1 | -1): Accumulator {
  return (items, expression, options) => {
    const values = valuesOf(items, expression, options).filter(
      (value) => value !== null && value !== undefined,
    );
    if (values.length === 0) return null;
    return values.reduce((best, value) => (compareValues(value, best) * sign > 0 ? value : best));
  };
}

/** Accumulators that know BSON's numbers and order, in place of the library's. */
export const bsonAccumulators: Record<`$${string}`, Accumulator> = {
  $sum: sum,
  $avg: average,
  $min: extreme(-1),
  $max: extreme(1),
};

import { Decimal128, Double, Int32, Long } from 'bson';
import { CommandFailure } from './failure.ts';
import { isNumeric, toNumber } from './values.ts';

type BsonNumber = Int32 | Long | Double | Decimal128;

const INT32 = { min: -(2n ** 31n), max: 2n ** 31n - 1n };
const INT64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

interface Operation {
  ofIntegers(a: bigint, b: bigint): bigint;
  ofDoubles(a: number, b: number): number;
  ofDecimals(a: Decimal128, b: Decimal128): Decimal128;
}

/** The sum in the wider of both types; integers that outgrow 32 bits become Long. */
export function add(a: unknown, b: unknown): BsonNumber {
  return compute(a, b, {
    ofIntegers: (x, y) => x + y,
    ofDoubles: (x, y) => x + y,
    ofDecimals: (x, y) => fromParts(sumOf(partsOf(x), partsOf(y))),
  });
}

export function multiply(a: unknown, b: unknown): BsonNumber {
  return compute(a, b, {
    ofIntegers: (x, y) => x * y,
    ofDoubles: (x, y) => x * y,
    ofDecimals: (x, y) => fromParts(productOf(partsOf(x), partsOf(y))),
  });
}

/** Zero of the type that `multiply` leaves in a field that was missing. */
export function zeroLike(value: unknown): BsonNumber {
  return multiply(value, new Int32(0));
}

function compute(a: unknown, b: unknown, operation: Operation): BsonNumber {
  if (a instanceof Decimal128 || b instanceof Decimal128)
    return operation.ofDecimals(toDecimal(a), toDecimal(b));
  if (isInteger(a) && isInteger(b)) {
    const isLong = a instanceof Long || b instanceof Long;
    return toInteger(operation.ofIntegers(toBigInt(a), toBigInt(b)), isLong);
  }
  return new Double(operation.ofDoubles(toNumber(a), toNumber(b)));
}

function isInteger(value: unknown): value is Int32 | Long {
  return value instanceof Int32 || value instanceof Long;
}

function toBigInt(value: Int32 | Long): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(value.value);
}

function toInteger(result: bigint, isLong: boolean): Int32 | Long {
  if (result < INT64.min || result > INT64.max) throw new CommandFailure('BadValue', 'integer overflow');
  const isSmall = result >= INT32.min && result <= INT32.max;
  return isSmall && !isLong ? new Int32(Number(result)) : Long.fromBigInt(result);
}

function toDecimal(value: unknown): Decimal128 {
  if (value instanceof Decimal128) return value;
  if (!isNumeric(value)) throw new CommandFailure('TypeMismatch', 'a number was expected');
  return Decimal128.fromString(String(value instanceof Long ? value.toBigInt() : toNumber(value)));
}

interface Parts {
  coefficient: bigint;
  exponent: number;
}

function partsOf(decimal: Decimal128): Parts {
  const match = /^(-?)(\d*)\.?(\d*)(?:E([+-]?\d+))?$/i.exec(decimal.toString());
  if (!match) throw new CommandFailure('BadValue', `cannot compute with ${decimal.toString()}`);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  return {
    coefficient: BigInt(`${sign}${whole}${fraction}` || '0'),
    exponent: Number(exponent) - fraction.length,
  };
}

function sumOf(a: Parts, b: Parts): Parts {
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = (parts: Parts) => parts.coefficient * 10n ** BigInt(parts.exponent - exponent);
  return { coefficient: scaled(a) + scaled(b), exponent };
}

function productOf(a: Parts, b: Parts): Parts {
  return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent };
}

function fromParts({ coefficient, exponent }: Parts): Decimal128 {
  return Decimal128.fromStringWithRounding(`${coefficient}E${exponent}`);
}

/** `and`, `or`, `xor` of two integers, as $bit does it. */
export function bitwise(operator: string, a: unknown, b: unknown): Int32 | Long {
  if (!isInteger(a) || !isInteger(b)) {
    throw new CommandFailure('BadValue', 'Cannot apply $bit to a value of non-integral type');
  }
  const [x, y] = [toBigInt(a), toBigInt(b)];
  const isLong = a instanceof Long || b instanceof Long;
  if (operator === 'and') return toInteger(x & y, isLong);
  if (operator === 'or') return toInteger(x | y, isLong);
  if (operator === 'xor') return toInteger(x ^ y, isLong);
  throw new CommandFailure(
    'BadValue',
    `The $bit modifier only supports 'and', 'or', and 'xor', not '${operator}'`,
  );
}

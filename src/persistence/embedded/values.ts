import { BSONRegExp, Decimal128, Double, deserialize, Int32, Long, serialize } from 'bson';
import { CommandFailure } from './failure.ts';

export type Doc = Record<string, unknown>;

const exactly = { promoteValues: false, promoteLongs: false, bsonRegExp: true } as const;

/** Reads BSON without losing the type of a number: Int32, Double and Long stay what they are. */
export function decode(bytes: Uint8Array): Doc {
  return deserialize(bytes, exactly);
}

/** The same, but the documents in one field, a list, as the BSON that they are. */
export function decodeAround(bytes: Uint8Array, field: string): Doc {
  return deserialize(bytes, { ...exactly, fieldsAsRaw: { [field]: true } });
}

export function encode(doc: Doc): Buffer {
  const bytes = serialize(doc, { ignoreUndefined: true });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function isDoc(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * A copy in plain JavaScript numbers and regular expressions, as the query library computes with them.
 * Integers beyond 2^53 stay Long.
 */
export function promote(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(promote);
  if (isDoc(value)) return promoteDoc(value);
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long) {
    const number = value.toNumber();
    return Number.isSafeInteger(number) ? number : value;
  }
  return value instanceof BSONRegExp ? toRegExp(value) : value;
}

export function promoteDoc(doc: Doc): Doc {
  const copy: Doc = {};
  for (const key of Object.keys(doc)) copy[key] = promote(doc[key]);
  return copy;
}

function toRegExp({ pattern, options }: BSONRegExp): RegExp {
  const flags = [...options].filter((flag) => 'imsu'.includes(flag)).join('');
  if (options.includes('x'))
    throw new CommandFailure('BadValue', 'extended regular expressions are not supported');
  return new RegExp(pattern, flags);
}

export function isNumeric(value: unknown): value is number | Int32 | Double | Long | Decimal128 {
  return (
    typeof value === 'number' ||
    value instanceof Int32 ||
    value instanceof Double ||
    value instanceof Long ||
    value instanceof Decimal128
  );
}

/** The number in an option such as `limit`, whatever type it came in; `fallback` when it is absent. */
export function toNumber(value: unknown, fallback = 0): number {
  if (value === undefined || value === null) return fallback;
  if (typeof value === 'number') return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  if (value instanceof Decimal128) return Number(value.toString());
  throw new CommandFailure('TypeMismatch', 'a number was expected');
}

/** MongoDB's truth of a command's flag: true, or any number but zero. */
export function isTrue(value: unknown): boolean {
  return value === true || (isNumeric(value) && toNumber(value) !== 0);
}

export function toDoc(value: unknown, what: string): Doc {
  if (value === undefined || value === null) return {};
  if (!isDoc(value)) throw new CommandFailure('TypeMismatch', `${what} must be an object`);
  return value;
}

export function toArray(value: unknown, what: string): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new CommandFailure('TypeMismatch', `${what} must be an array`);
  return value;
}

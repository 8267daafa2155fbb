import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';

/** Names and numbers of BSON types: https://www.mongodb.com/docs/manual/reference/bson-types/ */
export const BSON_TYPES = new Map<number, string>([
  [1, 'double'],
  [2, 'string'],
  [3, 'object'],
  [4, 'array'],
  [5, 'binData'],
  [6, 'undefined'],
  [7, 'objectId'],
  [8, 'bool'],
  [9, 'date'],
  [10, 'null'],
  [11, 'regex'],
  [13, 'javascript'],
  [14, 'symbol'],
  [16, 'int'],
  [17, 'timestamp'],
  [18, 'long'],
  [19, 'decimal'],
  [-1, 'minKey'],
  [127, 'maxKey'],
]);

const INT32_MAX = 2 ** 31 - 1;

const byClass: [new (...args: never[]) => unknown, string][] = [
  [Int32, 'int'],
  [Double, 'double'],
  [ObjectId, 'objectId'],
  [Date, 'date'],
  [Decimal128, 'decimal'],
  // Timestamp extends Long.
  [Timestamp, 'timestamp'],
  [Long, 'long'],
  [Binary, 'binData'],
  [Uint8Array, 'binData'],
  [BSONRegExp, 'regex'],
  [RegExp, 'regex'],
  [Code, 'javascript'],
  [BSONSymbol, 'symbol'],
  [MinKey, 'minKey'],
  [MaxKey, 'maxKey'],
];

/** The name MongoDB gives to the type of a value. A plain number counts as what it would be stored as. */
export function bsonTypeOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) <= INT32_MAX ? 'int' : 'double';
  if (Array.isArray(value)) return 'array';
  return byClass.find(([type]) => value instanceof type)?.[1] ?? 'object';
}

import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { numberKey } from './number-keys.ts';

/** The order of BSON types: https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/ */
export const typeOrder = {
  minKey: 0x01,
  emptyArray: 0x0e,
  null: 0x10,
  number: 0x20,
  string: 0x30,
  object: 0x40,
  array: 0x50,
  binary: 0x60,
  objectId: 0x70,
  boolean: 0x80,
  date: 0x90,
  timestamp: 0x94,
  regex: 0xa0,
  dbRef: 0xa4,
  code: 0xa8,
  maxKey: 0xf0,
} as const;

/** In an index an empty array has a place of its own, before null. */
export const EMPTY_ARRAY = Symbol('empty array');

const END = Buffer.from([0]);

export function typeOrderOf(value: unknown): number {
  if (value === undefined || value === null) return typeOrder.null;
  if (typeof value === 'string') return typeOrder.string;
  if (typeof value === 'number') return typeOrder.number;
  if (typeof value === 'boolean') return typeOrder.boolean;
  if (value === EMPTY_ARRAY) return typeOrder.emptyArray;
  if (Array.isArray(value)) return typeOrder.array;
  if (value instanceof ObjectId) return typeOrder.objectId;
  if (value instanceof Date) return typeOrder.date;
  if (value instanceof Int32 || value instanceof Double || value instanceof Decimal128)
    return typeOrder.number;
  // Timestamp extends Long.
  if (value instanceof Timestamp) return typeOrder.timestamp;
  if (value instanceof Long) return typeOrder.number;
  return typeOrderOfRareType(value);
}

function typeOrderOfRareType(value: unknown): number {
  if (value instanceof Binary || value instanceof Uint8Array) return typeOrder.binary;
  if (value instanceof BSONRegExp || value instanceof RegExp) return typeOrder.regex;
  if (value instanceof BSONSymbol) return typeOrder.string;
  if (value instanceof MinKey) return typeOrder.minKey;
  if (value instanceof MaxKey) return typeOrder.maxKey;
  if (value instanceof DBRef) return typeOrder.dbRef;
  if (value instanceof Code) return typeOrder.code;
  return typeOrder.object;
}

/**
 * Bytes whose order (memcmp) is the order of BSON values, across all types. No key is the beginning of another one, so that the keys
 * of several fields may simply follow each other.
 */
export function valueKey(value: unknown): Buffer {
  const order = typeOrderOf(value);
  return Buffer.concat([Buffer.from([order]), ...bodyOf(value, order)]);
}

function bodyOf(value: unknown, order: number): Buffer[] {
  if (typeof value === 'string') return [textKey(value)];
  if (value instanceof ObjectId) return [Buffer.from(value.id)];
  if (value instanceof Date) return [numberKey(value.getTime())];
  if (typeof value === 'boolean') return [Buffer.from([value ? 1 : 0])];
  if (Array.isArray(value)) return [...value.map(valueKey), END];
  if (order === typeOrder.number) return [numberKey(value as Long)];
  if (order === typeOrder.object) return [...Object.entries(value as object).map(fieldKey), END];
  return bodyOfRareType(value);
}

function fieldKey([name, value]: [string, unknown]): Buffer {
  return Buffer.concat([Buffer.from([typeOrderOf(value)]), textKey(name), valueKey(value)]);
}

function bodyOfRareType(value: unknown): Buffer[] {
  if (value instanceof Binary) return [binaryKey(value.sub_type, value.value())];
  if (value instanceof Uint8Array) return [binaryKey(Binary.SUBTYPE_DEFAULT, value)];
  if (value instanceof Timestamp) return [numberKey(value.t), numberKey(value.i)];
  if (value instanceof BSONRegExp) return [textKey(value.pattern), textKey(value.options)];
  if (value instanceof RegExp) return [textKey(value.source), textKey(value.flags)];
  if (value instanceof BSONSymbol) return [textKey(value.value)];
  if (value instanceof Code) return [textKey(value.code), valueKey(value.scope ?? null)];
  if (value instanceof DBRef) return [textKey(value.collection), valueKey(value.oid)];
  return [];
}

function binaryKey(subtype: number, bytes: Uint8Array): Buffer {
  const head = Buffer.allocUnsafe(5);
  head.writeUInt32BE(bytes.length, 0);
  head[4] = subtype;
  return Buffer.concat([head, bytes]);
}

/** UTF-8, ended by a zero byte; bytes 0 and 1 inside become 1 1 and 1 2. */
function textKey(text: string): Buffer {
  const needsEscape = text.includes('\u0000') || text.includes('\u0001');
  if (!needsEscape) return Buffer.from(`${text}\u0000`, 'utf8');
  const escaped = text.replaceAll('\u0001', '\u0001\u0002').replaceAll('\u0000', '\u0001\u0001');
  return Buffer.from(`${escaped}\u0000`, 'utf8');
}

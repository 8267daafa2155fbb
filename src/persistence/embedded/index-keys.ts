import { createHash } from 'node:crypto';
import { CommandFailure } from './failure.ts';
import { follow } from './paths.ts';
import { MAX_KEY_BYTES, numberPrefix } from './store.ts';
import { EMPTY_ARRAY, valueKey } from './value-keys.ts';
import type { Doc } from './values.ts';

export type Direction = 1 | -1;

export interface IndexField {
  name: string;
  path: readonly string[];
  direction: Direction;
}

/** What an index holds for one document: a key (without the record's number) and the values it was made of. */
export interface IndexKey {
  bytes: Buffer;
  values: readonly unknown[];
}

const RECORD_BYTES = 6;
const HASH_BYTES = 32;
/** Longest key kept as it is; of a longer one the beginning and a hash. 4 bytes number the index. */
const LONGEST = MAX_KEY_BYTES - 4 - RECORD_BYTES;
export const CLIPPED_BYTES = LONGEST - HASH_BYTES;
/** Combinations of array elements that one document may bring into one index. */
const MAX_KEYS_PER_DOCUMENT = 100_000;

export function directed(key: Buffer, direction: Direction): Buffer {
  if (direction === 1) return key;
  for (let i = 0; i < key.length; i++) key[i] = (key[i] ?? 0) ^ 0xff;
  return key;
}

/** The keys of a document in an index: one for each element where a field is an array (for each combination in a compound index). */
export function keysOf(fields: readonly IndexField[], doc: Doc): { keys: IndexKey[]; arrayFields: string[] } {
  let partial: { parts: Buffer[]; values: unknown[] }[] = [{ parts: [], values: [] }];
  const arrayFields: string[] = [];
  for (const field of fields) {
    const { values, isArray } = indexedValues(doc, field.path);
    if (isArray) arrayFields.push(field.name);
    const next = values.map((value) => ({ value, part: directed(valueKey(value), field.direction) }));
    if (partial.length * next.length > MAX_KEYS_PER_DOCUMENT)
      throw new CommandFailure('BadValue', 'too many index keys');
    partial = partial.flatMap(({ parts, values: before }) =>
      next.map(({ value, part }) => ({ parts: [...parts, part], values: [...before, value] })),
    );
  }
  refuseParallelArrays(arrayFields);
  const keys = partial.map(({ parts, values }) => ({ bytes: clip(Buffer.concat(parts)), values }));
  return { keys: keys.length > 1 ? distinct(keys) : keys, arrayFields };
}

/** The values a field brings into an index or a sort: an array's elements rather than itself. */
export function indexedValues(doc: Doc, path: readonly string[]): { values: unknown[]; isArray: boolean } {
  const found = follow(doc, path);
  let isArray = found.throughArray;
  const values = found.values.flatMap((value) => {
    if (!Array.isArray(value)) return [value ?? null];
    isArray = true;
    return value.length === 0 ? [EMPTY_ARRAY] : value.map((element: unknown) => element ?? null);
  });
  if (found.hasDeadEnds || values.length === 0) values.push(null);
  return { values, isArray };
}

function refuseParallelArrays(fields: readonly string[]): void {
  const roots = new Set(fields.map((name) => name.split('.')[0]));
  if (roots.size < 2) return;
  const [first, second] = [...roots];
  throw new CommandFailure(
    'CannotIndexParallelArrays',
    `cannot index parallel arrays [${first}] [${second}]`,
  );
}

function clip(bytes: Buffer): Buffer {
  if (bytes.length <= LONGEST) return bytes;
  return Buffer.concat([bytes.subarray(0, CLIPPED_BYTES), createHash('sha256').update(bytes).digest()]);
}

function distinct(keys: IndexKey[]): IndexKey[] {
  return [...new Map(keys.map((key) => [key.bytes.toString('latin1'), key])).values()];
}

/** The whole key of an entry: index, values, record. */
export function entryKey(indexId: number, key: Buffer, record: number): Buffer {
  return Buffer.concat([numberPrefix(indexId), key, recordKey(record)]);
}

export function recordKey(record: number): Buffer {
  const bytes = Buffer.allocUnsafe(RECORD_BYTES);
  bytes.writeUIntBE(record, 0, RECORD_BYTES);
  return bytes;
}

/** The record that a key ends with, be it of an entry or of a document. */
export function recordOf(key: Buffer): number {
  return key.readUIntBE(key.length - RECORD_BYTES, RECORD_BYTES);
}

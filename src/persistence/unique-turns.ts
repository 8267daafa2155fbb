import type { Model } from 'mongoose';
import { within } from '../within.ts';

/** How long a write stands back for earlier ones; then it takes its chance beside them, so that a dead database is told in time. */
const patienceMs = 1_000;

/** Writes of one key go one after another, in the order they came; those of different keys do not wait for one another. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  async take<T>(keys: readonly string[], write: () => Promise<T>): Promise<T> {
    const earlier = keys.flatMap((key) => this.#last.get(key) ?? []);
    const writing =
      earlier.length === 0 ? write() : within(patienceMs, Promise.all(earlier), undefined).then(write);
    const over = writing.then(
      () => undefined,
      () => undefined,
    );
    for (const key of keys) this.#last.set(key, over);
    try {
      return await writing;
    } finally {
      for (const key of keys) if (this.#last.get(key) === over) this.#last.delete(key);
    }
  }
}

interface UniqueIndexes {
  turns: Turns;
  fields: readonly (readonly string[])[];
}

const known = new WeakMap<object, UniqueIndexes>();

/**
 * Inserts rows after all others of this process that a unique index would weigh them against. Engines built on PostgreSQL check such an
 * index only after both have written to it: each then waits for the other, until after a second a deadlock is found and one of them falls.
 */
export function inTurn<Row, T>(
  model: Model<Row>,
  rows: readonly object[],
  insert: () => Promise<T>,
): Promise<T> {
  const { turns, fields } = uniqueIndexesOf(model);
  return turns.take(
    rows.flatMap((row) => keysOf(row as Record<string, unknown>, fields)),
    insert,
  );
}

function uniqueIndexesOf<Row>(model: Model<Row>): UniqueIndexes {
  const found = known.get(model);
  if (found) return found;
  const indexes: [object, { unique?: unknown }?][] = model.schema.indexes();
  const unique = indexes.filter(([, options]) => options?.unique === true);
  const made = { turns: new Turns(), fields: unique.map(([fields]) => Object.keys(fields)) };
  known.set(model, made);
  return made;
}

/** Rows that lack a field of an index are not in it. */
function keysOf(row: Record<string, unknown>, fields: readonly (readonly string[])[]): string[] {
  return fields
    .filter((names) => names.every((name) => row[name] !== undefined))
    .map((names) => JSON.stringify(names.map((name) => [name, row[name]])));
}

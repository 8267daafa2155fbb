import { grouped } from '../grouped.ts';
import type { Scoped } from './scoped.ts';

interface Owner {
  tenantId: string;
}

interface Batch<Row> {
  keys: Set<string>;
  rows: Promise<ReadonlyMap<string, Row[]>>;
}

/** A batch that has so many does not wait for more. */
const mostKeys = 100;

/**
 * What is asked for within one turn of the event loop, by any number of requests, read with one command per tenant: under load the way to
 * the database and back costs more than the reading. Nobody gets what was read before they asked.
 */
export class Gathering<Row> {
  readonly #read: (owner: Owner, keys: readonly string[]) => Promise<readonly Row[]>;
  readonly #keyOf: (row: Row) => string;
  readonly #waiting = new Map<string, Batch<Row>>();

  /** `read`: the rows under these keys, by means of `scoped`; of one key they stay in its order. */
  constructor(
    read: (owner: Owner, keys: readonly string[]) => ReturnType<Scoped<Row>['find']>,
    keyOf: (row: Row) => string,
  ) {
    this.#read = read;
    this.#keyOf = keyOf;
  }

  /** The rows under one key. Others may get the same objects: they are not to be changed. */
  async rowsOf({ tenantId }: Owner, key: string): Promise<readonly Row[]> {
    const batch = this.#waiting.get(tenantId) ?? this.#begin({ tenantId });
    batch.keys.add(key);
    if (batch.keys.size >= mostKeys) this.#waiting.delete(tenantId);
    return (await batch.rows).get(key) ?? [];
  }

  #begin(owner: Owner): Batch<Row> {
    const keys = new Set<string>();
    const rows = new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
      if (this.#waiting.get(owner.tenantId)?.keys === keys) this.#waiting.delete(owner.tenantId);
      return grouped(await this.#read(owner, [...keys]), this.#keyOf);
    });
    const batch = { keys, rows };
    this.#waiting.set(owner.tenantId, batch);
    return batch;
  }
}

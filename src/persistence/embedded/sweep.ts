import type { Collection } from './catalog.ts';
import type { Engine } from './engine.ts';
import type { Index } from './index-spec.ts';
import type { Search } from './search.ts';

/** Documents removed in one piece of writing, so that clients' writes get in between. */
const BATCH = 500;

/** Every `intervalMs` removes documents whose time to live is over, and cursors nobody came back for. Returns how to stop. */
export function startSweeping(engine: Engine, intervalMs: number): () => Promise<void> {
  let sweeping: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    engine.cursors.dropIdle();
    sweeping = sweeping.then(() => sweep(engine)).catch(() => undefined);
  }, intervalMs);
  return async () => {
    clearInterval(timer);
    await sweeping;
  };
}

/** Removes what has expired by now; returns how many documents that were. */
export async function sweep(engine: Engine): Promise<number> {
  let count = 0;
  for (const collection of engine.catalog.list()) {
    for (const index of collection.indexes.filter(({ spec }) => spec.expireAfterSeconds !== undefined)) {
      // Looked for first, since even an empty piece of writing waits for the disk.
      while (engine.searcher.findFirst(collection, expiredIn(index))) {
        count += await engine.store.write(() => removeExpired(engine, collection, index));
      }
    }
  }
  return count;
}

function removeExpired(engine: Engine, collection: Collection, index: Index): number {
  let count = 0;
  for (const found of engine.searcher.findAll(collection, expiredIn(index))) {
    engine.records.remove(collection, found);
    count++;
  }
  return count;
}

function expiredIn({ fields, spec }: Index): Search {
  const deadline = new Date(Date.now() - (spec.expireAfterSeconds ?? 0) * 1_000);
  const isExpired = { [fields[0]?.name ?? '']: { $lte: deadline } };
  const { partialFilterExpression: partial } = spec;
  return { filter: partial ? { $and: [isExpired, partial] } : isExpired, hint: spec.name, limit: BATCH };
}

import type { Collection } from './catalog.ts';
import type { Engine } from './engine.ts';
import type { Index } from './index-spec.ts';

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
      for (let removed = BATCH; removed === BATCH; count += removed) {
        removed = await engine.store.write(() => removeExpired(engine, collection, index));
      }
    }
  }
  return count;
}

function removeExpired(engine: Engine, collection: Collection, index: Index): number {
  const isPresent = engine.catalog.find(collection.database, collection.name) === collection;
  const [field] = index.fields;
  if (!isPresent || !field || !collection.indexes.includes(index)) return 0;
  const deadline = new Date(Date.now() - (index.spec.expireAfterSeconds ?? 0) * 1_000);
  const conditions = { [field.name]: { $lte: deadline } };
  const filter = index.spec.partialFilterExpression
    ? { $and: [conditions, index.spec.partialFilterExpression] }
    : conditions;
  let count = 0;
  for (const found of engine.searcher.findAll(collection, { filter, hint: index.spec.name, limit: BATCH })) {
    engine.records.remove(collection, found);
    count++;
  }
  return count;
}

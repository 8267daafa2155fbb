import { Catalog, type Collection } from './catalog.ts';
import { Cursors } from './cursors.ts';
import { CommandFailure } from './failure.ts';
import { Records } from './records.ts';
import { Searcher } from './search.ts';
import { openStore, type Store } from './store.ts';
import type { Request } from './wire.ts';

/** What the commands work with. */
export interface Engine {
  store: Store;
  catalog: Catalog;
  records: Records;
  searcher: Searcher;
  cursors: Cursors;
}

/** Opens the store in `folder`. A disk that refuses a commit for another reason than room ends the thread: nothing may be answered from memory alone. */
export function openEngine(folder: string): Engine {
  const store = openStore(folder, {
    onLost: () => catalog.readAnew(),
    onFault: (error) => {
      queueMicrotask(() => {
        throw error;
      });
    },
  });
  const catalog = new Catalog(store);
  const records = new Records(store, catalog);
  return { store, catalog, records, searcher: new Searcher(store, records), cursors: new Cursors() };
}

/** The database and the collection that a command names. */
export interface Target {
  database: string;
  name: string;
  namespace: string;
}

export function targetOf(request: Request, command: string): Target {
  const database = databaseOf(request);
  const name = request.command[command];
  if (typeof name !== 'string') {
    throw new CommandFailure('InvalidNamespace', `collection name has invalid type for ${command}`);
  }
  return { database, name, namespace: `${database}.${name}` };
}

export function databaseOf({ command }: Request): string {
  return typeof command.$db === 'string' ? command.$db : 'test';
}

export function findCollection(engine: Engine, { database, name }: Target): Collection | null {
  return engine.catalog.find(database, name);
}

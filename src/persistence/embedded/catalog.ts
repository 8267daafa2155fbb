import { CommandFailure } from './failure.ts';
import { recordOf } from './index-keys.ts';
import { ID_INDEX, type Index, type IndexSpec, isSameIndex, toIndex } from './index-spec.ts';
import { clearRange, keysIn, numberPrefix, type Store, startingWith } from './store.ts';
import { type Doc, decode, encode, toNumber } from './values.ts';

export interface Collection {
  id: number;
  database: string;
  name: string;
  indexes: Index[];
  /** Number of the next record; null until first needed. */
  nextRecord: number | null;
}

interface StoredIndex {
  id: number;
  spec: IndexSpec;
  arrayFields: string[];
}

const LAST_NUMBER = Buffer.from('\u0000last');

/** Which collections and indexes there are. Everything that changes it must run inside a piece of the store's writing. */
export class Catalog {
  private readonly collections = new Map<string, Collection>();
  private lastNumber = 0;
  private readonly store: Store;

  constructor(store: Store) {
    this.store = store;
    this.readAnew();
  }

  /** Forgets what it knows beside what is stored. Whoever holds a collection from before may read of it, not write to it. */
  readAnew(): void {
    this.collections.clear();
    this.lastNumber = this.store.catalog.get(LAST_NUMBER)?.readUInt32BE() ?? 0;
    for (const { key, value } of this.store.catalog.getRange({})) {
      if (!key.equals(LAST_NUMBER)) this.remember(decode(value));
    }
  }

  private remember(stored: Doc): void {
    const { database, name } = stored as { database: string; name: string };
    const indexes = (stored.indexes as (StoredIndex & { spec: Doc })[]).map(({ id, spec, arrayFields }) =>
      toIndex(toNumber(id), fromStored(spec), arrayFields, true),
    );
    const collection = { id: toNumber(stored.id), database, name, indexes, nextRecord: null };
    this.collections.set(namespaceOf(database, name), collection);
  }

  find(database: string, name: string): Collection | null {
    return this.collections.get(namespaceOf(database, name)) ?? null;
  }

  list(database?: string): Collection[] {
    const all = [...this.collections.values()];
    return database === undefined ? all : all.filter((collection) => collection.database === database);
  }

  findOrCreate(database: string, name: string): Collection {
    const present = this.find(database, name);
    if (present) return present;
    refuseBadName(database, name);
    const id = this.takeNumber();
    const idIndex = toIndex(this.takeNumber(), ID_INDEX, [], true);
    const collection: Collection = { id, database, name, indexes: [idIndex], nextRecord: null };
    this.save(collection);
    this.collections.set(namespaceOf(database, name), collection);
    return collection;
  }

  /** Adds an index that is not ready yet; null if the collection has it already. */
  addIndex(collection: Collection, spec: IndexSpec): Index | null {
    if (collection.indexes.some((index) => isSameIndex(index.spec, spec))) return null;
    const index = toIndex(this.takeNumber(), spec, [], false);
    collection.indexes.push(index);
    this.save(collection);
    return index;
  }

  /** Takes back what a piece that is being undone added here: indexes beyond `kept`, or the whole collection. */
  forget(collection: Collection, kept: number, isWhole: boolean): void {
    collection.indexes = collection.indexes.slice(0, kept);
    if (isWhole) this.collections.delete(namespaceOf(collection.database, collection.name));
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.indexes = collection.indexes.filter((other) => other !== index);
    clearRange(this.store.entries, startingWith(numberPrefix(index.id)));
    this.save(collection);
  }

  drop(collection: Collection): void {
    this.collections.delete(namespaceOf(collection.database, collection.name));
    clearRange(this.store.documents, startingWith(numberPrefix(collection.id)));
    for (const index of collection.indexes)
      clearRange(this.store.entries, startingWith(numberPrefix(index.id)));
    this.store.catalog.remove(keyOf(collection));
  }

  /** Notes that these fields have been arrays. */
  markArrays(collection: Collection, index: Index, fields: readonly string[]): void {
    const fresh = fields.filter((field) => !index.arrayFields.has(field));
    if (fresh.length === 0) return;
    for (const field of fresh) index.arrayFields.add(field);
    this.save(collection);
  }

  takeRecord(collection: Collection): number {
    collection.nextRecord ??= this.lastRecord(collection) + 1;
    return collection.nextRecord++;
  }

  private lastRecord(collection: Collection): number {
    const range = startingWith(numberPrefix(collection.id));
    for (const key of keysIn(this.store.documents, range, true)) return recordOf(key);
    return 0;
  }

  private takeNumber(): number {
    this.lastNumber++;
    this.store.catalog.put(LAST_NUMBER, numberPrefix(this.lastNumber));
    return this.lastNumber;
  }

  private save(collection: Collection): void {
    const { id, database, name } = collection;
    const indexes = collection.indexes.map((index) => ({
      id: index.id,
      spec: toStored(index.spec),
      arrayFields: [...index.arrayFields],
    }));
    this.store.catalog.put(keyOf(collection), encode({ id, database, name, indexes }));
  }
}

export function namespaceOf(database: string, name: string): string {
  return `${database}.${name}`;
}

function keyOf(collection: Collection): Buffer {
  return numberPrefix(collection.id);
}

/** Field names of a key keep their order as an array of pairs, whatever they look like. */
function toStored(spec: IndexSpec): Doc {
  return { ...spec, key: Object.entries(spec.key) };
}

function fromStored(stored: Doc): IndexSpec {
  const pairs = stored.key as [string, unknown][];
  const key = Object.fromEntries(pairs.map(([field, direction]) => [field, toNumber(direction)]));
  const expiry =
    stored.expireAfterSeconds === undefined
      ? {}
      : { expireAfterSeconds: toNumber(stored.expireAfterSeconds) };
  return { ...stored, key, ...expiry } as IndexSpec;
}

const MAX_DATABASE_NAME = 63;
const MAX_NAMESPACE = 255;

function refuseBadName(database: string, name: string): void {
  const isDatabase =
    database !== '' && database.length <= MAX_DATABASE_NAME && !/[/\\. "$*<>:|?\0]/.test(database);
  const isCollection =
    name !== '' &&
    !name.includes('$') &&
    !name.includes('\0') &&
    !name.startsWith('.') &&
    !name.endsWith('.');
  const isShort = Buffer.byteLength(namespaceOf(database, name)) <= MAX_NAMESPACE;
  if (!isDatabase || !isCollection || !isShort) {
    throw new CommandFailure(
      'InvalidNamespace',
      `Invalid namespace specified '${namespaceOf(database, name)}'`,
    );
  }
}

import type { Catalog, Collection } from './catalog.ts';
import { namespaceOf } from './catalog.ts';
import { CommandFailure } from './failure.ts';
import { entryKey, type IndexKey, keysOf, recordKey, recordOf } from './index-keys.ts';
import type { Index } from './index-spec.ts';
import { valuesAt } from './paths.ts';
import { keysIn, numberPrefix, type Store, startingWith } from './store.ts';
import { EMPTY_ARRAY } from './value-keys.ts';
import { type Doc, decode, promoteDoc } from './values.ts';

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
const NOTHING = Buffer.alloc(0);

/** A document as it is stored; taken apart once somebody looks into it. */
export class StoredRecord {
  readonly record: number;
  readonly bytes: Buffer;
  #doc: Doc | null = null;

  constructor(record: number, bytes: Buffer) {
    this.record = record;
    this.bytes = bytes;
  }

  get doc(): Doc {
    this.#doc ??= decode(this.bytes);
    return this.#doc;
  }
}

interface IndexChange {
  index: Index;
  added: readonly IndexKey[];
  removed: readonly IndexKey[];
  arrayFields: readonly string[];
}

/** Documents with their index entries. Writing must run inside a piece of the store's writing; each method changes all or nothing. */
export class Records {
  private readonly store: Store;
  private readonly catalog: Catalog;

  constructor(store: Store, catalog: Catalog) {
    this.store = store;
    this.catalog = catalog;
  }

  find(collection: Collection, record: number): StoredRecord | null {
    const bytes = this.store.documents.get(documentKey(collection, record));
    return bytes ? new StoredRecord(record, bytes) : null;
  }

  /** Throws DuplicateKey if a unique index refuses the document. */
  insert(collection: Collection, doc: Doc, bytes: Buffer): void {
    refuseTooLarge(bytes);
    const changes = collection.indexes.map((index) => toChange(index, null, doc));
    this.refuseDuplicates(collection, changes, null);
    const record = this.catalog.takeRecord(collection);
    this.store.documents.put(documentKey(collection, record), bytes);
    this.apply(collection, changes, record);
  }

  replace(collection: Collection, old: StoredRecord, doc: Doc, bytes: Buffer): void {
    refuseTooLarge(bytes);
    const changes = collection.indexes.map((index) => toChange(index, old.doc, doc));
    this.refuseDuplicates(collection, changes, old.record);
    this.store.documents.put(documentKey(collection, old.record), bytes);
    this.apply(collection, changes, old.record);
  }

  remove(collection: Collection, old: StoredRecord): void {
    const changes = collection.indexes.map((index) => toChange(index, old.doc, null));
    this.store.documents.remove(documentKey(collection, old.record));
    this.apply(collection, changes, old.record);
  }

  /** Fills a new index from the documents there are. */
  build(collection: Collection, index: Index): void {
    for (const key of keysIn(this.store.documents, startingWith(numberPrefix(collection.id)))) {
      const found = this.find(collection, recordOf(key));
      if (!found) continue;
      const changes = [toChange(index, null, found.doc)];
      this.refuseDuplicates(collection, changes, found.record);
      this.apply(collection, changes, found.record);
    }
  }

  private refuseDuplicates(
    collection: Collection,
    changes: readonly IndexChange[],
    record: number | null,
  ): void {
    for (const { index, added } of changes) {
      if (!index.spec.unique) continue;
      const taken = added.find((key) => this.isTaken(index, key, record));
      if (taken) throw duplicate(collection, index, taken);
    }
  }

  private isTaken(index: Index, key: IndexKey, record: number | null): boolean {
    const prefix = Buffer.concat([numberPrefix(index.id), key.bytes]);
    for (const entry of keysIn(this.store.entries, startingWith(prefix))) {
      if (record === null || recordOf(entry) !== record) return true;
    }
    return false;
  }

  private apply(collection: Collection, changes: readonly IndexChange[], record: number): void {
    for (const { index, added, removed, arrayFields } of changes) {
      for (const key of removed) this.store.entries.remove(entryKey(index.id, key.bytes, record));
      for (const key of added) this.store.entries.put(entryKey(index.id, key.bytes, record), NOTHING);
      if (arrayFields.length > 0) this.catalog.markArrays(collection, index, arrayFields);
    }
  }
}

function documentKey(collection: Collection, record: number): Buffer {
  return Buffer.concat([numberPrefix(collection.id), recordKey(record)]);
}

function refuseTooLarge(bytes: Buffer): void {
  if (bytes.length <= MAX_DOCUMENT_BYTES) return;
  const message = `object to insert too large. size in bytes: ${bytes.length}, max size: ${MAX_DOCUMENT_BYTES}`;
  throw new CommandFailure('BSONObjectTooLarge', message);
}

function toChange(index: Index, before: Doc | null, now: Doc | null): IndexChange {
  const old = before ? entriesOf(index, before) : NO_ENTRIES;
  const fresh = now ? entriesOf(index, now) : NO_ENTRIES;
  const isIn = (keys: readonly IndexKey[]) => (key: IndexKey) =>
    keys.some((other) => other.bytes.equals(key.bytes));
  const isOld = isIn(old.keys);
  const isFresh = isIn(fresh.keys);
  return {
    index,
    added: fresh.keys.filter((key) => !isOld(key)),
    removed: old.keys.filter((key) => !isFresh(key)),
    arrayFields: fresh.arrayFields,
  };
}

const NO_ENTRIES = { keys: [] as IndexKey[], arrayFields: [] as string[] };

function entriesOf(index: Index, doc: Doc): { keys: IndexKey[]; arrayFields: string[] } {
  if (index.admits && !index.admits(doc)) return NO_ENTRIES;
  if (index.spec.sparse && index.fields.every((field) => isAbsent(doc, field.path))) return NO_ENTRIES;
  return keysOf(index.fields, doc);
}

function isAbsent(doc: Doc, path: readonly string[]): boolean {
  return valuesAt(doc, path).every((value) => value === undefined);
}

function duplicate(collection: Collection, index: Index, key: IndexKey): CommandFailure {
  const keyValue = Object.fromEntries(
    index.fields.map(({ name }, i) => [name, key.values[i] === EMPTY_ARRAY ? undefined : key.values[i]]),
  );
  const shown = JSON.stringify(promoteDoc(keyValue)).replaceAll('"', '').replaceAll(':', ': ');
  const where = `collection: ${namespaceOf(collection.database, collection.name)} index: ${index.spec.name}`;
  const message = `E11000 duplicate key error ${where} dup key: ${shown}`;
  return new CommandFailure('DuplicateKey', message, { keyPattern: index.spec.key, keyValue });
}

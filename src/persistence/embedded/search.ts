import type { Collection } from './catalog.ts';
import { exactRanges } from './exact-ranges.ts';
import { compileFilter, type Predicate } from './filter.ts';
import { recordOf } from './index-keys.ts';
import { choosePlans, type Plan } from './planner.ts';
import type { Records, StoredRecord } from './records.ts';
import { type SortSpec, sortKey, toSortSpec } from './sort-keys.ts';
import { type KeyRange, keysIn, numberPrefix, type Store, startingWith } from './store.ts';
import { type Doc, promoteDoc } from './values.ts';

/** What to look for. Filters as they came from the client. */
export interface Search {
  filter: Doc;
  sort?: Doc;
  skip?: number;
  /** 0 = no limit. */
  limit?: number;
  hint?: unknown;
  variables?: Doc;
}

/** Finds documents. Nothing is held open while the caller pauses, so what changes meanwhile may or may not be seen. */
export class Searcher {
  private readonly store: Store;
  private readonly records: Records;

  constructor(store: Store, records: Records) {
    this.store = store;
    this.records = records;
  }

  *find(collection: Collection, search: Search): Generator<StoredRecord> {
    const { skip = 0, limit = 0 } = search;
    const filter = promoteDoc(search.filter);
    const sort = toSortSpec(search.sort ?? {});
    const { plans, isSorted } = choosePlans(collection, filter, sort, search.hint);
    const isExact = holdsMatchesOnly(plans, exactRanges(collection, search.filter));
    const matches = isExact ? null : compileFilter(filter, search.variables);
    const found = this.matching(collection, plans, matches);
    const ordered = isSorted
      ? found
      : this.sorted(collection, found, sort, limit > 0 ? skip + limit : Infinity);
    let at = 0;
    for (const match of ordered) {
      if (at++ < skip) continue;
      yield match;
      if (limit > 0 && at >= skip + limit) return;
    }
  }

  /**
   * Finds all matches before it returns the first, for a caller that changes them: one moved within the index is not met twice.
   * Keeps their numbers only and reads each document again.
   */
  *findAll(collection: Collection, search: Search): Generator<StoredRecord> {
    const numbers: number[] = [];
    for (const { record } of this.find(collection, search)) numbers.push(record);
    for (const record of numbers) {
      const found = this.records.find(collection, record);
      if (found) yield found;
    }
  }

  findFirst(collection: Collection, search: Search): StoredRecord | null {
    for (const match of this.find(collection, { ...search, limit: 1 })) return match;
    return null;
  }

  count(collection: Collection, search: Search): number {
    const { skip = 0, limit = 0 } = search;
    let count = 0;
    const exact = exactRanges(collection, search.filter);
    if (Object.keys(search.filter).length === 0) {
      count = this.store.documents.getKeysCount(startingWith(numberPrefix(collection.id)));
    } else if (exact) {
      for (const range of exact) count += this.store.entries.getKeysCount(range);
    } else {
      for (const _match of this.find(collection, { ...search, skip: 0, limit: limit > 0 ? skip + limit : 0 }))
        count++;
    }
    const rest = Math.max(count - skip, 0);
    return limit > 0 ? Math.min(rest, limit) : rest;
  }

  /** `matches` null: every candidate does. */
  private *matching(
    collection: Collection,
    plans: readonly Plan[],
    matches: Predicate | null,
  ): Generator<StoredRecord> {
    for (const record of this.candidates(collection, plans)) {
      const found = this.records.find(collection, record);
      if (found && (matches === null || matches(found.doc))) yield found;
    }
  }

  /** Numbers of the records the plans lead to, each once. */
  private *candidates(collection: Collection, plans: readonly Plan[]): Generator<number> {
    const isOnce = plans.length === 1 && plans[0]?.index?.arrayFields.size === 0;
    const seen = new Set<number>();
    for (const plan of plans) {
      const table = plan.index ? this.store.entries : this.store.documents;
      const ranges = plan.index ? plan.ranges : [startingWith(numberPrefix(collection.id))];
      for (const range of plan.isReverse ? [...ranges].reverse() : ranges) {
        for (const key of keysIn(table, range, plan.isReverse)) {
          const record = recordOf(key);
          if (!isOnce && seen.has(record)) continue;
          if (!isOnce) seen.add(record);
          yield record;
        }
      }
    }
  }

  /** Sorts by keys alone and reads the documents again, so that memory holds no more than keys. */
  private *sorted(
    collection: Collection,
    found: Iterable<StoredRecord>,
    sort: SortSpec,
    wanted: number,
  ): Generator<StoredRecord> {
    let rows: SortRow[] = [];
    for (const { record, doc } of found) {
      rows.push({ key: sortKey(doc, sort), record });
      if (rows.length > 2 * wanted + 1_000) rows = rows.sort(byKey).slice(0, wanted);
    }
    for (const { record } of rows.sort(byKey)) {
      const again = this.records.find(collection, record);
      if (again) yield again;
    }
  }
}

/** Whether the plans come to the ranges in which there is nothing but matches: their documents need not be looked into. */
function holdsMatchesOnly([plan, ...others]: readonly Plan[], exact: readonly KeyRange[] | null): boolean {
  if (!exact || !plan?.index || others.length > 0 || plan.ranges.length !== exact.length) return false;
  return exact.every(({ start, end }, at) => {
    const range = plan.ranges[at];
    return range?.start.equals(start) && range.end.equals(end);
  });
}

interface SortRow {
  key: Buffer;
  record: number;
}

function byKey(a: SortRow, b: SortRow): number {
  return Buffer.compare(a.key, b.key) || a.record - b.record;
}

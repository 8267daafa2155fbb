import { isDeepStrictEqual } from 'node:util';
import type { Durations } from '../durations.ts';
import { greaterThan } from '../persistence/criteria.ts';
import type { Database } from '../persistence/database.ts';
import { acrossTenants } from '../persistence/scoped.ts';
import { createMatcher, type Match, type Matcher, type MatchOptions } from './match.ts';
import { ReferenceClass } from './reference-class.model.ts';
import type { MatchableClass } from './reference-class.ts';

/** So many changed classes are taken in before others get a turn: about a millisecond each. */
const batch = 20;

/** Every class in memory, ready to be matched: what this process changes at once, what others change a moment later. */
export class LiveClasses {
  readonly #database: Database;
  readonly #durations: Durations;
  #matcher: Matcher = createMatcher([]);
  /** Archived ones too, so that a row that was read before does not bring them back. */
  #rows = new Map<string, ReferenceClass>();
  #readAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;
  #reading: Promise<void> = Promise.resolve();

  constructor(database: Database, durations: Durations) {
    this.#database = database;
    this.#durations = durations;
  }

  /** Reads them all. */
  async load(): Promise<void> {
    this.#readAt = Date.now();
    const rows = await this.#stored.find({ isArchived: false });
    this.#rows = new Map(rows.map((row) => [row._id, row]));
    this.#matcher = createMatcher(rows.map(matchable));
  }

  /** Looks now and then for what others have changed. `onFault` hears of rounds that failed; the next one makes up for them. */
  start(onFault: (error: unknown) => void): void {
    const round = () => {
      this.#reading = this.#readChanges()
        .catch(onFault)
        .then(() => this.#schedule(round));
    };
    this.#schedule(round);
  }

  /** Resolves when a round that was under way has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#reading;
  }

  /** Takes in a class as it is stored now, unless a later state of it is known. */
  note(row: ReferenceClass): void {
    const known = this.#rows.get(row._id);
    if (known && (known.updatedAt > row.updatedAt || isDeepStrictEqual(known, row))) return;
    this.#rows.set(row._id, row);
    if (row.isArchived) this.#matcher.remove(row._id);
    else this.#matcher.upsert(matchable(row));
  }

  find(id: string): ReferenceClass | null {
    return this.#rows.get(id) ?? null;
  }

  /** Those in use that a tenant may see: the platform's and its own. */
  of(tenantId: string): ReferenceClass[] {
    const isSeen = (row: ReferenceClass) => row.tenantId === null || row.tenantId === tenantId;
    return [...this.#rows.values()].filter((row) => !row.isArchived && isSeen(row));
  }

  match(text: string, options: MatchOptions): Match[] {
    return this.#matcher.match(text, options);
  }

  #schedule(round: () => void): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(round, this.#durations.classPollMs);
    this.#timer.unref();
  }

  async #readChanges(): Promise<void> {
    const begun = Date.now();
    const since = new Date(this.#readAt - this.#durations.classOverlapMs);
    const changed = await this.#stored.find({ updatedAt: greaterThan(since) }, { sort: { updatedAt: 1 } });
    for (const [place, row] of changed.entries()) {
      if (place % batch === batch - 1) await new Promise((resolve) => setImmediate(resolve));
      this.note(row);
    }
    this.#readAt = begun;
  }

  get #stored() {
    return acrossTenants(this.#database, ReferenceClass, 'system:classes');
  }
}

function matchable({ _id, ...figures }: ReferenceClass): MatchableClass {
  return { ...figures, id: _id };
}

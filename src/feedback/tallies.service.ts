import { changeOrInsert } from '../persistence/change-or-insert.ts';
import { between, oneOf } from '../persistence/criteria.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import { Outcome } from './outcome.model.ts';
import type { Finding } from './outcome.ts';
import { Tally, type TallyKind } from './tally.model.ts';
import {
  added,
  boundsOf,
  type Cell,
  type CountedCell,
  cellName,
  cellsOf,
  isOfCompletions,
  isSame,
  noSums,
  type Sums,
  sumsByCell,
  sumsOf,
} from './tally.ts';
import { TallyRevisions } from './tally-revisions.ts';

type Owner = { tenantId: string };

/** Stands for an estimation in the marks of a cell that is only counted again. */
const rebuilding = 'rebuild';

/** Cells that are counted again at once: what is asked of the API meanwhile should not have to wait. */
const rebuiltAtOnce = 16;

/** Others may change a cell while it is summed up; it is then begun again, at most this often in a row. */
const attempts = 50;

/**
 * Counters of outcomes per day and per month, per class. A cell is marked before an outcome in it is written and summed up again from
 * the rows afterwards; a reader that meets a mark reads the rows. So a count is true at every moment, whoever died in between, and
 * counting twice changes nothing.
 */
export class Tallies {
  readonly #database: Database;
  readonly #revisions: TallyRevisions;

  constructor(database: Database) {
    this.#database = database;
    this.#revisions = new TallyRevisions(database);
  }

  /** Writes an outcome and has it counted. `before`: how it counted until now. */
  async count(
    owner: Owner,
    estimationId: string,
    { before, after }: { before: Finding | null; after: Finding },
    write: () => Promise<void>,
  ): Promise<void> {
    const cells = distinct([...(before ? cellsOf(before) : []), ...cellsOf(after)]);
    await Promise.all(cells.map((cell) => this.#mark(owner, cell, estimationId)));
    await this.#revisions.rise(owner);
    await write();
    await Promise.all(cells.map((cell) => this.sumUp(owner, cell, [estimationId])));
  }

  /** What the cells say as of now: to be asked for once, before any of them are read. */
  revision(owner: Owner): Promise<number> {
    return this.#revisions.current(owner);
  }

  /**
   * The cells of a kind from one period to another, both included; null: without bound. Others may get the same objects. `revision`: where it
   * is known already.
   */
  async read(
    owner: Owner,
    kind: TallyKind,
    { first, last }: PeriodBounds,
    revision?: number,
  ): Promise<readonly CountedCell[]> {
    const current = revision ?? (await this.revision(owner));
    return this.#revisions.kept(owner, current, `${kind}:${first}:${last}`, async () => {
      const rows = await this.#rows(owner).find({ kind, period: between(first ?? '0', last ?? '9') });
      return { cells: await this.#true(owner, rows), isMarked: rows.some(({ isPending }) => isPending) };
    });
  }

  /** Everything that was reported of a class's estimates. */
  async ofClass(owner: Owner, referenceClassId: string): Promise<Sums> {
    const cells = await this.#rows(owner).find({ kind: 'month', referenceClassId });
    return (await this.#true(owner, cells)).map(({ sums }) => sums).reduce(added, noSums);
  }

  /** How many of each class's estimates something was reported of; classes without any are left out. */
  async reportedOf(owner: Owner, referenceClassIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const ofThese = { kind: 'month', referenceClassId: oneOf(referenceClassIds) };
    const counts = new Map<string, number>();
    for (const { referenceClassId, sums } of await this.#true(owner, await this.#rows(owner).find(ofThese)))
      counts.set(referenceClassId, (counts.get(referenceClassId) ?? 0) + sums.reported);
    return counts;
  }

  /** Counts a cell anew from the outcomes themselves; `done` are no longer being written. */
  async sumUp(owner: Owner, cell: Cell, done: readonly string[]): Promise<void> {
    const _id = idOf(owner, cell);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const current = await this.#rows(owner).findOne({ _id });
      if (!current) return;
      const pending = current.pending.filter((id) => !done.includes(id));
      const version = current.version + 1;
      const sums = await this.#sumsOf(owner, cell);
      const change = { sums, version, pending, isPending: pending.length > 0 };
      if (await this.#rows(owner).update({ _id, version: current.version }, { $set: change })) return;
    }
  }

  /** Counts all outcomes anew and repairs each cell that says otherwise or is missing; how many there were. */
  async rebuild(owner: Owner, signal: AbortSignal): Promise<number> {
    const [outcomes, stored] = await Promise.all([
      scoped(this.#database, Outcome, owner).find({}, { sort: { at: 1, _id: 1 } }),
      this.#rows(owner).find({}),
    ]);
    const sums = sumsByCell(outcomes);
    const known = new Map(stored.map((tally) => [cellName(tally), tally]));
    const wrong = distinct([...stored, ...outcomes.flatMap(cellsOf)]).filter((cell) => {
      const tally = known.get(cellName(cell));
      return !tally || tally.isPending || !isSame(tally.sums, sums.get(cellName(cell)) ?? noSums);
    });
    for (let at = 0; at < wrong.length; at += rebuiltAtOnce) {
      signal.throwIfAborted();
      await Promise.all(wrong.slice(at, at + rebuiltAtOnce).map((cell) => this.#rebuildCell(owner, cell)));
    }
    return wrong.length;
  }

  async #rebuildCell(owner: Owner, { kind, period, referenceClassId }: Cell): Promise<void> {
    const cell = { kind, period, referenceClassId };
    await this.#mark(owner, cell, rebuilding);
    await this.#revisions.rise(owner);
    await this.sumUp(owner, cell, [rebuilding]);
  }

  async #mark(owner: Owner, cell: Cell, estimationId: string): Promise<void> {
    const _id = idOf(owner, cell);
    const mark = {
      $inc: { version: 1 },
      $addToSet: { pending: estimationId },
      $set: { isPending: true, touchedAt: new Date() },
    };
    const marked = { pending: [estimationId], isPending: true, touchedAt: new Date() };
    await changeOrInsert(this.#rows(owner), { _id, ...cell, version: 1, sums: noSums, ...marked }, mark);
  }

  #true(owner: Owner, cells: readonly Tally[]): Promise<CountedCell[]> {
    return Promise.all(
      cells.map(async ({ kind, period, referenceClassId, sums, isPending }) => {
        if (!isPending) return { period, referenceClassId, sums };
        return {
          period,
          referenceClassId,
          sums: await this.#sumsOf(owner, { kind, period, referenceClassId }),
        };
      }),
    );
  }

  async #sumsOf(owner: Owner, { kind, period, referenceClassId }: Cell): Promise<Sums> {
    const { from, to } = boundsOf(period);
    const time = between(from, to);
    const outcomes = scoped(this.#database, Outcome, owner);
    // Of all classes together: too many to read with each report of a busy month.
    if (isOfCompletions(kind)) return { ...noSums, reported: await outcomes.count({ completedAt: time }) };
    return sumsOf(await outcomes.find({ referenceClassId, at: time }, { sort: { at: 1, _id: 1 } }));
  }

  #rows(owner: Owner) {
    return scoped(this.#database, Tally, owner);
  }
}

export interface PeriodBounds {
  first: string | null;
  last: string | null;
}

const idOf = ({ tenantId }: Owner, cell: Cell): string => `${tenantId}:${cellName(cell)}`;

const distinct = (cells: readonly Cell[]): Cell[] => [
  ...new Map(cells.map((cell) => [cellName(cell), cell])).values(),
];

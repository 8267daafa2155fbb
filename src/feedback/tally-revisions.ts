import { LRUCache } from 'lru-cache';
import { changeOrInsert } from '../persistence/change-or-insert.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import type { CountedCell } from './tally.ts';
import { TallyRevision } from './tally-revision.model.ts';

type Owner = { tenantId: string };

/** Cells that a process keeps, some 200 bytes each. */
const mostKept = 50_000;

interface Kept {
  revision: number;
  cells: readonly CountedCell[];
}

/**
 * Cells as they were read, for as long as they are true: a tenant's revision rises after cells were marked and before anything in them is
 * written, so whatever was read without a mark at the present revision holds, whichever process asks.
 */
export class TallyRevisions {
  readonly #database: Database;
  readonly #kept = new LRUCache<string, Kept>({
    maxSize: mostKept,
    sizeCalculation: ({ cells }) => cells.length + 1,
  });

  constructor(database: Database) {
    this.#database = database;
  }

  /** To be read before the cells are. */
  async current({ tenantId }: Owner): Promise<number> {
    return (await this.#rows({ tenantId }).findOne({ _id: tenantId }))?.revision ?? 0;
  }

  async rise({ tenantId }: Owner): Promise<void> {
    const first = { _id: tenantId, revision: 1 };
    await changeOrInsert(this.#rows({ tenantId }), first, { $inc: { revision: 1 } });
  }

  /** `name`: of what is read, among this tenant's. `read` tells whether a cell was marked. */
  async kept(
    { tenantId }: Owner,
    revision: number,
    name: string,
    read: () => Promise<{ cells: readonly CountedCell[]; isMarked: boolean }>,
  ): Promise<readonly CountedCell[]> {
    const key = `${tenantId}:${name}`;
    const known = this.#kept.get(key);
    if (known?.revision === revision) return known.cells;
    const { cells, isMarked } = await read();
    if (!isMarked) this.#kept.set(key, { revision, cells });
    return cells;
  }

  #rows(owner: Owner) {
    return scoped(this.#database, TallyRevision, owner);
  }
}

import { changeOrInsert } from '../persistence/change-or-insert.ts';
import { between } from '../persistence/criteria.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import { WidgetDayCount } from './widget-day.model.ts';

type Owner = { tenantId: string };
type Counts = Pick<WidgetDayCount, 'views' | 'sessions'>;

/** Counters of tenants' widgets, a row a day. */
export class WidgetDays {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(owner: Owner, day: string, counts: Counts): Promise<void> {
    const _id = `${owner.tenantId}:${day}`;
    await changeOrInsert(this.#rows(owner), { _id, day, ...counts }, { $inc: counts });
  }

  /** From one day to another, both included; days without a row are left out. */
  async read(owner: Owner, first: string, last: string): Promise<ReadonlyMap<string, Counts>> {
    const found = await this.#rows(owner).find({ day: between(first, last) });
    return new Map(found.map((row) => [row.day, row]));
  }

  #rows(owner: Owner) {
    return scoped(this.#database, WidgetDayCount, owner);
  }
}

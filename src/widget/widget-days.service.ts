import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { between, scoped } from '../persistence/scoped.ts';
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
    const rows = this.#rows(owner);
    const _id = `${owner.tenantId}:${day}`;
    if (await rows.update({ _id }, { $inc: counts })) return;
    try {
      await rows.insert({ _id, day, ...counts });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await rows.update({ _id }, { $inc: counts });
    }
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

import { Failure } from '../errors.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import { Tenant } from '../tenant/tenant.model.ts';
import { User } from './user.model.ts';

type Listed = Pick<User, '_id' | 'tenantId'>;

/** The list of a tenant's active admins, which is never without one. */
export class Admins {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Lists a user whose row has just made them an admin, unless it says otherwise by now. */
  async add({ _id, tenantId, isActive }: User): Promise<void> {
    if (!isActive) return;
    await this.#change({ _id: { $eq: tenantId } }, { $addToSet: { adminIds: _id } });
    const user = await this.#users(tenantId).findOne({ _id });
    if (!user?.isActive || user.role !== 'ADMIN')
      await this.#change({ _id: { $eq: tenantId } }, { $pull: { adminIds: _id } });
  }

  /** Takes a user off the list; nothing to do for who is not on it. Of two who leave at once one stays: CONFLICT for the last. */
  async leave({ _id, tenantId }: Listed): Promise<void> {
    const listed = { _id: { $eq: tenantId }, adminIds: { $eq: _id } };
    const amongOthers = { ...listed, 'adminIds.1': { $exists: true } };
    if (await this.#change(amongOthers, { $pull: { adminIds: _id } })) return;
    await this.#fill(tenantId);
    if (await this.#change(amongOthers, { $pull: { adminIds: _id } })) return;
    if (await this.#database.model(Tenant).exists(listed))
      throw new Failure('CONFLICT', 'The last admin can be neither removed nor demoted.');
  }

  /** Tenants of before there was a list have an empty one. */
  async #fill(tenantId: string): Promise<void> {
    const unlisted = { _id: { $eq: tenantId }, 'adminIds.0': { $exists: false } };
    if (!(await this.#database.model(Tenant).exists(unlisted))) return;
    const admins = await this.#users(tenantId).find({ role: 'ADMIN', isActive: true });
    await this.#change(unlisted, { $set: { adminIds: admins.map(({ _id }) => _id) } });
  }

  /** Whether there was something that fits. */
  async #change(filter: Record<string, unknown>, change: Record<string, unknown>): Promise<boolean> {
    const { matchedCount } = await this.#database.model(Tenant).updateOne(filter, change).exec();
    return matchedCount === 1;
  }

  #users(tenantId: string) {
    return scoped(this.#database, User, { tenantId });
  }
}

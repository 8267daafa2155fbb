import type { Model } from 'mongoose';
import type { Database, DocumentClass } from './database.ts';
import type { SystemJob } from './tenant-guard.ts';

/** Collections that hold no tenant's rows. Every other one must say of each row whose it is. */
export const platformCollections: readonly string[] = ['tenants', 'jobs'];

/** Rows that one command erases. */
const batch = 500;
const comment: SystemJob = 'system:purge';

/** The registered collections that hold rows of tenants. Fails for one that neither names its rows' tenant nor is the platform's. */
export function tenantCollections(
  database: Database,
  types: readonly DocumentClass<object>[],
): Model<object>[] {
  const models = types.map((type) => database.model(type));
  return models.filter(({ collection, schema }) => {
    const namesTenant = schema.path('tenantId') !== undefined;
    if (namesTenant === platformCollections.includes(collection.name))
      throw new Error(`${collection.name} must either name its rows' tenant or be listed as the platform's`);
    return namesTenant;
  });
}

/**
 * Erases every row of a tenant in every collection, batch by batch; begun again, it goes on where it was. Resolves when a whole round
 * has found nothing more; rejects when the signal aborts.
 */
export async function eraseTenant(
  database: Database,
  types: readonly DocumentClass<object>[],
  tenantId: string,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    let erased = 0;
    for (const model of tenantCollections(database, types))
      erased += await eraseFrom(model, tenantId, signal);
    if (erased === 0) return;
  }
}

async function eraseFrom(model: Model<object>, tenantId: string, signal: AbortSignal): Promise<number> {
  const own = { tenantId: { $eq: tenantId } };
  for (let erased = 0; ; ) {
    signal.throwIfAborted();
    const rows = await model
      .find(own, { _id: 1 }, { limit: batch, comment })
      .lean<{ _id: string }[]>()
      .exec();
    if (rows.length === 0) return erased;
    const ids = rows.map(({ _id }) => _id);
    erased += (await model.deleteMany({ ...own, _id: { $in: ids } }, { comment }).exec()).deletedCount;
  }
}

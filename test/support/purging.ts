import type mongoose from 'mongoose';
import { documentTypes } from '../../src/document-types.ts';
import { durations } from '../../src/durations.ts';
import type { Database } from '../../src/persistence/database.ts';
import { tenantCollections } from '../../src/persistence/erasure.ts';
import { AuditService } from '../../src/tenant/audit.service.ts';
import { PurgeService } from '../../src/tenant/purge.service.ts';
import { TenantDirectory } from '../../src/tenant/tenant-directory.ts';
import type { Rows } from './actors.ts';

/** The service as it works on this database. */
export function purgeOf(database: Database): PurgeService {
  const directory = new TenantDirectory(database, 1);
  const audit = new AuditService(database, durations);
  return new PurgeService({ database, types: documentTypes, directory, audit, durations });
}

/** Names of the collections that hold tenants' rows. */
export const ownedCollections = (database: Database): string[] =>
  tenantCollections(database, documentTypes).map(({ collection }) => collection.name);

/** A tenant with rows in every collection, written by hand; those of one collection need more than one batch. */
export async function seedTenant(
  db: mongoose.mongo.Db,
  collections: readonly string[],
  tenant: { _id: string; [field: string]: unknown },
): Promise<void> {
  const { _id: tenantId } = tenant;
  await db.collection<Rows>('tenants').insertOne({ name: `Company ${tenantId}`, tier: 'PRO', ...tenant });
  for (const collection of collections) {
    const rows = Array.from({ length: collection === 'messages' ? 501 : 3 }, (_, place) => ({
      ...{ _id: `${collection}-${tenantId}-${place}`, tenantId },
      ...{ email: `${place}@${tenantId}.example`, sessionId: `${tenantId}-${place}` },
      ...{ estimationId: `${tenantId}-${place}` },
    }));
    await db.collection<Rows>(collection).insertMany(rows);
  }
}

/** Every row of every collection that has the tenant's id anywhere in it. */
export async function rowsOf(db: mongoose.mongo.Db, tenantId: string): Promise<Record<string, Rows[]>> {
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();
  const found: Record<string, Rows[]> = {};
  for (const name of names) {
    const rows = await db
      .collection<Rows>(name)
      .find({}, { sort: { _id: 1 } })
      .toArray();
    const own = rows.filter((row) => JSON.stringify(row).includes(tenantId));
    if (own.length > 0) found[name] = own;
  }
  return found;
}

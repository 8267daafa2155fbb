import type mongoose from 'mongoose';
import { newId } from '../../src/persistence/mongo.ts';
import type { Rows } from '../support/actors.ts';

/** A copy of the platform's pool, written by hand; servers that start later match it. */
export async function ownClass(
  db: mongoose.mongo.Db,
  { tenantId }: { tenantId: string | null },
  change: object,
): Promise<string> {
  const classes = db.collection<Rows>('reference_classes');
  const pool = await classes.findOne({ tenantId: null, name: 'Residential Pool - Midrange' });
  const _id = newId();
  await classes.insertOne({ ...pool, ...change, _id, tenantId });
  return _id;
}

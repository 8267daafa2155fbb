import { isDuplicateKey } from './database.ts';
import type { Scoped } from './scoped.ts';
import type { Change } from './writing.ts';

/** Changes a row, or inserts it where there is none; of two who would insert it at once, the second changes what the first has inserted. */
export async function changeOrInsert<Row extends { _id: string }>(
  rows: Pick<Scoped<Row>, 'update' | 'insert'>,
  row: Omit<Row, 'tenantId'> & { _id: string },
  change: Change,
): Promise<void> {
  const { _id } = row;
  if (await rows.update({ _id }, change)) return;
  try {
    await rows.insert(row);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    await rows.update({ _id }, change);
  }
}

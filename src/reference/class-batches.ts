import { grouped } from '../grouped.ts';
import type { Scoped } from '../persistence/scoped.ts';
import type { ReferenceClass } from './reference-class.model.ts';

/** Classes that were added together: all of them count, or none. */
export interface ClassBatch {
  id: string;
  size: number;
}

/** Adding takes less; a batch that is still not whole after that was given up by a process that died. */
const longestAddingMs = 60_000;

/** Classes in use of batches that were never finished. What an admin archived of a batch since still belongs to it. */
export async function unfinished(rows: Pick<Scoped<ReferenceClass>, 'find'>): Promise<ReferenceClass[]> {
  const drawn = await rows.find({ isSynthetic: true });
  const ofBatches = drawn.filter(({ batch }) => batch);
  const byBatch = grouped(ofBatches, ({ batch }) => batch?.id ?? '');
  const before = Date.now() - longestAddingMs;
  return [...byBatch.values()]
    .filter((added) => added.length < (added[0]?.batch?.size ?? 0))
    .filter((added) => added.every(({ createdAt }) => createdAt.getTime() < before))
    .flat()
    .filter(({ isArchived }) => !isArchived);
}

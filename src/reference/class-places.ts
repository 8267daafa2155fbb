import { Failure } from '../errors.ts';
import { isDuplicateKey } from '../persistence/database.ts';
import type { Scoped } from '../persistence/scoped.ts';
import type { ReferenceClass } from './reference-class.model.ts';

type Rows = Pick<Scoped<ReferenceClass>, 'find' | 'update'>;

/** Each try that fails was somebody else's success. */
const mostTries = 200;

/**
 * A tier's limit on own classes is a number of places: every class in use takes one, and a unique index lets no two take the same. Gives
 * `take` a free one until it succeeds; it resolves with null where the place was taken meanwhile. Fails with TIER_LIMIT.
 */
export async function takePlace(
  rows: Rows,
  limit: number,
  take: (slot: number) => Promise<ReferenceClass | null>,
): Promise<ReferenceClass> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const inUse = await rows.find({ isArchived: false });
    if (inUse.length >= limit) throw overLimit(limit);
    const free = freePlaces(inUse, limit);
    const standing = inUse.filter((row) => !isSeated(row, limit));
    for (const { _id } of standing) await seat(rows, _id, free.pop());
    const slot = free.pop();
    const taken = slot === undefined ? null : await take(slot);
    if (taken) return taken;
  }
  throw new Failure('CONFLICT', 'Many are adding classes at this moment; please try again.');
}

/** In no order: those who come at once should not all want the same. */
function freePlaces(inUse: readonly ReferenceClass[], limit: number): number[] {
  const taken = new Set(inUse.map(({ slot }) => slot));
  const free = Array.from({ length: limit }, (_, slot) => slot).filter((slot) => !taken.has(slot));
  const shift = Math.floor(Math.random() * free.length);
  return [...free.slice(shift), ...free.slice(0, shift)];
}

const isSeated = ({ slot }: ReferenceClass, limit: number): boolean => slot !== undefined && slot < limit;

/** Classes from a time without a limit, or with a higher one, take places as well: else there would seem to be too many free. */
async function seat(rows: Rows, _id: string, slot: number | undefined): Promise<void> {
  if (slot === undefined) return;
  try {
    await rows.update({ _id, isArchived: false }, { $set: { slot } });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

export const overLimit = (limit: number): Failure =>
  new Failure('TIER_LIMIT', limitMessage(limit), { limit });

function limitMessage(limit: number): string {
  return limit === 0
    ? 'This tier has no reference classes of its own.'
    : `This tier has at most ${limit} reference classes of its own.`;
}

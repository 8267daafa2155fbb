import { setTimeout as delay } from 'node:timers/promises';

/** Does the work, and takes at least `ms` in all: how long the answer took does not tell what was found. */
export async function takingAtLeast<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const [result] = await Promise.all([work(), delay(ms)]);
  return result;
}

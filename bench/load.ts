/** A figure is the middle one of so many. */
export const ROUNDS = 3;

export interface Load {
  /** How often the action is run in all. */
  count: number;
  /** How many run at any time. */
  parallel: number;
}

/** Runs an action `count` times, each worker its next as soon as it has ended one; how long each took, in ms. Fails with the first that fails. */
export async function timesOf(
  { count, parallel }: Load,
  action: (n: number) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const work = async () => {
    for (let n = next++; n < count; n = next++) {
      const start = performance.now();
      await action(n);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return times;
}

/** The same load; how many were done in a second. */
export async function perSecond(load: Load, action: (n: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await timesOf(load, action);
  return load.count / ((performance.now() - start) / 1_000);
}

/** As many rounds of one thing, one after another. */
export async function inRounds<T>(round: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  while (results.length < ROUNDS) results.push(await round());
  return results;
}

/** How much a run takes: a full one is the README's, a quick one is for every day. */
export interface Extent {
  isQuick: boolean;
  /** A figure is the middle one of so many. */
  rounds: number;
  /** How long a load is kept up in each of them. */
  seconds: number;
}

export const full: Extent = { isQuick: false, rounds: 5, seconds: 4 };
export const quick: Extent = { isQuick: true, rounds: 3, seconds: 1 };

/** Each contestant once in every round, the next one first in the next round, so that a noisy neighbour weighs on all alike. */
export async function interleaved<Name extends string, T>(
  rounds: number,
  contestants: Readonly<Record<Name, () => Promise<T>>>,
): Promise<Record<Name, T[]>> {
  const names = Object.keys(contestants) as Name[];
  const results = Object.fromEntries(names.map((name): [string, T[]] => [name, []])) as Record<Name, T[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (let place = 0; place < names.length; place += 1) {
      const name = names[(round + place) % names.length];
      if (name !== undefined) results[name].push(await contestants[name]());
    }
  }
  return results;
}

/** The same after rounds that go uncounted: engines compile what is asked for again and again, the more code the longer. */
export async function interleavedWarm<Name extends string, T>(
  rounds: number,
  contestants: Readonly<Record<Name, () => Promise<T>>>,
  uncounted = 1,
): Promise<Record<Name, T[]>> {
  await interleaved(uncounted, contestants);
  return interleaved(rounds, contestants);
}

/**
 * Options of tests that hold something to a time. A machine that other work slows or stops for a moment must not decide:
 * what takes too long does so each time.
 */
export const lookedAtThrice = { retry: 2 } as const;

const mostRounds = 20;

/**
 * Processor time of a piece of work, in ms: the least of up to twenty rounds, until one stays below the bound. What the compiler, the
 * collector and a busy machine do meanwhile is not the work's.
 */
export async function leastCpuMs(belowMs: number, work: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < mostRounds && least >= belowMs; round += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

/** Of the wait after the first failure, which is 2 s: then 5 s, 15 s, 1 min, 5 min, 15 min and from there on 30 min. */
const growth = [1, 2.5, 7.5, 30, 150, 450, 900];

/** How long a mail waits after its failures so far, in ms: a fifth more or less, so that many do not come back at once. */
export function backoffMs(failures: number, firstMs: number, random: number = Math.random()): number {
  const times = growth[Math.min(failures, growth.length) - 1] ?? 1;
  return Math.round(firstMs * times * (0.8 + 0.4 * random));
}

/** The first `count` items in order, without sorting the rest: one pass over many, a few small sorts. */
export function bestOf<T>(items: readonly T[], count: number, order: (a: T, b: T) => number): T[] {
  let best: T[] = [];
  let last: T | undefined;
  for (const item of items) {
    if (last !== undefined && order(item, last) >= 0) continue;
    best.push(item);
    if (best.length < count * 4) continue;
    best = best.sort(order).slice(0, count);
    last = best.at(-1);
  }
  return best.sort(order).slice(0, count);
}

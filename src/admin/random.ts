/** A stream of numbers in [0, 1) that its seed alone decides, on any platform: mulberry32 by Tommy Ettinger, in 32-bit whole numbers. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A seed made of a seed and a label (FNV-1a over UTF-16 code units): each label has a stream of its own. */
export function seedFor(seed: number, label: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let place = 0; place < label.length; place += 1)
    hash = Math.imul(hash ^ label.charCodeAt(place), 0x01000193);
  return hash | 0;
}

import type { Entry } from './match-index.ts';

/** What variants of one owner and kind are compared by, side by side: a thousand objects all over the memory take ten times as long. */
export interface Group {
  entries: readonly Entry[];
  slots: Int32Array;
  /** Reference sizes and ranges; NaN: none. */
  sizes: Float64Array;
  from: Float64Array;
  to: Float64Array;
  units: readonly (string | null)[];
  /** −1: none. */
  tiers: Int8Array;
  mostByWords: Float64Array;
  gainByWords: Float64Array;
  /** Of one owner's, all are own or all the platform's; of those found by their words alone, either. */
  isOwn: Uint8Array;
  /** Of each own class the share of its name that was not said: a resurfacing is not just any pool. 0 for the platform's. */
  strangeness(said: Iterable<string>): Float64Array;
  /** The least and the largest reference size in a unit; ∞ and 0: none. */
  spanOf(unit: string): { low: number; high: number };
  /** 1 for those of a region. */
  inRegion(region: string): Uint8Array;
  /** Where the owner's own classes of a name stand. */
  ownByName: ReadonlyMap<string, readonly number[]>;
  /** Where the entries stand that would come first among equals, and so on. */
  inOrder(): Int32Array;
}

/** Own ones first, then by name and id, so that the order never depends on how they were loaded. */
export function byName({ class: a }: Entry, { class: b }: Entry): number {
  const own = Number(b.tenantId !== null) - Number(a.tenantId !== null);
  return own || compare(a.name, b.name) || compare(a.id, b.id);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function groupOf(entries: readonly Entry[]): Group {
  const regions = new Map<string, Uint8Array>();
  const terms = ownTermsOf(entries);
  const ownByName = new Map<string, number[]>();
  for (const [at, { class: one }] of entries.entries())
    if (one.tenantId !== null) ownByName.set(one.name, [...(ownByName.get(one.name) ?? []), at]);
  const sizes = Float64Array.from(entries, ({ size }) => size ?? Number.NaN);
  const units = entries.map(({ sizeUnit }) => sizeUnit);
  const spans = new Map<string, { low: number; high: number }>();
  let order: Int32Array | undefined;
  return {
    entries,
    ownByName,
    inOrder() {
      // Not with each change of a class: most are followed by another before anyone looks.
      order ??= Int32Array.from(
        [...entries.entries()].sort(([, one], [, other]) => byName(one, other)),
        ([at]) => at,
      );
      return order;
    },
    strangeness(said) {
      const shares = terms.counts.slice();
      for (const term of said)
        for (const at of terms.places.get(term) ?? []) shares[at] = (shares[at] ?? 0) - 1;
      for (let at = 0; at < shares.length; at += 1)
        if (shares[at] !== 0) shares[at] = (shares[at] ?? 0) / (terms.lengths[at] ?? 1);
      return shares;
    },
    spanOf(unit) {
      const known = spans.get(unit);
      if (known) return known;
      let [low, high] = [Number.POSITIVE_INFINITY, 0];
      for (let at = 0; at < sizes.length; at += 1) {
        const size = sizes[at] ?? Number.NaN;
        if (Number.isNaN(size) || units[at] !== unit) continue;
        low = Math.min(low, size);
        high = Math.max(high, size);
      }
      const span = { low, high };
      // Units are few, but a class may be given any.
      if (high > 0) spans.set(unit, span);
      return span;
    },
    inRegion(region) {
      const known = regions.get(region);
      if (known) return known;
      const found = Uint8Array.from(entries, ({ class: { regions: all } }) => Number(all.includes(region)));
      // Regions are few, but anybody may ask for one that does not exist.
      if (found.includes(1)) regions.set(region, found);
      return found;
    },
    slots: Int32Array.from(entries, ({ slot }) => slot),
    sizes,
    units,
    from: Float64Array.from(entries, ({ sizeRange }) => sizeRange?.from ?? Number.NaN),
    to: Float64Array.from(entries, ({ sizeRange }) => sizeRange?.to ?? Number.NaN),
    tiers: Int8Array.from(entries, ({ tier }) => tier ?? -1),
    mostByWords: Float64Array.from(entries, ({ words }) => words.most),
    gainByWords: Float64Array.from(entries, ({ words }) => words.gain),
    isOwn: Uint8Array.from(entries, ({ class: { tenantId } }) => Number(tenantId !== null)),
  };
}

/** How many terms only the names of own classes have, where each of them stands, and how many terms their names have in all. */
function ownTermsOf(entries: readonly Entry[]) {
  const counts = new Float64Array(entries.length);
  const lengths = new Float64Array(entries.length);
  const places = new Map<string, number[]>();
  for (const [at, { class: one, ownTerms, nameTerms }] of entries.entries()) {
    if (one.tenantId === null) continue;
    lengths[at] = nameTerms.length;
    for (const term of ownTerms) {
      counts[at] = (counts[at] ?? 0) + 1;
      const known = places.get(term);
      if (known) known.push(at);
      else places.set(term, [at]);
    }
  }
  return { counts, lengths, places };
}

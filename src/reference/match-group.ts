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
      return shares.map((count, at) => (count === 0 ? 0 : count / (entries[at]?.nameTerms.length ?? 1)));
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
    sizes: Float64Array.from(entries, ({ size }) => size ?? Number.NaN),
    from: Float64Array.from(entries, ({ sizeRange }) => sizeRange?.from ?? Number.NaN),
    to: Float64Array.from(entries, ({ sizeRange }) => sizeRange?.to ?? Number.NaN),
    units: entries.map(({ sizeUnit }) => sizeUnit),
    tiers: Int8Array.from(entries, ({ tier }) => tier ?? -1),
    mostByWords: Float64Array.from(entries, ({ words }) => words.most),
    gainByWords: Float64Array.from(entries, ({ words }) => words.gain),
    isOwn: Uint8Array.from(entries, ({ class: { tenantId } }) => Number(tenantId !== null)),
  };
}

/** How many terms only the names of own classes have, and where each of them stands. */
function ownTermsOf(entries: readonly Entry[]) {
  const counts = new Float64Array(entries.length);
  const places = new Map<string, number[]>();
  for (const [at, { class: one, ownTerms }] of entries.entries()) {
    if (one.tenantId === null) continue;
    for (const term of ownTerms) {
      counts[at] = (counts[at] ?? 0) + 1;
      const known = places.get(term);
      if (known) known.push(at);
      else places.set(term, [at]);
    }
  }
  return { counts, places };
}

import { profileOf, type VariantProfile } from './match-profile.ts';
import type { MatchableClass } from './reference-class.ts';

/** A class with what matching needs of it. */
export interface Entry extends VariantProfile {
  class: MatchableClass;
  slot: number;
}

/** The classes of one owner, found by their terms. Slots of removed classes are used again. */
export interface OwnerIndex {
  size(): number;
  has(id: string): boolean;
  upsert(added: MatchableClass): void;
  remove(id: string): boolean;
  entry(slot: number): Entry | undefined;
  /** The classes of one group: a known kind, or an owner's own category and subcategory. */
  group(name: string): readonly Entry[];
  /** Of a group the class meant when nothing tells: marked so, else the middle one by cost. */
  usual(name: string): Entry | null;
  /** In how many classes a term stands. */
  frequency(term: string): number;
  /** Adds each term's weight to the scores of the classes it stands in. */
  score(terms: readonly { term: string; weight: number }[]): Scores;
}

export interface Scores {
  of(slot: number): number;
  slots: readonly number[];
}

/** Where a term stands: slots and impacts, side by side and packed; order does not matter. */
interface Posting {
  slots: Int32Array;
  impacts: Float32Array;
  length: number;
}

const none: readonly Entry[] = [];

export function createOwnerIndex(): OwnerIndex {
  const entries: (Entry | undefined)[] = [];
  const slotOf = new Map<string, number>();
  const free: number[] = [];
  const postings = new Map<string, Posting>();
  const groups = new Map<string, Entry[]>();
  const usual = new Map<string, Entry | null>();
  let sums = new Float32Array(64);

  function upsert(added: MatchableClass): void {
    remove(added.id);
    const slot = free.pop() ?? entries.length;
    const entry = { ...profileOf(added), class: added, slot };
    entries[slot] = entry;
    slotOf.set(added.id, slot);
    for (const [term, impact] of entry.impacts) addTo(postings, term, slot, impact);
    const group = groups.get(entry.group);
    if (group) group.push(entry);
    else groups.set(entry.group, [entry]);
    usual.delete(entry.group);
  }

  function remove(id: string): boolean {
    const slot = slotOf.get(id);
    const entry = slot === undefined ? undefined : entries[slot];
    if (!entry) return false;
    for (const term of entry.impacts.keys()) removeFrom(postings, term, entry.slot);
    const group = groups.get(entry.group) ?? [];
    group.splice(group.indexOf(entry), 1);
    usual.delete(entry.group);
    entries[entry.slot] = undefined;
    slotOf.delete(id);
    free.push(entry.slot);
    return true;
  }

  function usualOf(name: string): Entry | null {
    const known = usual.get(name);
    if (known !== undefined) return known;
    const found = middleOf(groups.get(name) ?? none);
    usual.set(name, found);
    return found;
  }

  function score(terms: readonly { term: string; weight: number }[]): Scores {
    if (sums.length < entries.length) sums = new Float32Array(entries.length * 2);
    sums.fill(0, 0, entries.length);
    const slots: number[] = [];
    for (const { term, weight } of terms) {
      const posting = postings.get(term);
      for (let index = 0; posting && index < posting.length; index += 1) {
        const slot = posting.slots[index] ?? 0;
        const before = sums[slot] ?? 0;
        if (before === 0) slots.push(slot);
        sums[slot] = before + weight * (posting.impacts[index] ?? 0);
      }
    }
    return { of: (slot) => sums[slot] ?? 0, slots };
  }

  return {
    size: () => slotOf.size,
    has: (id) => slotOf.has(id),
    upsert,
    remove,
    entry: (slot) => entries[slot],
    group: (name) => groups.get(name) ?? none,
    usual: usualOf,
    frequency: (term) => postings.get(term)?.length ?? 0,
    score,
  };
}

function middleOf(entries: readonly Entry[]): Entry | null {
  const marked = entries.filter(({ usual }) => usual);
  if (marked.length === 1) return marked[0] ?? null;
  const byCost = [...(marked.length > 0 ? marked : entries)].sort((a, b) => a.cost - b.cost);
  return byCost[(byCost.length - 1) >> 1] ?? null;
}

function addTo(postings: Map<string, Posting>, term: string, slot: number, impact: number): void {
  let posting = postings.get(term);
  if (!posting) {
    posting = { slots: new Int32Array(2), impacts: new Float32Array(2), length: 0 };
    postings.set(term, posting);
  }
  if (posting.length === posting.slots.length) grow(posting);
  posting.slots[posting.length] = slot;
  posting.impacts[posting.length] = impact;
  posting.length += 1;
}

function grow(posting: Posting): void {
  const slots = new Int32Array(posting.length * 2);
  const impacts = new Float32Array(posting.length * 2);
  slots.set(posting.slots);
  impacts.set(posting.impacts);
  Object.assign(posting, { slots, impacts });
}

function removeFrom(postings: Map<string, Posting>, term: string, slot: number): void {
  const posting = postings.get(term);
  if (!posting) return;
  const index = posting.slots.subarray(0, posting.length).indexOf(slot);
  if (index < 0) return;
  posting.length -= 1;
  posting.slots[index] = posting.slots[posting.length] ?? 0;
  posting.impacts[index] = posting.impacts[posting.length] ?? 0;
  if (posting.length === 0) postings.delete(term);
}

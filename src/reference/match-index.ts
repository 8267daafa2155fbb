import { type Group, groupOf } from './match-group.ts';
import { createPostings, type Scores } from './match-postings.ts';
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
  upsert(added: MatchableClass): void;
  remove(id: string): boolean;
  entry(slot: number): Entry | undefined;
  /** The classes of one group: a known kind, or an owner's own category and subcategory. */
  group(name: string): Group;
  /** Of a group the class meant when nothing tells: marked so, else the middle one by cost. */
  usual(name: string): Entry | null;
  /** In how many classes a term stands. */
  frequency(term: string): number;
  /** Adds each term's weight to the scores of the classes it stands in. */
  score(terms: readonly { term: string; weight: number }[]): Scores;
}

const none: readonly Entry[] = [];
const empty = groupOf(none);

export function createOwnerIndex(): OwnerIndex {
  const entries: (Entry | undefined)[] = [];
  const slotOf = new Map<string, number>();
  const free: number[] = [];
  const postings = createPostings();
  const groups = new Map<string, Entry[]>();
  const usual = new Map<string, Entry | null>();
  const tables = new Map<string, Group>();

  function upsert(added: MatchableClass): void {
    remove(added.id);
    const slot = free.pop() ?? entries.length;
    const entry = { ...profileOf(added), class: added, slot };
    entries[slot] = entry;
    slotOf.set(added.id, slot);
    postings.add(slot, entry.impacts);
    const group = groups.get(entry.group);
    if (group) group.push(entry);
    else groups.set(entry.group, [entry]);
    forget(entry.group);
  }

  /** What was worked out of a group that has changed. */
  function forget(group: string): void {
    usual.delete(group);
    tables.delete(group);
  }

  function remove(id: string): boolean {
    const slot = slotOf.get(id);
    const entry = slot === undefined ? undefined : entries[slot];
    if (!entry) return false;
    postings.remove(entry.slot, entry.impacts);
    const group = groups.get(entry.group) ?? [];
    group.splice(group.indexOf(entry), 1);
    forget(entry.group);
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

  function tableOf(name: string): Group {
    const known = tables.get(name);
    if (known) return known;
    const found = groups.get(name);
    if (!found) return empty;
    const table = groupOf(found);
    tables.set(name, table);
    return table;
  }

  return {
    size: () => slotOf.size,
    upsert,
    remove,
    entry: (slot) => entries[slot],
    group: tableOf,
    usual: usualOf,
    frequency: postings.frequency,
    score: (terms) => postings.score(terms, entries.length),
  };
}

function middleOf(entries: readonly Entry[]): Entry | null {
  const marked = entries.filter(({ usual }) => usual);
  if (marked.length === 1) return marked[0] ?? null;
  const byCost = [...(marked.length > 0 ? marked : entries)].sort((a, b) => a.cost - b.cost);
  return byCost[(byCost.length - 1) >> 1] ?? null;
}

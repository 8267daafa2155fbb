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

/** Terms and where they stand, packed into typed arrays: a search walks them without allocating. */
export interface Postings {
  add(slot: number, impacts: ReadonlyMap<string, number>): void;
  remove(slot: number, impacts: ReadonlyMap<string, number>): void;
  /** In how many slots a term stands. */
  frequency(term: string): number;
  /** Adds each term's weight to the scores of the slots below `slots` it stands in; valid until the next call. */
  score(terms: readonly { term: string; weight: number }[], slots: number): Scores;
}

export function createPostings(): Postings {
  const postings = new Map<string, Posting>();
  let sums = new Float32Array(64);

  function score(terms: readonly { term: string; weight: number }[], count: number): Scores {
    if (sums.length < count) sums = new Float32Array(count * 2);
    sums.fill(0, 0, count);
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
    add: (slot, impacts) =>
      impacts.forEach((impact, term) => {
        addTo(postings, term, slot, impact);
      }),
    remove: (slot, impacts) =>
      impacts.forEach((_, term) => {
        removeFrom(postings, term, slot);
      }),
    frequency: (term) => postings.get(term)?.length ?? 0,
    score,
  };
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

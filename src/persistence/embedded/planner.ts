import { type Bounds, boundsOf, type FieldBounds, type Limit } from './bounds.ts';
import type { Collection } from './catalog.ts';
import { isSame } from './compare.ts';
import { CommandFailure } from './failure.ts';
import { CLIPPED_BYTES, directed, type IndexField } from './index-keys.ts';
import type { Index } from './index-spec.ts';
import type { SortSpec } from './sort-keys.ts';
import { after, type KeyRange, numberPrefix } from './store.ts';
import { typeOrderOf, valueKey } from './value-keys.ts';
import { type Doc, isDoc, promoteDoc } from './values.ts';

/** How to find candidates: ranges of one index, in order; without an index, all documents. */
export interface Plan {
  index: Index | null;
  ranges: readonly KeyRange[];
  isReverse: boolean;
  /** Whether the candidates come in the order asked for. */
  isSorted: boolean;
}

/** Most ranges that combinations of `$in` lists may make of one index. */
export const MAX_RANGES = 1_000;

/** Plans whose candidates together hold every match of the filter (promoted), which must still be applied to each of them. */
export function choosePlans(
  collection: Collection,
  filter: Doc,
  sort: SortSpec,
  hint?: unknown,
): { plans: Plan[]; isSorted: boolean } {
  const plan = choosePlan(collection, filter, sort, hint);
  const { $or: branches, ...rest } = filter;
  if (plan.index === null && Array.isArray(branches)) {
    const plans = branches.map((branch) => choosePlan(collection, { $and: [rest, branch] }, []));
    if (plans.every(({ index }) => index !== null)) return { plans, isSorted: sort.length === 0 };
  }
  return { plans: [plan], isSorted: plan.isSorted };
}

/** Chooses the index that leaves least to look through. */
function choosePlan(collection: Collection, filter: Doc, sort: SortSpec, hint?: unknown): Plan {
  const bounds = boundsOf(filter);
  const hinted = hint === undefined ? null : findHinted(collection, hint);
  const indexes = hinted ? [hinted] : collection.indexes.filter((index) => index.isReady);
  let best: { plan: Plan; score: number } | null = null;
  for (const index of indexes) {
    if (!covers(index, bounds, filter)) continue;
    const candidate = planWith(index, bounds, sort);
    const isWorthwhile = candidate.score > (best?.score ?? 0) || hinted !== null;
    if (isWorthwhile) best = candidate;
  }
  return best?.plan ?? { index: null, ranges: [], isReverse: false, isSorted: sort.length === 0 };
}

function findHinted(collection: Collection, hint: unknown): Index | null {
  if (isDoc(hint) && '$natural' in hint) return null;
  const wanted = isDoc(hint) ? JSON.stringify(promoteDoc(hint)) : null;
  const isWanted = ({ spec }: Index) => (wanted ? JSON.stringify(spec.key) === wanted : spec.name === hint);
  const index = collection.indexes.find(isWanted);
  if (!index) throw new CommandFailure('BadValue', 'hint provided does not correspond to an existing index');
  return index;
}

/** Whether every match of the filter is in the index. */
function covers(index: Index, bounds: Bounds, filter: Doc): boolean {
  const { sparse, partialFilterExpression } = index.spec;
  if (partialFilterExpression) return implies(filter, promoteDoc(partialFilterExpression), index);
  if (!sparse) return true;
  return index.fields.some(({ name }) => demandsPresence(bounds.get(name)));
}

function demandsPresence(bounds: FieldBounds | undefined): boolean {
  if (bounds?.equals) return bounds.equals.every((value) => value !== null && value !== undefined);
  return bounds?.lower !== undefined || bounds?.upper !== undefined;
}

/** Holds if each condition of the partial index follows from the filter: literally, or from the value that the filter demands. */
function implies(filter: Doc, partial: Doc, index: Index): boolean {
  const demanded = conditionsOf(filter);
  const bounds = boundsOf(filter);
  return Object.entries(partial).every(([name, condition]) => {
    if (demanded.some(([field, demand]) => field === name && isSame(demand, condition))) return true;
    const values = bounds.get(name)?.equals;
    if (!values || name.startsWith('$') || name.includes('.') || !index.admits) return false;
    const rest = Object.fromEntries(Object.entries(partial).filter(([other]) => other !== name));
    return values.every((value) => index.admits?.({ ...witness(rest, bounds), [name]: value }) === true);
  });
}

/** The conditions that every match meets: the top level and what `$and` joins to it. */
function conditionsOf(filter: Doc): [string, unknown][] {
  return Object.entries(filter).flatMap(([key, condition]) =>
    key === '$and' && Array.isArray(condition)
      ? condition.flatMap((clause) => conditionsOf(clause as Doc))
      : [[key, condition]],
  );
}

/** A document with the values that the filter demands of the other fields of a partial index. */
function witness(partial: Doc, bounds: Bounds): Doc {
  return Object.fromEntries(Object.keys(partial).map((name) => [name, bounds.get(name)?.equals?.[0]]));
}

function planWith(index: Index, bounds: Bounds, sort: SortSpec): { plan: Plan; score: number } {
  let prefixes = [numberPrefix(index.id)];
  let used = 0;
  for (const field of index.fields) {
    const equals = bounds.get(field.name)?.equals;
    if (!equals || prefixes.length * equals.length > MAX_RANGES) break;
    const keys = equals.map((value) => directed(valueKey(value), field.direction)).sort(Buffer.compare);
    prefixes = prefixes.flatMap((prefix) => keys.map((key) => Buffer.concat([prefix, key])));
    used++;
  }
  const next = index.fields[used];
  const limits = next && limitsOf(bounds.get(next.name), index, next);
  const ranges = prefixes.map((prefix) =>
    next && limits ? between(prefix, limits, next) : clippedRange(prefix, prefix),
  );
  const order = orderOf(index, bounds, used, sort, ranges.length);
  const isUnique = index.spec.unique === true && used === index.fields.length;
  const score = used * 10 + (limits ? 5 : 0) + (sort.length > 0 && order ? 12 : 0) + (isUnique ? 50 : 0);
  return { plan: { index, ranges, isReverse: order === 'reverse', isSorted: order !== null }, score };
}

function limitsOf(bounds: FieldBounds | undefined, index: Index, field: IndexField): FieldBounds | null {
  const { lower, upper } = bounds ?? {};
  if (!lower && !upper) return null;
  if (!lower || !upper) return bounds ?? null;
  // Two elements of an array may each satisfy one side; and limits of two types leave nothing to one range.
  const isOneRange =
    !index.arrayFields.has(field.name) && typeOrderOf(lower.value) === typeOrderOf(upper.value);
  return isOneRange ? { lower, upper } : { lower };
}

export function between(prefix: Buffer, { lower, upper }: FieldBounds, { direction }: IndexField): KeyRange {
  const keyOf = ({ value }: Limit) => Buffer.concat([prefix, directed(valueKey(value), direction)]);
  const type = typeOrderOf((lower ?? upper)?.value);
  const wholeType = Buffer.concat([prefix, directed(Buffer.from([type]), direction)]);
  const [first, last] = direction === 1 ? [lower, upper] : [upper, lower];
  const start = first ? (first.isInclusive ? keyOf(first) : after(keyOf(first))) : wholeType;
  const end = last ? (last.isInclusive ? after(keyOf(last)) : keyOf(last)) : after(wholeType);
  return start.length > CLIPPED_BYTES || end.length > CLIPPED_BYTES
    ? clippedRange(start, end)
    : { start, end };
}

/** Long keys stand in the index shortened: look at all that share their beginning. */
export function clippedRange(start: Buffer, end: Buffer): KeyRange {
  return { start: start.subarray(0, CLIPPED_BYTES), end: after(end.subarray(0, CLIPPED_BYTES)) };
}

/** The direction in which the index gives the order asked for; null if it does not. `used` fields are bound to values. */
function orderOf(
  index: Index,
  bounds: Bounds,
  used: number,
  sort: SortSpec,
  rangeCount: number,
): 'forward' | 'reverse' | null {
  if (sort.length === 0) return 'forward';
  const isConstant = (name: string) => {
    const at = index.fields.findIndex((field) => field.name === name);
    return at >= 0 && at < used && bounds.get(name)?.equals?.length === 1 && !index.arrayFields.has(name);
  };
  const open = sort.filter(({ name }) => !isConstant(name));
  const rest = index.fields.slice(used);
  const turn = open[0] && rest[0] ? open[0].direction * rest[0].direction : 1;
  const isInOrder = open.every(({ name, direction }, at) => {
    const field = rest[at];
    return field?.name === name && field.direction * turn === direction && !index.arrayFields.has(name);
  });
  if (!isInOrder || (rangeCount > 1 && open.length > 0)) return null;
  return turn === 1 ? 'forward' : 'reverse';
}

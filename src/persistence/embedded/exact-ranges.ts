import { ObjectId } from 'bson';
import { boundsOf, type FieldBounds } from './bounds.ts';
import type { Collection } from './catalog.ts';
import { CLIPPED_BYTES, directed, type IndexField } from './index-keys.ts';
import type { Index } from './index-spec.ts';
import { between, clippedRange, MAX_RANGES } from './planner.ts';
import { type KeyRange, numberPrefix } from './store.ts';
import { valueKey } from './value-keys.ts';
import { type Doc, isDoc } from './values.ts';

/** What a filter demands, where the keys of an index alone can tell: one of some plain values each of some fields, and a span of one other. */
interface Demands {
  values: ReadonlyMap<string, readonly PlainValue[]>;
  span: { name: string; limits: FieldBounds } | null;
}

type PlainValue = string | ObjectId;

/**
 * The parts of an index that hold the filter's matches and nothing else, so that counting their keys counts them; null where documents
 * have to be looked at. For filters that demand plain texts or ids of each field, and of one more, at most, a span of time or texts.
 */
export function exactRanges(collection: Collection, filter: Doc): readonly KeyRange[] | null {
  const demands = demandsOf(filter);
  if (!demands) return null;
  for (const index of collection.indexes) {
    const { sparse, partialFilterExpression } = index.spec;
    if (!index.isReady || sparse || partialFilterExpression || index.arrayFields.size > 0) continue;
    const ranges = rangesIn(index, demands);
    if (ranges) return ranges;
  }
  return null;
}

function demandsOf(filter: Doc): Demands | null {
  const values = new Map<string, readonly PlainValue[]>();
  let span: Demands['span'] = null;
  for (const [name, demand] of Object.entries(filter)) {
    const plain = plainDemand(demand);
    const limits = plain === null ? spanDemand(name, demand) : null;
    if (plain !== null) values.set(name, plain);
    else if (limits && !span) span = { name, limits };
    else return null;
  }
  return { values, span };
}

function rangesIn(index: Index, { values, span }: Demands): readonly KeyRange[] | null {
  const fields = index.fields.slice(0, values.size);
  if (fields.length < values.size || !fields.every(({ name }) => values.has(name))) return null;
  const prefixes = prefixesOf(index, fields, values);
  if (!prefixes) return null;
  if (!span) {
    const areWhole = prefixes.every((prefix) => prefix.length <= CLIPPED_BYTES);
    return areWhole ? prefixes.map((prefix) => clippedRange(prefix, prefix)) : null;
  }
  const next = index.fields[values.size];
  if (next?.name !== span.name) return null;
  const { limits } = span;
  const ranges = prefixes.map((prefix) => between(prefix, limits, next));
  // A limit as long as keys are kept may be one that was shortened.
  return ranges.every(({ start, end }) => Math.max(start.length, end.length) < CLIPPED_BYTES) ? ranges : null;
}

/** Where the entries of each combination of the values begin, in the planner's order; null: they are too many. */
function prefixesOf(
  index: Index,
  fields: readonly IndexField[],
  values: Demands['values'],
): readonly Buffer[] | null {
  let prefixes = [numberPrefix(index.id)];
  for (const { name, direction } of fields) {
    const wanted = values.get(name) ?? [];
    if (prefixes.length * wanted.length > MAX_RANGES) return null;
    const keys = wanted.map((value) => directed(valueKey(value), direction)).sort(Buffer.compare);
    prefixes = prefixes.flatMap((prefix) => keys.map((key) => Buffer.concat([prefix, key])));
  }
  return prefixes;
}

/** The texts or ids of which a condition demands one; null if it demands anything else. */
function plainDemand(demand: unknown): readonly PlainValue[] | null {
  const operator = isDoc(demand) ? Object.keys(demand).join() : '';
  if (isDoc(demand) && operator === '$in' && Array.isArray(demand.$in)) {
    const listed: unknown[] = demand.$in;
    // What is listed twice is found twice.
    return listed.every(isPlain) && new Set(listed.map(String)).size === listed.length ? listed : null;
  }
  const value = isDoc(demand) && operator === '$eq' ? demand.$eq : demand;
  return isPlain(value) ? [value] : null;
}

const isPlain = (value: unknown): value is PlainValue =>
  typeof value === 'string' || value instanceof ObjectId;

const lowerLimits = new Set(['$gt', '$gte']);
const upperLimits = new Set(['$lt', '$lte']);

/** From where on, and up to where if the condition says so; null if it demands anything else. */
function spanDemand(name: string, demand: unknown): FieldBounds | null {
  if (name.startsWith('$') || !isDoc(demand)) return null;
  const operators = Object.keys(demand);
  const lowers = operators.filter((operator) => lowerLimits.has(operator));
  const uppers = operators.filter((operator) => upperLimits.has(operator));
  const isSpan =
    lowers.length === 1 && uppers.length <= 1 && operators.length === lowers.length + uppers.length;
  const limits = Object.values(demand);
  const areTimes = limits.every((value) => value instanceof Date && !Number.isNaN(value.getTime()));
  const areTexts = limits.every((value) => typeof value === 'string');
  return isSpan && (areTimes || areTexts) ? (boundsOf({ [name]: demand }).get(name) ?? null) : null;
}

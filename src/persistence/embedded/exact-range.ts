import { ObjectId } from 'bson';
import { boundsOf, type FieldBounds } from './bounds.ts';
import type { Collection } from './catalog.ts';
import { CLIPPED_BYTES, directed } from './index-keys.ts';
import type { Index } from './index-spec.ts';
import { between, clippedRange } from './planner.ts';
import { type KeyRange, numberPrefix } from './store.ts';
import { valueKey } from './value-keys.ts';
import { type Doc, isDoc } from './values.ts';

/** What a filter demands, where the keys of an index alone can tell: a plain value each of some fields, and a span of time of one other. */
interface Demands {
  values: ReadonlyMap<string, string | ObjectId>;
  time: { name: string; limits: FieldBounds } | null;
}

/**
 * The part of an index that holds the filter's matches and nothing else, so that counting its keys counts them; null where documents
 * have to be looked at. For filters that demand one plain text or id of each field, and of one more, at most, a span of time.
 */
export function exactRange(collection: Collection, filter: Doc): KeyRange | null {
  const demands = demandsOf(filter);
  if (!demands) return null;
  for (const index of collection.indexes) {
    const { sparse, partialFilterExpression } = index.spec;
    if (!index.isReady || sparse || partialFilterExpression || index.arrayFields.size > 0) continue;
    const range = rangeIn(index, demands);
    if (range) return range;
  }
  return null;
}

function demandsOf(filter: Doc): Demands | null {
  const values = new Map<string, string | ObjectId>();
  let time: Demands['time'] = null;
  for (const [name, demand] of Object.entries(filter)) {
    const value = plainDemand(demand);
    const limits = value === null ? timeDemand(name, demand) : null;
    if (value !== null) values.set(name, value);
    else if (limits && !time) time = { name, limits };
    else return null;
  }
  return { values, time };
}

function rangeIn(index: Index, { values, time }: Demands): KeyRange | null {
  const fields = index.fields.slice(0, values.size);
  if (fields.length < values.size || !fields.every(({ name }) => values.has(name))) return null;
  const keys = fields.map(({ name, direction }) => directed(valueKey(values.get(name)), direction));
  const prefix = Buffer.concat([numberPrefix(index.id), ...keys]);
  if (!time) return prefix.length <= CLIPPED_BYTES ? clippedRange(prefix, prefix) : null;
  const next = index.fields[values.size];
  if (next?.name !== time.name) return null;
  const range = between(prefix, time.limits, next);
  // A limit as long as keys are kept may be one that was shortened.
  return Math.max(range.start.length, range.end.length) < CLIPPED_BYTES ? range : null;
}

/** The text or id that a condition demands; null if it demands anything else. */
function plainDemand(demand: unknown): string | ObjectId | null {
  const value = isDoc(demand) && Object.keys(demand).join() === '$eq' ? demand.$eq : demand;
  return typeof value === 'string' || value instanceof ObjectId ? value : null;
}

const lowerLimits = new Set(['$gt', '$gte']);
const upperLimits = new Set(['$lt', '$lte']);

/** From when on, and until when if the condition says so; null if it demands anything else. */
function timeDemand(name: string, demand: unknown): FieldBounds | null {
  if (name.startsWith('$') || !isDoc(demand)) return null;
  const operators = Object.keys(demand);
  const lowers = operators.filter((operator) => lowerLimits.has(operator));
  const uppers = operators.filter((operator) => upperLimits.has(operator));
  const isSpan =
    lowers.length === 1 && uppers.length <= 1 && operators.length === lowers.length + uppers.length;
  const areTimes = Object.values(demand).every(
    (value) => value instanceof Date && !Number.isNaN(value.getTime()),
  );
  return isSpan && areTimes ? (boundsOf({ [name]: demand }).get(name) ?? null) : null;
}

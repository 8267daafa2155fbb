import { isSame } from './compare.ts';
import { type Doc, isDoc } from './values.ts';

export interface Limit {
  value: unknown;
  isInclusive: boolean;
}

/** What a filter demands of one field, as far as an index can help. */
export interface FieldBounds {
  /** The value must be (or, in an array, contain) one of these. */
  equals?: readonly unknown[];
  lower?: Limit;
  upper?: Limit;
}

export type Bounds = Map<string, FieldBounds>;

/** Reads the conditions that every match meets: the top level and what `$and` joins to it. Filters must be promoted. */
export function boundsOf(filter: Doc): Bounds {
  const bounds: Bounds = new Map();
  collect(filter, bounds);
  return bounds;
}

function collect(filter: Doc, bounds: Bounds): void {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition))
      for (const clause of condition) collect(clause as Doc, bounds);
    if (!key.startsWith('$')) bounds.set(key, narrow(bounds.get(key) ?? {}, condition));
  }
}

function narrow(known: FieldBounds, condition: unknown): FieldBounds {
  const isOperators = isDoc(condition) && Object.keys(condition).some((key) => key.startsWith('$'));
  if (!isOperators) return narrowTo(known, [condition]);
  let bounds = known;
  for (const [operator, operand] of Object.entries(condition)) bounds = apply(bounds, operator, operand);
  return bounds;
}

function apply(bounds: FieldBounds, operator: string, operand: unknown): FieldBounds {
  if (operator === '$eq') return narrowTo(bounds, [operand]);
  if (operator === '$in' && Array.isArray(operand)) return narrowTo(bounds, operand);
  const isComparable =
    isIndexable(operand) && operand !== null && operand !== undefined && !Number.isNaN(operand);
  if (!isComparable) return bounds;
  if (operator === '$gt') return { ...bounds, lower: { value: operand, isInclusive: false } };
  if (operator === '$gte') return { ...bounds, lower: { value: operand, isInclusive: true } };
  if (operator === '$lt') return { ...bounds, upper: { value: operand, isInclusive: false } };
  if (operator === '$lte') return { ...bounds, upper: { value: operand, isInclusive: true } };
  return bounds;
}

function narrowTo(bounds: FieldBounds, values: readonly unknown[]): FieldBounds {
  const isUseful =
    values.every(isIndexable) && (bounds.equals === undefined || values.length < bounds.equals.length);
  if (!isUseful) return bounds;
  const distinct = values.filter((value, at) => values.findIndex((other) => isSame(other, value)) === at);
  return { ...bounds, equals: distinct };
}

/** Arrays match as a whole or by element, and patterns by search: neither is one place in an index. */
function isIndexable(value: unknown): boolean {
  return !Array.isArray(value) && !(value instanceof RegExp);
}

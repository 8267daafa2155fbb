import { CommandFailure } from './failure.ts';
import { compileFilter, type Predicate } from './filter.ts';
import type { Direction, IndexField } from './index-keys.ts';
import { type Doc, encode, isDoc, isTrue, promoteDoc, toNumber } from './values.ts';

/** An index as the client described it and as it is stored. */
export interface IndexSpec {
  name: string;
  key: Record<string, Direction>;
  unique?: true;
  sparse?: true;
  partialFilterExpression?: Doc;
  /** Time to live after the date in the field. */
  expireAfterSeconds?: number;
}

/** An index as the rest of the server uses it. */
export interface Index {
  id: number;
  spec: IndexSpec;
  fields: readonly IndexField[];
  /** Whether a document belongs into a partial index. */
  admits: Predicate | null;
  /** Fields that were an array in some document; such an index cannot give an order, nor close a range on both sides. */
  arrayFields: Set<string>;
  /** False until the commit that filled it is visible; writers keep it up to date, readers leave it alone. */
  isReady: boolean;
}

export const ID_INDEX: IndexSpec = { name: '_id_', key: { _id: 1 }, unique: true };

const known = new Set([
  'v',
  'ns',
  'name',
  'key',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
]);
const MAX_EXPIRY_S = 2 ** 31 - 1;

/** Checks one element of createIndexes' `indexes`. */
export function toIndexSpec(input: Doc): IndexSpec {
  const { key, name } = input;
  if (!isDoc(key) || Object.keys(key).length === 0) {
    throw new CommandFailure('CannotCreateIndex', 'Index keys cannot be an empty object');
  }
  refuseUnsupported(input);
  const fields = Object.fromEntries(
    Object.entries(key).map(([field, direction]) => [field, toDirection(field, direction)]),
  );
  const spec: IndexSpec = {
    name: typeof name === 'string' && name !== '' ? name : defaultName(fields),
    key: fields,
  };
  if (isTrue(input.unique)) spec.unique = true;
  if (isTrue(input.sparse)) spec.sparse = true;
  if (input.expireAfterSeconds !== undefined)
    spec.expireAfterSeconds = toExpiry(input.expireAfterSeconds, fields);
  if (input.partialFilterExpression !== undefined) {
    if (!isDoc(input.partialFilterExpression)) {
      throw new CommandFailure('TypeMismatch', 'partialFilterExpression must be an object');
    }
    if (spec.sparse)
      throw new CommandFailure(
        'CannotCreateIndex',
        'cannot mix "partialFilterExpression" and "sparse" options',
      );
    spec.partialFilterExpression = input.partialFilterExpression;
    compileFilter(promoteDoc(spec.partialFilterExpression));
  }
  return spec;
}

function refuseUnsupported(input: Doc): void {
  const collation = input.collation;
  const isSimple = collation === undefined || (isDoc(collation) && collation.locale === 'simple');
  if (!isSimple)
    throw new CommandFailure('CannotCreateIndex', 'collations other than simple are not supported');
  const unknown = Object.keys(input).find((option) => !known.has(option) && option !== 'collation');
  if (unknown === undefined) return;
  const message = `The field '${unknown}' is not valid for an index specification`;
  throw new CommandFailure('InvalidIndexSpecificationOption', message);
}

function toDirection(field: string, direction: unknown): Direction {
  if (typeof direction === 'string') {
    throw new CommandFailure('CannotCreateIndex', `index type '${direction}' of '${field}' is not supported`);
  }
  if (
    field === '' ||
    field.includes('$**') ||
    field.split('.').some((part) => part === '' || part.startsWith('$'))
  ) {
    throw new CommandFailure('CannotCreateIndex', `'${field}' cannot be indexed`);
  }
  const sign = Math.sign(toNumber(direction));
  if (sign !== 1 && sign !== -1)
    throw new CommandFailure('CannotCreateIndex', 'Values in the index key pattern cannot be 0.');
  return sign;
}

function toExpiry(input: unknown, fields: Record<string, Direction>): number {
  const seconds = toNumber(input);
  const isValid = seconds >= 0 && seconds <= MAX_EXPIRY_S;
  if (!isValid)
    throw new CommandFailure(
      'CannotCreateIndex',
      'TTL index expireAfterSeconds must be within 0 and 2147483647',
    );
  const [field] = Object.keys(fields);
  if (Object.keys(fields).length > 1 || field === '_id') {
    throw new CommandFailure('CannotCreateIndex', 'TTL indexes are single-field indexes and not on _id');
  }
  return seconds;
}

function defaultName(key: Record<string, Direction>): string {
  return Object.entries(key).flat().join('_');
}

export function toIndex(id: number, spec: IndexSpec, arrayFields: string[], isReady: boolean): Index {
  const fields = Object.entries(spec.key).map(([name, direction]) => ({
    name,
    path: name.split('.'),
    direction,
  }));
  const partial = spec.partialFilterExpression;
  return {
    id,
    spec,
    fields,
    admits: partial ? compileFilter(promoteDoc(partial)) : null,
    arrayFields: new Set(arrayFields),
    isReady,
  };
}

/** Whether `wanted` may take the place of an index already there: true if it is the same, false if it is another one. */
export function isSameIndex(present: IndexSpec, wanted: IndexSpec): boolean {
  const isSameKey = hasSameKey(present, wanted);
  if (isSameKey && present.name === wanted.name && hasSameOptions(present, wanted)) return true;
  if (present.name === wanted.name) {
    const message = `An existing index has the same name as the requested index. Requested index: ${wanted.name}`;
    throw new CommandFailure('IndexKeySpecsConflict', message);
  }
  if (isSameKey && isSameFilter(present, wanted)) {
    throw new CommandFailure(
      'IndexOptionsConflict',
      `Index already exists with a different name: ${present.name}`,
    );
  }
  return false;
}

function hasSameKey(a: IndexSpec, b: IndexSpec): boolean {
  return JSON.stringify(a.key) === JSON.stringify(b.key);
}

function hasSameOptions(a: IndexSpec, b: IndexSpec): boolean {
  const isSameFlags = a.unique === b.unique && a.sparse === b.sparse;
  return isSameFlags && a.expireAfterSeconds === b.expireAfterSeconds && isSameFilter(a, b);
}

function isSameFilter(a: IndexSpec, b: IndexSpec): boolean {
  return encode(a.partialFilterExpression ?? {}).equals(encode(b.partialFilterExpression ?? {}));
}

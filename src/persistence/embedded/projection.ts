import { CommandFailure } from './failure.ts';
import { compileFilter, evaluate } from './filter.ts';
import { matchedPosition } from './update-paths.ts';
import { type Doc, isDoc, isNumeric, isTrue, promoteDoc, toNumber } from './values.ts';

/** Shapes a document that was found. */
export type Projection = (doc: Doc) => Doc;

interface Tree extends Map<string, Tree | null> {}
/** Fills a computed field of the result from the whole document. */
type Fill = (result: Doc, doc: Doc) => void;

/** Compiles the projection of find and findAndModify; null if documents stay as they are. `filter` is promoted. */
export function compileProjection(spec: Doc, filter: Doc): Projection | null {
  if (Object.keys(spec).length === 0) return null;
  const included: Tree = new Map();
  const excluded: Tree = new Map();
  const fills: Fill[] = [];
  for (const [path, value] of Object.entries(spec)) {
    if (path.endsWith('.$')) {
      plant(included, path.slice(0, -2));
      fills.push(positional(path.slice(0, -2), filter));
    } else if (isDoc(value) || typeof value === 'string') {
      fills.push(toFill(path, value, included));
    } else {
      plant(isFlag(value) ? included : excluded, path);
    }
  }
  return compose(included, excluded, fills, spec);
}

function isFlag(value: unknown): boolean {
  if (typeof value === 'boolean' || isNumeric(value)) return isTrue(value);
  throw new CommandFailure('BadValue', 'a projection takes 0, 1, true, false or an expression');
}

function compose(included: Tree, excluded: Tree, fills: readonly Fill[], spec: Doc): Projection {
  const isOnlySlices = Object.values(spec).every((value) => !isDoc(value) || '$slice' in value);
  const isInclusive = included.size > 0 || (fills.length > 0 && !isOnlySlices);
  const dropsId = excluded.has('_id');
  if (isInclusive && [...excluded.keys()].some((field) => field !== '_id')) {
    throw new CommandFailure('Location31254', 'Cannot do exclusion in inclusion projection');
  }
  if (isInclusive && !dropsId) included.set('_id', null);
  return (doc) => {
    const result = isInclusive ? include(doc, included) : exclude(doc, excluded);
    for (const fill of fills) fill(result, doc);
    return result;
  };
}

function plant(tree: Tree, path: string): void {
  const [name = '', ...rest] = path.split('.');
  const present = tree.get(name);
  if (rest.length === 0) {
    if (present) throw new CommandFailure('Location31250', `Path collision at ${path}`);
    tree.set(name, null);
    return;
  }
  if (present === null) throw new CommandFailure('Location31249', `Path collision at ${path}`);
  const inner: Tree = present ?? new Map();
  tree.set(name, inner);
  plant(inner, rest.join('.'));
}

function include(doc: Doc, tree: Tree): Doc {
  const result: Doc = {};
  for (const [key, value] of Object.entries(doc)) {
    const inner = tree.get(key);
    if (inner === null) result[key] = value;
    else if (inner && isContainer(value)) result[key] = within(value, (part) => include(part, inner), true);
  }
  return result;
}

function exclude(doc: Doc, tree: Tree): Doc {
  const result: Doc = {};
  for (const [key, value] of Object.entries(doc)) {
    const inner = tree.get(key);
    if (inner === undefined) result[key] = value;
    else if (inner) result[key] = within(value, (part) => exclude(part, inner), false);
  }
  return result;
}

function isContainer(value: unknown): boolean {
  return isDoc(value) || Array.isArray(value);
}

/** Shapes the documents in a value; an inclusion drops everything else from arrays. */
function within(value: unknown, shape: (doc: Doc) => Doc, dropsRest: boolean): unknown {
  if (isDoc(value)) return shape(value);
  if (!Array.isArray(value)) return value;
  return value
    .filter((item) => !dropsRest || isContainer(item))
    .map((item) => within(item, shape, dropsRest));
}

function toFill(path: string, value: Doc | string, included: Tree): Fill {
  const isSlice = isDoc(value) && '$slice' in value && !isExpressionSlice(value.$slice);
  if (isSlice) return slice(path, value.$slice);
  if (isDoc(value) && '$elemMatch' in value) return elemMatch(path, value.$elemMatch);
  if (isDoc(value) && !Object.keys(value)[0]?.startsWith('$')) {
    for (const [name, inner] of Object.entries(value)) {
      if (!isFlag(inner))
        throw new CommandFailure('Location31253', 'Cannot do inclusion in exclusion projection');
      plant(included, `${path}.${name}`);
    }
    return () => undefined;
  }
  const expression = isDoc(value) ? promoteDoc(value) : value;
  return (result, doc) => assign(result, path, evaluate(expression, promoteDoc(doc)));
}

function isExpressionSlice(operand: unknown): boolean {
  return Array.isArray(operand) && !operand.every(isNumeric);
}

function slice(path: string, operand: unknown): Fill {
  const [skip, count] = Array.isArray(operand)
    ? operand.map((item) => toNumber(item))
    : [undefined, toNumber(operand)];
  const cut = (array: unknown[]): unknown[] => {
    if (count === undefined) return array;
    if (skip === undefined) return count < 0 ? array.slice(count) : array.slice(0, count);
    const start = skip < 0 ? Math.max(array.length + skip, 0) : skip;
    return array.slice(start, start + count);
  };
  return (result, doc) => {
    const array = read(doc, path);
    if (Array.isArray(array)) assign(result, path, cut(array));
  };
}

function elemMatch(path: string, condition: unknown): Fill {
  const conditions = isDoc(condition) ? promoteDoc(condition) : {};
  const matches = compileFilter({ list: { $elemMatch: conditions } });
  return (result, doc) => {
    const array = read(doc, path);
    const first = Array.isArray(array)
      ? array.find((element: unknown) => matches({ list: [element] }))
      : undefined;
    if (first !== undefined) assign(result, path, [first]);
  };
}

function positional(path: string, filter: Doc): Fill {
  return (result, doc) => {
    const array = read(doc, path);
    if (Array.isArray(array)) assign(result, path, [array[matchedPosition(array, path.split('.'), filter)]]);
  };
}

function read(doc: Doc, path: string): unknown {
  return path.split('.').reduce<unknown>((node, part) => (isDoc(node) ? node[part] : undefined), doc);
}

function assign(result: Doc, path: string, value: unknown): void {
  if (value === undefined) return;
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    result[name] = value;
    return;
  }
  const inner = isDoc(result[name]) ? { ...(result[name] as Doc) } : {};
  result[name] = inner;
  assign(inner, rest.join('.'), value);
}

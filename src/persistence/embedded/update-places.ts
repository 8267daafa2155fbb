import { CommandFailure } from './failure.ts';
import { isArrayIndex } from './paths.ts';
import { type Doc, isDoc } from './values.ts';

/** A place in a document that an operator changes. */
export interface Place {
  path: readonly string[];
  get(): unknown;
  /** Creates the documents on the way; throws PathNotViable where something else stands in it. */
  set(value: unknown): void;
  unset(): void;
  /** Throws PathNotViable if a value stands in the way that the path cannot lead through. */
  refuseBlocked(): void;
  /** Whether the place is within an array. */
  isInArray(): boolean;
}

/** The place at a path of fields and positions. */
export function toPlace(doc: Doc, path: readonly string[]): Place {
  const parents = path.slice(0, -1);
  const key = path.at(-1) ?? '';
  const parentOf = () => parents.reduce<unknown>((inner, part) => child(inner, part), doc);
  const containers = () => path.map((_, depth) => path.slice(0, depth).reduce<unknown>(child, doc));
  return {
    path,
    get: () => child(parentOf(), key),
    set: (value) =>
      put(
        parents.reduce<unknown>((inner, part) => enter(inner, part), doc),
        key,
        value,
      ),
    unset: () => {
      const parent = parentOf();
      if (isDoc(parent)) delete parent[key];
      if (Array.isArray(parent) && isArrayIndex(key) && Number(key) < parent.length)
        parent[Number(key)] = null;
    },
    refuseBlocked: () => {
      const isBlocked = (container: unknown, depth: number) =>
        Array.isArray(container)
          ? !isArrayIndex(path[depth] ?? '')
          : container !== undefined && !isDoc(container);
      if (containers().some(isBlocked)) throw notViable(key);
    },
    isInArray: () => containers().some(Array.isArray),
  };
}

export function child(node: unknown, part: string): unknown {
  if (Array.isArray(node)) return isArrayIndex(part) ? node[Number(part)] : undefined;
  return isDoc(node) && Object.hasOwn(node, part) ? node[part] : undefined;
}

function enter(node: unknown, part: string): unknown {
  const present = child(node, part);
  if (present !== undefined) return present;
  const fresh: Doc = {};
  put(node, part, fresh);
  return fresh;
}

/** Most elements that setting one beyond an array's end may pad with null, as in MongoDB. */
const MAX_PADDING = 1_500_000;

function put(node: unknown, key: string, value: unknown): void {
  if (isDoc(node)) {
    node[key] = value;
  } else if (Array.isArray(node) && isArrayIndex(key) && Number(key) <= node.length + MAX_PADDING) {
    while (node.length < Number(key)) node.push(null);
    node[Number(key)] = value;
  } else {
    throw notViable(key);
  }
}

function notViable(key: string): CommandFailure {
  return new CommandFailure(
    'PathNotViable',
    `Cannot create field '${key}' in an element that is not a document`,
  );
}

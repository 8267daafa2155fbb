import { isDoc } from './values.ts';

export interface Found {
  /** What stands at the path, once for each way that leads there; undefined where a document has no such field. */
  values: unknown[];
  /** The elements of those values that are arrays, unless the path itself named a position in an array. */
  elements: unknown[];
  /** Whether the way led through an array. */
  throughArray: boolean;
  /** Whether an array on the way had elements that lead nowhere; in indexes and sorts each of them stands for null. */
  hasDeadEnds: boolean;
}

const INDEX = /^\d+$/;

export function isArrayIndex(part: string): boolean {
  return INDEX.test(part);
}

/** Follows a dotted path as MongoDB's queries and indexes do: an array on the way stands for each document in it. */
export function follow(doc: unknown, path: readonly string[]): Found {
  const found: Found = { values: [], elements: [], throughArray: false, hasDeadEnds: false };
  walk(doc, path, 0, found);
  return found;
}

export function valuesAt(doc: unknown, path: readonly string[]): unknown[] {
  return follow(doc, path).values;
}

function walk(node: unknown, path: readonly string[], at: number, found: Found): void {
  const part = path[at];
  if (part === undefined) {
    found.values.push(node);
    if (Array.isArray(node)) found.elements.push(...node);
  } else if (Array.isArray(node)) {
    found.throughArray = true;
    const isPosition = isArrayIndex(part) && Number(part) < node.length;
    if (isPosition) walkInto(node[Number(part)], path, at + 1, found);
    for (const element of node) {
      if (isDoc(element)) walk(element, path, at, found);
      else if (!isPosition) found.hasDeadEnds = true;
    }
  } else {
    walk(isDoc(node) ? own(node, part) : undefined, path, at + 1, found);
  }
}

/** Goes on from an array's element that the path named by its position: at the end of the path it counts as a whole only. */
function walkInto(element: unknown, path: readonly string[], at: number, found: Found): void {
  if (at < path.length) walk(element, path, at, found);
  else found.values.push(element);
}

function own(doc: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(doc, name) ? doc[name] : undefined;
}

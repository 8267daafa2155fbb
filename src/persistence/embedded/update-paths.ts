import { CommandFailure } from './failure.ts';
import { compileFilter, type Predicate } from './filter.ts';
import { isArrayIndex } from './paths.ts';
import { child, type Place, toPlace } from './update-places.ts';
import { type Doc, isDoc, promoteDoc } from './values.ts';

/** What an update's path may refer to besides fields. */
export interface PathContext {
  /** The (promoted) filter that found the document: it decides where `$` points. */
  filter: Doc;
  arrayFilters: ReadonlyMap<string, Predicate>;
}

/** The places a path stands for in a document, after `$`, `$[]` and `$[name]` are replaced by positions. */
export function placesAt(doc: Doc, path: string, context: PathContext): Place[] {
  return expand(doc, path.split('.'), [], context).map((concrete) => toPlace(doc, concrete));
}

function expand(node: unknown, rest: readonly string[], done: string[], context: PathContext): string[][] {
  const at = rest.findIndex((part) => part.startsWith('$'));
  if (at < 0) return [[...done, ...rest]];
  const before = [...done, ...rest.slice(0, at)];
  const array = rest.slice(0, at).reduce<unknown>((inner, part) => child(inner, part), node);
  if (!Array.isArray(array)) {
    const message = `The path '${before.join('.')}' must exist in the document in order to apply array updates.`;
    throw new CommandFailure('BadValue', message);
  }
  const positions = positionsOf(rest[at] ?? '', array, before, context);
  return positions.flatMap((i) => expand(array[i], rest.slice(at + 1), [...before, String(i)], context));
}

function positionsOf(
  part: string,
  array: unknown[],
  path: readonly string[],
  context: PathContext,
): number[] {
  if (part === '$') return [matchedPosition(array, path, context.filter)];
  if (part === '$[]') return [...array.keys()];
  const name = /^\$\[([a-z]\w*)\]$/.exec(part)?.[1];
  if (name === undefined) {
    throw new CommandFailure(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${part}' is not allowed here`,
    );
  }
  const matches = context.arrayFilters.get(name);
  if (!matches)
    throw new CommandFailure('BadValue', `No array filter found for identifier '${name}' in path`);
  return [...array.keys()].filter((i) => matches({ [name]: array[i] }));
}

/** The first element that meets what the filter says of the array at `path`. */
export function matchedPosition(array: readonly unknown[], path: readonly string[], filter: Doc): number {
  const conditions = conditionsOn(path.join('.'), filter).map((condition) => compileFilter(condition));
  const alone = (element: unknown) =>
    path.reduceRight<unknown>(
      (inner, part) => (isArrayIndex(part) ? [inner] : { [part]: inner }),
      [element],
    ) as Doc;
  const meets = (test: 'every' | 'some') =>
    array.findIndex((element) => conditions[test]((matches) => matches(alone(element))));
  const position = conditions.length === 0 ? -1 : meets('every') >= 0 ? meets('every') : meets('some');
  if (position >= 0) return position;
  throw new CommandFailure(
    'BadValue',
    'The positional operator did not find the match needed from the query.',
  );
}

function conditionsOn(path: string, filter: Doc): Doc[] {
  return Object.entries(filter).flatMap(([key, condition]) => {
    if (Array.isArray(condition) && (key === '$and' || key === '$or')) {
      return condition.flatMap((clause) => conditionsOn(path, clause as Doc));
    }
    return key === path || key.startsWith(`${path}.`) ? [{ [key]: condition }] : [];
  });
}

/** `arrayFilters` by the name that each one is about. */
export function compileArrayFilters(filters: readonly unknown[]): Map<string, Predicate> {
  const byName = new Map<string, Predicate>();
  for (const filter of filters) {
    const name = isDoc(filter) ? nameIn(filter) : undefined;
    if (!isDoc(filter) || name === undefined)
      throw new CommandFailure('FailedToParse', 'malformed array filter');
    if (byName.has(name)) {
      throw new CommandFailure(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${name}`,
      );
    }
    byName.set(name, compileFilter(promoteDoc(filter)));
  }
  return byName;
}

function nameIn(filter: Doc): string | undefined {
  const [key, condition] = Object.entries(filter)[0] ?? [];
  if (!key?.startsWith('$')) return key?.split('.')[0];
  return Array.isArray(condition) && isDoc(condition[0]) ? nameIn(condition[0]) : undefined;
}

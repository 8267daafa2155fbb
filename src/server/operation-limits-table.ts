import { Failure } from '../errors.ts';

/** What one operation may be; counts, unless a name says otherwise. */
export const operationLimits = {
  tokens: 1_000,
  /** Open brackets of any kind: far above the depth of any useful document, far below what a parser's stack bears. */
  nesting: 100,
  /** Fields below one another, fragments flattened. */
  depth: 8,
  fields: 500,
  aliases: 10,
  directives: 10,
  rootFields: { query: 5, mutation: 1, subscription: 1 },
  firstMin: 1,
  firstMax: 50,
  cost: 1_000,
  listEntries: 100,
  /** Objects and lists inside one variable. */
  valueDepth: 16,
} as const;

/** `actual` is what was counted until the limit was passed; the document may hold more. */
export function assertWithin(limit: number, actual: number, what: string): void {
  if (actual <= limit) return;
  throw new Failure('QUERY_TOO_COMPLEX', `Too complex: at most ${limit} ${what}.`, { limit, actual });
}

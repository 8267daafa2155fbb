/** A comparison other than equality. Only these make operators, so nothing from outside can become one. */
class Condition {
  constructor(readonly operators: Record<string, unknown>) {}
}

export const lessThan = (value: unknown): Condition => new Condition({ $lt: value });
export const greaterThan = (value: unknown): Condition => new Condition({ $gt: value });
export const between = <T extends Date | string>(from: T | null, to: T | null): Condition =>
  new Condition({ ...(from && { $gte: from }), ...(to && { $lte: to }) });
export const oneOf = (values: readonly unknown[]): Condition => new Condition({ $in: [...values] });
/** There is a value, and it is another. */
export const otherThan = (value: unknown): Condition => new Condition({ $exists: true, $ne: value });
export const not = (value: unknown): Condition => new Condition({ $ne: value });
/** Case-insensitive substring; the text has no special characters for it. */
export const containing = (text: string): Condition =>
  new Condition({ $regex: text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' });

/** Fields with the values they must equal, or a condition. */
export interface Criteria {
  [field: string]: unknown;
}

export interface ReadOptions {
  /** Of each group, at least one must hold as well. */
  anyOf?: readonly (readonly Criteria[])[];
  sort?: Record<string, 1 | -1>;
  limit?: number;
}

/** As the driver takes them. */
export function readOptions({ sort, limit }: ReadOptions): { sort?: Record<string, 1 | -1>; limit?: number } {
  return { ...(sort && { sort }), ...(limit !== undefined && { limit }) };
}

/** As the database takes them. */
export function filterOf(criteria: Criteria, options: ReadOptions = {}): Record<string, unknown> {
  const filter: Record<string, unknown> = Object.fromEntries(
    Object.entries(criteria).map(([field, value]) => {
      if (value === undefined) throw new Error(`the criterion ${field} has no value`);
      return [field, value instanceof Condition ? value.operators : { $eq: value }];
    }),
  );
  if (options.anyOf?.length)
    filter.$and = options.anyOf.map((group) => ({ $or: group.map((alternative) => filterOf(alternative)) }));
  return filter;
}

import { type Connection, decodeTimeCursor, type PageArgs, pageOf } from '../connection.ts';
import { type Criteria, lessThan, type ReadOptions } from './criteria.ts';
import { type Scoped } from './scoped.ts';

export interface Listed<Time extends string> extends Pick<ReadOptions, 'anyOf'> {
  /** The field that says when a row came to be. */
  by: Time;
  criteria?: Criteria;
}

/** A page of rows, newest first; cursors stay good while new ones arrive. Fails with BAD_USER_INPUT at `after`. */
export async function newestFirst<Time extends string, Row extends { _id: string } & Record<Time, Date>>(
  rows: Pick<Scoped<Row>, 'find' | 'count'>,
  { first, after }: PageArgs,
  { by, criteria = {}, anyOf = [] }: Listed<Time>,
): Promise<Connection<Row>> {
  const last = after ? decodeTimeCursor(after) : null;
  const older = last ? [[{ [by]: lessThan(last.at) }, { [by]: last.at, _id: lessThan(last.id) }]] : [];
  const [totalCount, page] = await Promise.all([
    rows.count(criteria, { anyOf }),
    rows.find(criteria, { anyOf: [...anyOf, ...older], sort: { [by]: -1, _id: -1 }, limit: first + 1 }),
  ]);
  return pageOf(page, { first, after: after ?? null, totalCount }, (row) => [row[by].getTime(), row._id]);
}

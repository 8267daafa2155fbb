import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import * as windows from 'mingo/operators/window';
import { Query } from 'mingo/query';
import type { Options } from 'mingo/types';
import { bsonAccumulators } from './accumulators.ts';
import { CommandFailure } from './failure.ts';
import { bsonQueryOperators } from './query-operators.ts';
import { type Doc, isDoc } from './values.ts';

export type Predicate = (doc: Doc) => boolean;

/** The query library's operators, those that BSON's types ask for replaced by ours (the first one registered counts). */
export function createContext(): Context {
  return Context.init()
    .addQueryOps(bsonQueryOperators as never)
    .addQueryOps(queries)
    .addExpressionOps(expressions)
    .addAccumulatorOps(bsonAccumulators as never)
    .addAccumulatorOps(accumulators)
    .addProjectionOps(projections)
    .addWindowOps(windows);
}

const options: Options = {
  idKey: '_id',
  processingMode: ProcessingMode.CLONE_OFF,
  useStrictMode: true,
  scriptEnabled: false,
  failOnError: true,
  context: createContext(),
};

/** The value of an aggregation expression over a promoted document. */
export function evaluate(expression: unknown, doc: Doc): unknown {
  return evalExpr(doc, expression, options);
}

/** Compiles a filter whose numbers are promoted (see `promote`); the predicate takes documents in either form. */
export function compileFilter(filter: Doc, variables: Doc = {}): Predicate {
  const { $comment: _comment, ...conditions } = filter;
  refuseUnknown(conditions);
  if (Object.keys(conditions).length === 0) return () => true;
  const query = new Query<Doc>(conditions, { ...options, variables });
  return (doc) => query.test(doc);
}

const TOP_LEVEL = new Set(['$and', '$or', '$nor', '$expr']);

function refuseUnknown(filter: Doc): void {
  for (const [key, value] of Object.entries(filter)) {
    if (!key.startsWith('$')) continue;
    if (!TOP_LEVEL.has(key)) throw new CommandFailure('BadValue', `unknown top level operator: ${key}`);
    if (key === '$expr') continue;
    const isList = Array.isArray(value) && value.length > 0 && value.every(isDoc);
    if (!isList) throw new CommandFailure('BadValue', `${key} must be a nonempty array of objects`);
    for (const clause of value) refuseUnknown(clause);
  }
}

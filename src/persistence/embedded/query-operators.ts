import { evalExpr } from 'mingo/core';
import { Query } from 'mingo/query';
import type { Options } from 'mingo/types';
import { BSON_TYPES, bsonTypeOf } from './bson-types.ts';
import { compareValues, isSame } from './compare.ts';
import { CommandFailure } from './failure.ts';
import { type Found, follow } from './paths.ts';
import { typeOrder, typeOrderOf } from './value-keys.ts';
import { type Doc, isDoc, isNumeric, isTrue, promote, toNumber } from './values.ts';

/** The shape of the library's query operators; its own type for them is an intersection of all and admits none. */
type QueryOperator = (selector: string, operand: unknown, options: Options) => (doc: Doc) => boolean;
/** Judges what stands at a path of a document. */
type Judge = (found: Found) => boolean;

/** An operator that first finds the values its field's path leads to, as MongoDB does. */
function onValues(judgeFor: (operand: unknown, options: Options) => Judge): QueryOperator {
  return (selector, operand, options) => {
    const path = selector.split('.');
    const judge = judgeFor(operand, options);
    return (doc) => judge(follow(doc, path));
  };
}

/** Holds if one of the values satisfies `test`, or one element of a value that is an array. */
function some(test: (value: unknown) => boolean): Judge {
  return ({ values, elements }) => values.some(test) || elements.some(test);
}

function not(judge: Judge): Judge {
  return (found) => !judge(found);
}

function equalTo(operand: unknown): Judge {
  return some((value) => isSame(value, operand));
}

function inList(operand: unknown): Judge {
  if (!Array.isArray(operand)) throw new CommandFailure('BadValue', '$in needs an array');
  const patterns = operand.filter((item) => item instanceof RegExp);
  const matches = (value: unknown) =>
    operand.some((item) => isSame(value, item)) ||
    (typeof value === 'string' && patterns.some((pattern) => pattern.test(value)));
  return some(matches);
}

/** Compares only values of one type, as MongoDB does: a number is neither below nor above a string. */
function ordered(holds: (order: number) => boolean): (operand: unknown) => Judge {
  return (operand) => {
    const type = typeOrderOf(operand);
    const isAcrossTypes = type === typeOrder.minKey || type === typeOrder.maxKey;
    const isNan = Number.isNaN(operand);
    return some((value) => {
      if (!isAcrossTypes && typeOrderOf(value) !== type) return false;
      if (isNan !== Number.isNaN(promote(value))) return false;
      return holds(compareValues(value, operand));
    });
  };
}

function ofType(operand: unknown): Judge {
  const wanted = (Array.isArray(operand) ? operand : [operand]).flatMap(typeNames);
  return some((value) => value !== undefined && wanted.includes(bsonTypeOf(value)));
}

function typeNames(type: unknown): string[] {
  if (type === 'number') return ['int', 'long', 'double', 'decimal'];
  const name = typeof type === 'string' ? type : BSON_TYPES.get(toNumber(type));
  if (name === undefined || ![...BSON_TYPES.values()].includes(name)) {
    throw new CommandFailure('BadValue', `Unknown type name alias: ${String(type)}`);
  }
  return [name];
}

function elemMatch(operand: unknown, options: Options): Judge {
  if (!isDoc(operand)) throw new CommandFailure('BadValue', '$elemMatch needs an Object');
  const isAboutValue = Object.keys(operand).some((key) => key.startsWith('$') && !isLogical(key));
  // By position, so that an element that is an array counts as a whole.
  const query = new Query<Doc>(isAboutValue ? { 'list.0': operand } : operand, options);
  const test = (element: unknown) => {
    if (isAboutValue) return query.test({ list: [element] });
    return isDoc(element) ? query.test(element) : Array.isArray(element) && query.test({ ...element });
  };
  return ({ values }) => values.some((value) => Array.isArray(value) && value.some(test));
}

function isLogical(key: string): boolean {
  return key === '$and' || key === '$or' || key === '$nor';
}

function all(operand: unknown, options: Options): Judge {
  if (!Array.isArray(operand)) throw new CommandFailure('BadValue', '$all needs an array');
  const judges = operand.map((item) => {
    if (isDoc(item) && '$elemMatch' in item) return elemMatch(item.$elemMatch, options);
    return item instanceof RegExp ? matching(item) : equalTo(item);
  });
  return (found) => judges.length > 0 && judges.every((judge) => judge(found));
}

function matching(operand: unknown): Judge {
  const pattern = operand instanceof RegExp ? operand : new RegExp(String(operand));
  return some((value) => typeof value === 'string' && pattern.test(value));
}

function modulo(operand: unknown): Judge {
  if (!Array.isArray(operand) || operand.length !== 2) {
    throw new CommandFailure('BadValue', 'malformed mod, needs to be an array of two elements');
  }
  const [divisor, remainder] = operand.map((item) => Math.trunc(toNumber(item)));
  if (!divisor) throw new CommandFailure('BadValue', 'divisor cannot be 0');
  return some((value) => isNumeric(value) && Math.trunc(toNumber(value)) % divisor === remainder);
}

function sized(operand: unknown): Judge {
  return ({ values }) => values.some((value) => Array.isArray(value) && value.length === operand);
}

const expression: QueryOperator = (_selector, operand, options) => (doc) =>
  isTruthy(evalExpr(promote(doc), operand, options));

function isTruthy(value: unknown): boolean {
  return (
    value !== undefined &&
    value !== null &&
    (typeof value === 'string' || isTrue(value) || typeof value === 'object')
  );
}

/** Query operators with BSON's order, equality and types, in place of the library's, which knows JavaScript's only. */
export const bsonQueryOperators: Record<`$${string}`, QueryOperator> = {
  $eq: onValues((operand) => (operand instanceof RegExp ? matching(operand) : equalTo(operand))),
  $ne: onValues((operand) => not(equalTo(operand))),
  $in: onValues(inList),
  $nin: onValues((operand) => not(inList(operand))),
  $gt: onValues(ordered((order) => order > 0)),
  $gte: onValues(ordered((order) => order >= 0)),
  $lt: onValues(ordered((order) => order < 0)),
  $lte: onValues(ordered((order) => order <= 0)),
  $exists: onValues(
    (operand) =>
      ({ values }) =>
        values.some((value) => value !== undefined) === isTrue(operand),
  ),
  $type: onValues(ofType),
  $size: onValues(sized),
  $all: onValues(all),
  $elemMatch: onValues(elemMatch),
  $regex: onValues(matching),
  $mod: onValues(modulo),
  $expr: expression,
  $comment: () => () => true,
};

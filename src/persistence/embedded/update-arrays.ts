import { bsonTypeOf } from './bson-types.ts';
import { compareValues, isSame } from './compare.ts';
import { CommandFailure } from './failure.ts';
import { compileFilter, type Predicate } from './filter.ts';
import { sortKey, toSortSpec } from './sort-keys.ts';
import type { FieldOperator } from './update-fields.ts';
import type { Place } from './update-places.ts';
import { type Doc, isDoc, promote, toNumber } from './values.ts';

function arrayAt(place: Place, operator: string): unknown[] | undefined {
  place.refuseBlocked();
  const present = place.get();
  if (present === undefined || Array.isArray(present)) return present;
  const message = `The field '${place.path.join('.')}' must be an array but is of type ${bsonTypeOf(present)}`;
  throw new CommandFailure(
    'BadValue',
    operator === '$pull' ? 'Cannot apply $pull to a non-array value' : message,
  );
}

/** The elements of `{$each: […]}`, or the operand itself as the only one. */
function eachOf(operand: unknown): { elements: unknown[]; modifiers: Doc } {
  if (!isDoc(operand) || !('$each' in operand)) return { elements: [operand], modifiers: {} };
  const { $each: elements, ...modifiers } = operand;
  if (!Array.isArray(elements))
    throw new CommandFailure('BadValue', 'The argument to $each must be an array');
  return { elements, modifiers };
}

const push: FieldOperator = (place, operand) => {
  const { elements, modifiers } = eachOf(operand);
  const unknown = Object.keys(modifiers).find((key) => !['$position', '$slice', '$sort'].includes(key));
  if (unknown) throw new CommandFailure('BadValue', `Unrecognized clause in $push: ${unknown}`);
  let array = [...(arrayAt(place, '$push') ?? [])];
  const position = modifiers.$position === undefined ? array.length : toNumber(modifiers.$position);
  array.splice(position, 0, ...elements);
  if (modifiers.$sort !== undefined) array = sorted(array, modifiers.$sort);
  if (modifiers.$slice !== undefined) array = sliced(array, toNumber(modifiers.$slice));
  place.set(array);
};

function sorted(array: unknown[], order: unknown): unknown[] {
  if (!isDoc(order)) {
    const sign = toNumber(order);
    return array.sort((a, b) => compareValues(a, b) * sign);
  }
  const spec = toSortSpec(order);
  const keyOf = (element: unknown) => sortKey(isDoc(element) ? element : {}, spec);
  return array.sort((a, b) => Buffer.compare(keyOf(a), keyOf(b)));
}

function sliced(array: unknown[], count: number): unknown[] {
  if (count === 0) return [];
  return count > 0 ? array.slice(0, count) : array.slice(count);
}

const addToSet: FieldOperator = (place, operand) => {
  const array = [...(arrayAt(place, '$addToSet') ?? [])];
  for (const element of eachOf(operand).elements) {
    if (!array.some((present) => isSame(present, element))) array.push(element);
  }
  place.set(array);
};

const pop: FieldOperator = (place, operand) => {
  const end = toNumber(operand);
  if (end !== 1 && end !== -1) throw new CommandFailure('FailedToParse', '$pop expects 1 or -1');
  const array = arrayAt(place, '$pop');
  if (array) place.set(end === 1 ? array.slice(0, -1) : array.slice(1));
};

const pull: FieldOperator = (place, operand) => {
  const array = arrayAt(place, '$pull');
  const isPulled = pulledBy(promote(operand));
  if (array) place.set(array.filter((element) => !isPulled(element)));
};

function pulledBy(condition: unknown): (element: unknown) => boolean {
  const isAboutValue = !isDoc(condition) || Object.keys(condition).some((key) => key.startsWith('$'));
  const matches: Predicate = compileFilter(isAboutValue ? { element: condition } : (condition as Doc));
  return (element) => (isAboutValue ? matches({ element }) : isDoc(element) && matches(element));
}

const pullAll: FieldOperator = (place, operand) => {
  if (!Array.isArray(operand)) throw new CommandFailure('BadValue', '$pullAll requires an array argument');
  const array = arrayAt(place, '$pullAll');
  if (array) place.set(array.filter((element) => !operand.some((pulled) => isSame(pulled, element))));
};

export const arrayOperators: Record<string, FieldOperator> = {
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
};

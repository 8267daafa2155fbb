import { Int32, Timestamp } from 'bson';
import { add, bitwise, multiply, zeroLike } from './arithmetic.ts';
import { bsonTypeOf } from './bson-types.ts';
import { compareValues } from './compare.ts';
import { CommandFailure } from './failure.ts';
import { arrayOperators } from './update-arrays.ts';
import type { Place } from './update-places.ts';
import { isDoc, isNumeric } from './values.ts';

/** Changes one place of a document. */
export type FieldOperator = (place: Place, operand: unknown) => void;

const setTo: FieldOperator = (place, operand) => place.set(operand);

const increment: FieldOperator = (place, operand) => {
  const present = numberAt(place, operand, '$inc');
  place.set(present === undefined ? operand : add(present, operand));
};

const scale: FieldOperator = (place, operand) => {
  const present = numberAt(place, operand, '$mul');
  place.set(present === undefined ? zeroLike(operand) : multiply(present, operand));
};

function numberAt(place: Place, operand: unknown, operator: string): unknown {
  const path = place.path.join('.');
  if (!isNumeric(operand)) {
    const verb = operator === '$inc' ? 'increment' : 'multiply';
    throw new CommandFailure('TypeMismatch', `Cannot ${verb} with non-numeric argument: {${path}: ...}`);
  }
  const present = place.get();
  if (present === undefined || isNumeric(present)) return present;
  const message = `Cannot apply ${operator} to a value of non-numeric type. The field '${path}' has type ${bsonTypeOf(present)}`;
  throw new CommandFailure('TypeMismatch', message);
}

/** Keeps the lesser (`sign` -1) or the greater (`sign` 1) of the present value and the operand. */
function keep(sign: 1 | -1): FieldOperator {
  return (place, operand) => {
    const present = place.get();
    if (present === undefined || compareValues(operand, present) * sign > 0) place.set(operand);
  };
}

const stampDate: FieldOperator = (place, operand) => {
  const type = isDoc(operand) ? operand.$type : operand;
  if (type === true || type === false || type === 'date') return place.set(new Date());
  if (type !== 'timestamp') {
    throw new CommandFailure('BadValue', "$currentDate takes true or a $type of 'date' or 'timestamp'");
  }
  place.set(new Timestamp({ t: Math.floor(Date.now() / 1_000), i: 1 }));
};

const changeBits: FieldOperator = (place, operand) => {
  if (!isDoc(operand))
    throw new CommandFailure('BadValue', 'The $bit modifier needs a document such as {and: 5}');
  for (const [operator, mask] of Object.entries(operand)) {
    const present = place.get();
    place.set(bitwise(operator, present === undefined ? new Int32(0) : present, mask));
  }
};

/** Operators that change each place by itself; `$rename` and `$setOnInsert` are the update's own. */
export const fieldOperators: Record<string, FieldOperator> = {
  $set: setTo,
  $unset: (place) => place.unset(),
  $inc: increment,
  $mul: scale,
  $min: keep(-1),
  $max: keep(1),
  $currentDate: stampDate,
  $bit: changeBits,
  ...arrayOperators,
};

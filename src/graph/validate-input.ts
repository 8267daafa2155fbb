import { type ValidationError, validate } from 'class-validator';
import { Failure, type FieldFault } from '../errors.ts';

/** Checks the rules that stand on an input class. Fails with BAD_USER_INPUT that names every faulty field, never its value. */
export async function validateInput(value: unknown, type: unknown): Promise<void> {
  if (!isInput(value)) return;
  const prefix = typeof type === 'function' && type.name.endsWith('Input') ? 'input.' : '';
  const fields = await faultsIn(value, prefix);
  if (fields.length === 0) return;
  throw new Failure('BAD_USER_INPUT', 'Some of the input is not valid.', { fields });
}

/** Inputs inside others too, whether or not a decorator asks for it: a rule that stands in a class holds. */
async function faultsIn(input: object, prefix: string): Promise<FieldFault[]> {
  const errors = await validate(input, {
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  const inner = Object.entries(input).flatMap(([name, value]: [string, unknown]) =>
    Array.isArray(value)
      ? value.map((entry: unknown, place) => [`${prefix}${name}.${place}.`, entry] as const)
      : [[`${prefix}${name}.`, value] as const],
  );
  const below = inner.map(([path, value]) => (isInput(value) ? faultsIn(value, path) : []));
  return [...faultsOf(errors, prefix), ...(await Promise.all(below)).flat()];
}

/** An instance of a class that stands for an input: neither a scalar's value nor free JSON. */
function isInput(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date)
    return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== null && prototype !== Object.prototype;
}

function faultsOf(errors: readonly ValidationError[], prefix: string): FieldFault[] {
  return errors.flatMap(({ property, constraints }) =>
    Object.values(constraints ?? {}).map((message) => ({ path: prefix + property, message })),
  );
}

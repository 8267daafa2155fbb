import { type ValidationError, validate } from 'class-validator';
import { Failure, type FieldFault } from '../errors.ts';

/** Checks the rules that stand on an input class. Fails with BAD_USER_INPUT that names every faulty field, never its value. */
export async function validateInput(value: unknown, type: unknown): Promise<void> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const errors = await validate(value, {
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  if (errors.length === 0) return;
  const prefix = typeof type === 'function' && type.name.endsWith('Input') ? 'input.' : '';
  throw new Failure('BAD_USER_INPUT', 'Some of the input is not valid.', {
    fields: faultsOf(errors, prefix),
  });
}

function faultsOf(errors: readonly ValidationError[], prefix: string): FieldFault[] {
  return errors.flatMap(({ property, constraints, children }) => [
    ...Object.values(constraints ?? {}).map((message) => ({ path: prefix + property, message })),
    ...faultsOf(children ?? [], `${prefix}${property}.`),
  ]);
}

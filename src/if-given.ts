import { ValidateIf } from 'class-validator';

/** Validates a field only where it has a value: GraphQL's `null` counts as left out. */
export function IfGiven(): PropertyDecorator {
  return ValidateIf((_: object, value: unknown) => value !== null && value !== undefined);
}

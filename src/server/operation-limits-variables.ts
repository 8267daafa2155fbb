import {
  coerceInputValue,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
} from 'graphql';
import { Failure, type FieldFault } from '../errors.ts';
import { badInputs, type InputPath, inputFault } from './operation-limits-faults.ts';
import { assertWithin, operationLimits } from './operation-limits-table.ts';

export type Variables = Readonly<Record<string, unknown>>;

// Enough to mend a form by; an input with thousands of faults stops being read.
const maxFaults = 20;

/** The operation's variables, coerced, defaults filled in. Refuses what does not fit the schema, naming the input and never the value. */
export function readVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Variables,
): Variables {
  for (const [name, value] of Object.entries(given)) assertBounded(value, [name]);
  const faults: FieldFault[] = [];
  const onFault = (fault: FieldFault) => {
    faults.push(fault);
    if (faults.length === maxFaults) throw badInputs(faults);
  };
  const read = (operation.variableDefinitions ?? []).flatMap((definition) => {
    const type = typeFromAST(schema, definition.type);
    return isInputType(type) ? readVariable(definition, type, given, onFault) : [];
  });
  if (faults.length > 0) throw badInputs(faults);
  return Object.fromEntries(read);
}

function readVariable(
  { variable, defaultValue }: VariableDefinitionNode,
  type: GraphQLInputType,
  given: Variables,
  onFault: (fault: FieldFault) => void,
): [string, unknown][] {
  const name = variable.name.value;
  if (Object.hasOwn(given, name)) {
    const onError = (path: InputPath, _value: unknown, error: GraphQLError) =>
      onFault(inputFault([name, ...path], error, typeAt(type, path)?.toString()));
    return [[name, coerceInputValue(given[name], type, onError, true)]];
  }
  if (defaultValue) return [[name, valueFromAST(defaultValue, type)]];
  if (isNonNullType(type)) onFault({ path: name, message: 'Required.' });
  return [];
}

/** The type that a value at this path of an input was to have. */
function typeAt(type: GraphQLInputType, path: InputPath): GraphQLInputType | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return type;
  const bare = getNullableType(type);
  const below = isListType(bare) ? bare.ofType : isInputObjectType(bare) && bare.getFields()[step]?.type;
  return below ? typeAt(below, rest) : undefined;
}

function assertBounded(value: unknown, path: InputPath): void {
  if (typeof value !== 'object' || value === null) return;
  assertWithin(operationLimits.valueDepth, path.length, 'levels in a variable');
  if (Array.isArray(value)) assertShortList(value, path);
  for (const [key, entry] of Object.entries(value)) assertBounded(entry, [...path, key]);
}

function assertShortList(list: readonly unknown[], path: InputPath): void {
  const limit = operationLimits.listEntries;
  if (list.length <= limit) return;
  const message = `At most ${limit} entries.`;
  const details = { limit, actual: list.length, fields: [{ path: path.join('.'), message }] };
  throw new Failure('QUERY_TOO_COMPLEX', `Too complex: at most ${limit} entries in a list.`, details);
}

import fc from 'fast-check';
import { buildSchema, type GraphQLField, type GraphQLSchema, getNamedType, isCompositeType } from 'graphql';
import { type Command, partsOf, type Sent } from './command-rules.ts';
import { mark, valuesFor } from './fuzz-values.ts';

export interface FuzzedOperation {
  kind: 'query' | 'mutation' | 'subscription';
  field: string;
  query: string;
  variables: Record<string, unknown>;
}

/** Operations over every root field of a schema, whose arguments are anything. */
export function operationsOf(sdl: string): fc.Arbitrary<FuzzedOperation> {
  const schema = buildSchema(sdl);
  const all = (['query', 'mutation', 'subscription'] as const).flatMap((kind) =>
    Object.values(rootOf(schema, kind)).map((field) => operationOf(kind, field)),
  );
  return fc.oneof(...all);
}

function rootOf(schema: GraphQLSchema, kind: FuzzedOperation['kind']) {
  const root = {
    query: 'getQueryType',
    mutation: 'getMutationType',
    subscription: 'getSubscriptionType',
  } as const;
  return schema[root[kind]]()?.getFields() ?? {};
}

function operationOf(
  kind: FuzzedOperation['kind'],
  field: GraphQLField<unknown, unknown>,
): fc.Arbitrary<FuzzedOperation> {
  const declared = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
  const query = `${kind}${declared && ` (${declared})`} { ${field.name}${passed && `(${passed})`}${selection} }`;
  const values = Object.fromEntries(field.args.map(({ name, type }) => [name, valuesFor(type)]));
  return fc.record(values).map((variables) => ({ kind, field: field.name, query, variables }));
}

/** Where what was sent stands in a command as an operator; null: nowhere. */
export function smuggled(sent: Sent): string | null {
  const filters = sent.name === 'insert' ? [] : (partsOf(sent) ?? []);
  const found = filters.map((filter) => operatorWithMark(filter, '')).find(Boolean);
  return found ? `${sent.name} ${sent.collection}: ${found}` : null;
}

/** Comparing with a text, and looking for it letter by letter, is what a filter may do with what was sent. */
const allowed = new Set(['$eq', '$regex']);

function operatorWithMark(value: unknown, path: string): string | null {
  if (Array.isArray(value))
    return value.map((entry, place) => operatorWithMark(entry, `${path}.${place}`)).find(Boolean) ?? null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, below] of Object.entries(value as Command)) {
    const here = `${path}.${key}`;
    const isOperator = key.startsWith('$') && !['$and', '$or'].includes(key);
    if (isOperator && holdsMark(below) && !(allowed.has(key) && typeof below === 'string')) return here;
    if (key === 'isAdmin' || key === '__proto__') return here;
    const inner = operatorWithMark(below, here);
    if (inner) return inner;
  }
  return null;
}

const holdsMark = (value: unknown): boolean => JSON.stringify(value ?? null).includes(mark);

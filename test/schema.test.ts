import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { emitSchema } from '../src/graph/emit.ts';
import { permissions } from '../src/graph/permissions.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const emitted = buildSchema(emitSchema());
const contract = buildSchema(read('./fixtures/contract.graphql'));

const roots = ['Query', 'Mutation', 'Subscription'];

const argumentsOf = (field: GraphQLField<unknown, unknown>) =>
  field.args
    .map(({ name, type, defaultValue }) => `${name}: ${type} = ${JSON.stringify(defaultValue)}`)
    .sort();

/** Names, types, nullability, arguments and defaults of a type, as comparable text. */
function shapeOf(type: GraphQLNamedType): Record<string, unknown> {
  if (isEnumType(type))
    return {
      values: type
        .getValues()
        .map(({ name }) => name)
        .sort(),
    };
  if (isUnionType(type))
    return {
      members: type
        .getTypes()
        .map(({ name }) => name)
        .sort(),
    };
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields()).map(({ name, type: of, defaultValue }) => [
        name,
        `${of} = ${JSON.stringify(defaultValue)}`,
      ]),
    );
  if (!isObjectType(type)) return {};
  return Object.fromEntries(
    Object.values(type.getFields()).map((field) => [
      field.name,
      { type: String(field.type), args: argumentsOf(field) },
    ]),
  );
}

describe('the public schema', () => {
  it('is committed as the code emits it', () => {
    expect(read('../schema/schema.graphql')).toBe(emitSchema());
  });

  it.each(
    Object.values(emitted.getTypeMap()).filter(
      ({ name }) => !name.startsWith('__') && contract.getType(name),
    ),
  )('has $name as the contract has it', (type) => {
    const expected = contract.getType(type.name);
    if (!expected) throw new Error('filtered above');
    const shape = shapeOf(type);
    const wanted = Object.entries(shapeOf(expected)).filter(
      ([field]) => !roots.includes(type.name) || field in shape,
    );
    expect(shape).toEqual(Object.fromEntries(wanted));
  });

  it('adds no type or root field of its own', () => {
    const strangers = Object.keys(emitted.getTypeMap()).filter((name) => !contract.getType(name));
    expect(strangers).toEqual([]);
  });

  it('has a rule for every root field, and no rule for a field that is not there', () => {
    for (const root of ['Query', 'Mutation', 'Subscription'] as const) {
      const type = emitted.getType(root);
      const fields = isObjectType(type) ? Object.keys(type.getFields()) : [];
      const rules = Object.keys(permissions[root]).filter((name) => name !== '*');
      expect(rules.sort()).toEqual(fields.sort());
    }
  });
});

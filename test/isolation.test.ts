import { readFileSync } from 'node:fs';
import { buildSchema, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldMatrix } from './isolation/field-matrix.ts';
import { idMatrix } from './isolation/id-matrix.ts';
import { operations } from './isolation/operations.ts';
import { policy } from './isolation/policy.ts';
import { rootFields } from './isolation/root-fields.ts';
import { createWorld, type World } from './isolation/world.ts';
import { freshDatabase } from './support/database.ts';

const database = freshDatabase('isolation');

let world: World;

beforeAll(async () => {
  world = await createWorld(database.db, database.uri);
});
afterAll(() => world.close());

describe('the policy', () => {
  const places = rootFields.map(({ place }) => place).sort();

  it('has a row for every root field, and says how each is tried', () => {
    expect(Object.keys(policy).sort()).toEqual(places);
    expect(Object.keys(operations).sort()).toEqual(places);
  });

  it('says what the contract says', () => {
    const text = readFileSync(new URL('./fixtures/contract.graphql', import.meta.url), 'utf8');
    const contract = buildSchema(text);
    const brackets = places.map((place) => {
      const [root = '', name = ''] = place.split('.');
      const type = contract.getType(root);
      const field = isObjectType(type) ? type.getFields()[name] : undefined;
      return [place, /^\s*\[([^\]]+)\]/.exec(field?.description ?? '')?.[1]];
    });
    expect(policy).toEqual(Object.fromEntries(brackets));
  });
});

describe('a root field', () => fieldMatrix(() => world));

describe('an id', () => idMatrix(() => world));

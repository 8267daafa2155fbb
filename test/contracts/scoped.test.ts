import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { User } from '../../src/account/user.model.ts';
import { documentTypes } from '../../src/document-types.ts';
import {
  between,
  type Criteria,
  containing,
  greaterThan,
  lessThan,
  not,
  oneOf,
} from '../../src/persistence/criteria.ts';
import { type Database, isDuplicateKey } from '../../src/persistence/database.ts';
import { tenantCollections } from '../../src/persistence/erasure.ts';
import { connectMongo } from '../../src/persistence/mongo.ts';
import { acrossTenants, type Scoped, scoped, shared } from '../../src/persistence/scoped.ts';
import { ReferenceClass } from '../../src/reference/reference-class.model.ts';
import { freshDatabase } from '../support/database.ts';

const own = freshDatabase('scoped');

let database: Database;
let ofA: Scoped<User>;
let ofB: Scoped<User>;

const rowOf = (id: string, email: string) =>
  ({ _id: id, email, passwordHash: 'x', role: 'ADMIN', isActive: true }) as Omit<User, 'tenantId'>;

beforeAll(async () => {
  database = await connectMongo(own.uri, documentTypes);
  ofA = scoped(database, User, { tenantId: 'a' });
  ofB = scoped(database, User, { tenantId: 'b' });
});
afterAll(() => database.close());

beforeEach(async () => {
  await own.db.collection('users').deleteMany({});
  for (const [id, email] of [
    ['a1', 'ada@company.example'],
    ['a2', 'abe@company.example'],
    ['a3', 'eve+tag@company.example'],
  ] as const)
    await ofA.insert(rowOf(id, email));
  await ofB.insert(rowOf('b1', 'bob@company.example'));
});

const idsOf = (rows: { _id: string }[]) => rows.map(({ _id }) => _id);

describe('a tenant’s rows', () => {
  it('are inserted as its own, whatever the document says', async () => {
    const made = await ofA.insert({ ...rowOf('a4', 'a4@company.example'), tenantId: 'b' } as Omit<
      User,
      'tenantId'
    >);
    expect(made.tenantId).toBe('a');
    expect(await ofB.findOne({ _id: 'a4' })).toBeNull();
    expect((await ofA.findOne({ _id: 'a4' }))?.email).toBe('a4@company.example');
  });

  it('are found, counted, changed and removed by it', async () => {
    expect(await ofA.count({})).toBe(3);
    expect((await ofA.update({ _id: 'a1' }, { $set: { isActive: false } }))?.isActive).toBe(false);
    expect(idsOf(await ofA.find({ isActive: true }, { sort: { _id: -1 } }))).toEqual(['a3', 'a2']);
    expect(await ofA.remove({ _id: 'a2' })).toBe(true);
    expect(await ofA.remove({ _id: 'a2' })).toBe(false);
    expect(await ofA.count({})).toBe(2);
    expect(await ofA.removeAll({ _id: oneOf(['a1', 'a3', 'b1']) })).toBe(2);
    expect([await ofA.count({}), await ofB.count({})]).toEqual([0, 1]);
  });

  it('are to another as if they were not there', async () => {
    const before = await own.db.collection('users').find().toArray();
    for (const id of ['a1', 'absent']) {
      expect(await ofB.findOne({ _id: id })).toBeNull();
      expect(await ofB.find({ _id: id })).toEqual([]);
      expect(await ofB.count({ _id: id })).toBe(0);
      expect(await ofB.update({ _id: id }, { $set: { isActive: false } })).toBeNull();
      expect(await ofB.remove({ _id: id })).toBe(false);
      await ofB.updateEach([{ criteria: { _id: id }, change: { $set: { isActive: false } } }]);
    }
    expect(await own.db.collection('users').find().toArray()).toEqual(before);
  });

  it('are changed each in its own way in one command, those that fit', async () => {
    const before = await ofA.findOne({ _id: 'a1' });
    await ofA.updateEach([
      { criteria: { _id: 'a1', isActive: true }, change: { $set: { email: 'new@company.example' } } },
      { criteria: { _id: 'a2', isActive: false }, change: { $set: { email: 'never@company.example' } } },
      { criteria: { _id: 'absent' }, change: { $set: { isActive: false } } },
      { criteria: { _id: 'a3' }, change: { $set: { isActive: false } } },
    ]);
    await ofA.updateEach([]);
    const rows = await ofA.find({}, { sort: { _id: 1 } });
    expect(rows.map(({ email, isActive }) => [email, isActive])).toEqual([
      ['new@company.example', true],
      ['abe@company.example', true],
      ['eve+tag@company.example', false],
    ]);
    expect(rows.map(({ tenantId }) => tenantId)).toEqual(['a', 'a', 'a']);
    expect(rows[0]?.createdAt).toEqual(before?.createdAt);
    expect(Number(rows[0]?.updatedAt)).toBeGreaterThanOrEqual(Number(before?.updatedAt));
  });

  it('are changed, or made where none fits, in one command', async () => {
    const change = { $set: { isActive: true }, $inc: { views: 1 } };
    const { _id, ...rest } = rowOf('a9', 'new@company.example');
    const { isActive, ...others } = rest;
    const made = await ofA.upsert({ _id, isActive: true }, change, others);
    expect(made).toMatchObject({ _id, tenantId: 'a', email: 'new@company.example', isActive, views: 1 });
    const changed = await ofA.upsert({ _id, isActive: true }, change, {
      ...others,
      email: 'never@x.example',
    });
    expect(changed).toEqual({ ...made, views: 2, updatedAt: changed?.updatedAt });
    expect(made?.createdAt).toBeInstanceOf(Date);
    const before = await own.db.collection('users').find().sort({ _id: 1 }).toArray();
    for (const misfit of [
      ofA.upsert({ _id, isActive: false }, { $set: { email: 'taken@x.example' } }, {}),
      ofB.upsert({ _id, isActive: true }, change, others),
    ])
      await expect(misfit).rejects.toSatisfy(isDuplicateKey);
    expect(await own.db.collection('users').find().sort({ _id: 1 }).toArray()).toEqual(before);
  });

  it('never change hands', async () => {
    const change = { $set: { tenantId: 'b' } };
    await expect(ofA.update({ _id: 'a1' }, change)).rejects.toThrow('tenant');
    await expect(ofA.upsert({ _id: 'a1' }, change, {})).rejects.toThrow('tenant');
    await expect(ofA.upsert({ _id: 'a9' }, {}, { tenantId: 'b' })).rejects.toThrow('tenant');
    await expect(ofA.updateEach([{ criteria: { _id: 'a1' }, change }])).rejects.toThrow('tenant');
    expect([await ofA.count({}), await ofB.count({})]).toEqual([3, 1]);
  });

  it('belong to nobody who has no tenant', () => {
    expect(() => scoped(database, User, { tenantId: null })).toThrow('belongs to tenants');
  });

  it('meet a duplicate key as such', async () => {
    const again = ofA.insert(rowOf('a1', 'x@company.example'));
    await expect(again).rejects.toSatisfy(isDuplicateKey);
    expect([isDuplicateKey(new Error('x')), isDuplicateKey(null), isDuplicateKey('11000')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('many who want the same', () => {
  it('at once: one gets it, and each of the others is told by a duplicate key, within seconds', async () => {
    const startedAt = performance.now();
    for (let round = 0; round < 20; round += 1) {
      const wishes = Array.from({ length: 8 }, (_, nth) =>
        ofA.insert(rowOf(`r${round}-${nth}`, `r${round}@company.example`)).then(
          () => 'got',
          (error: unknown) => (isDuplicateKey(error) ? 'duplicate' : String(error)),
        ),
      );
      expect((await Promise.all(wishes)).sort()).toEqual([...Array(7).fill('duplicate'), 'got']);
    }
    const ms = (performance.now() - startedAt).toFixed(0);
    process.stdout.write(`160 inserts of 20 keys, eight at once: ${ms} ms
`);
  });
});

it('every unique index of tenants’ rows begins with the tenant, so that collections can be divided by it', () => {
  const unique = tenantCollections(database, documentTypes).flatMap(({ collection, schema }) => {
    const indexes: [Record<string, unknown>, { unique?: unknown }][] = schema.indexes();
    const fields = indexes
      .filter(([, options]) => options.unique === true)
      .map(([keys]) => Object.keys(keys));
    return fields.map(([first]) => [collection.name, first]);
  });
  expect(unique.length).toBeGreaterThan(5);
  for (const [name, first] of unique) expect(first, name).toBe('tenantId');
});

describe('criteria', () => {
  it.each<[string, Criteria]>([
    ['the field itself', { tenantId: 'a' }],
    ['a wildcard', { tenantId: not('x') }],
    ['a list', { tenantId: oneOf(['a', 'b']) }],
  ])('cannot override the tenant by %s', async (_what, criteria) => {
    expect(idsOf(await ofB.find(criteria))).toEqual(['b1']);
    expect(await ofB.count(criteria)).toBe(1);
    expect(
      idsOf(await ofB.find({}, { anyOf: [[{ ...criteria }, { _id: 'a1' }]] })).filter((id) => id !== 'b1'),
    ).toEqual([]);
  });

  it.each<[string, Criteria]>([
    ['$or', { $or: [{ tenantId: 'a' }] }],
    ['$nor', { $nor: [{ _id: 'x' }] }],
    ['$and', { $and: [{ tenantId: 'a' }] }],
    ['$where', { $where: 'true' }],
    ['$expr', { $expr: { $eq: [1, 1] } }],
    ['$comment', { $comment: 'system:reaper' }],
  ])('hold no operators among their fields: %s', async (_what, criteria) => {
    const rows = await ofB.find(criteria).catch(() => []);
    expect(idsOf(rows).filter((id) => id !== 'b1')).toEqual([]);
    await expect(ofB.remove(criteria)).rejects.toThrow();
    expect(await ofA.count({})).toBe(3);
  });

  it.each([
    ['$ne', { $ne: null }],
    ['$gt', { $gt: '' }],
    ['$regex', { $regex: '.*' }],
    ['$in', { $in: ['ada@company.example'] }],
    ['$exists', { $exists: true }],
    ['an object', { a: 1 }],
    ['a list', ['ada@company.example']],
  ])('take an object from outside for a value, never for an operator: %s', async (_what, value) => {
    const found = await ofA.find({ email: value }).catch((error: Error) => error);
    if (found instanceof Error) expect(found.name).toBe('CastError');
    else expect(found).toEqual([]);
    const changed = await ofA.update({ email: value }, { $set: { isActive: false } }).catch(() => null);
    expect(changed).toBeNull();
    expect(await ofA.count({ isActive: true })).toBe(3);
  });

  it('without a value are a mistake, not a match for everything', async () => {
    const works = [() => ofA.find({ _id: undefined }), () => ofA.remove({ _id: undefined })];
    for (const work of works) await expect((async () => work())()).rejects.toThrow('has no value');
    expect(await ofA.count({})).toBe(3);
  });

  it('compare by conditions of our own making', async () => {
    const sorted = { sort: { _id: 1 } } as const;
    expect(idsOf(await ofA.find({ _id: greaterThan('a1') }, sorted))).toEqual(['a2', 'a3']);
    expect(idsOf(await ofA.find({ _id: lessThan('a2') }, sorted))).toEqual(['a1']);
    expect(idsOf(await ofA.find({ _id: oneOf(['a1', 'b1']) }, sorted))).toEqual(['a1']);
    expect(idsOf(await ofA.find({ _id: not('a1') }, sorted))).toEqual(['a2', 'a3']);
    expect(idsOf(await ofA.find({ createdAt: between(new Date(0), null) }, { ...sorted, limit: 2 }))).toEqual(
      ['a1', 'a2'],
    );
    expect(await ofA.find({ createdAt: between(null, new Date(0)) })).toEqual([]);
    expect(
      idsOf(await ofA.find({}, { ...sorted, anyOf: [[{ _id: 'a1' }, { _id: 'a3' }], [{ _id: not('a1') }]] })),
    ).toEqual(['a3']);
  });

  it('search for a text as it stands', async () => {
    expect(idsOf(await ofA.find({ email: containing('EVE+TAG') }))).toEqual(['a3']);
    expect(await ofA.find({ email: containing('.*') })).toEqual([]);
    expect(await ofA.find({ email: containing('^ada|(') })).toEqual([]);
  });
});

describe('shared rows', () => {
  it('are the platform’s and the tenant’s own, and for whoever has none the platform’s', async () => {
    const classes = acrossTenants(database, ReferenceClass, 'system:catalogue');
    const common = {
      name: 'x',
      category: 'construction',
      subcategory: 'pool',
      description: 'x',
      isSynthetic: true,
    };
    for (const [id, tenantId] of [
      ['rc_platform', null],
      ['rc_a', 'a'],
      ['rc_b', 'b'],
    ] as const)
      await classes.upsert({ _id: id }, { ...common, tenantId });
    const seenBy = async (tenantId: string | null) =>
      idsOf(await shared(database, ReferenceClass, { tenantId }).find({}, { sort: { _id: 1 } }));
    expect(await seenBy('a')).toEqual(['rc_a', 'rc_platform']);
    expect(await seenBy('c')).toEqual(['rc_platform']);
    expect(await seenBy(null)).toEqual(['rc_platform']);
    expect(await shared(database, ReferenceClass, { tenantId: 'a' }).findOne({ _id: 'rc_b' })).toBeNull();
    expect(await shared(database, ReferenceClass, { tenantId: 'a' }).count({ tenantId: 'b' })).toBe(2);
    expect(idsOf(await classes.find({}, { sort: { _id: 1 } }))).toEqual(['rc_a', 'rc_b', 'rc_platform']);
  });
});

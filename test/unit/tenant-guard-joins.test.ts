import type mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { User } from '../../src/account/user.model.ts';
import { documentTypes } from '../../src/document-types.ts';
import type { Database } from '../../src/persistence/database.ts';
import { connectMongo } from '../../src/persistence/mongo.ts';
import { ReferenceClass } from '../../src/reference/reference-class.model.ts';
import { freshDatabase } from '../support/database.ts';

const own = freshDatabase('tenant-guard-joins');
const refusal = /without a tenant/;

let database: Database;
let users: mongoose.Model<User>;

beforeAll(async () => {
  database = await connectMongo(own.uri, documentTypes);
  users = database.model(User);
  const row = { email: 'a@company.example', passwordHash: 'x', role: 'ADMIN', isActive: true } as const;
  await users.create({ _id: 'u-a', tenantId: 'a', ...row });
});
afterAll(() => database.close());

describe('an aggregate over one tenant’s rows', () => {
  it.each([
    ['a lookup', { $lookup: { from: 'estimations', localField: '_id', foreignField: 'userId', as: 'x' } }],
    ['an unbound lookup', { $lookup: { from: 'estimations', pipeline: [{ $match: {} }], as: 'x' } }],
    ['a union', { $unionWith: 'estimations' }],
    ['an unbound union', { $unionWith: { coll: 'estimations', pipeline: [] } }],
    [
      'a graph',
      {
        $graphLookup: {
          from: 'users',
          startWith: '$_id',
          connectFromField: 'a',
          connectToField: 'b',
          as: 'x',
        },
      },
    ],
    ['a lookup in a facet', { $facet: { a: [{ $lookup: { from: 'estimations', as: 'x', pipeline: [] } }] } }],
    ['a copy', { $out: 'elsewhere' }],
    ['a merge', { $merge: { into: 'elsewhere' } }],
  ])('lets no aggregate reach others by %s', async (_name, stage) => {
    const pipeline = [{ $match: { tenantId: 'a' } }, stage] as mongoose.PipelineStage[];
    await expect(users.aggregate(pipeline)).rejects.toThrow(refusal);
  });

  it('lets one be joined whose own rows are bound the same way', async () => {
    const bound = [{ $match: { tenantId: 'a' } }];
    const joined = await users.aggregate([
      ...bound,
      { $lookup: { from: 'estimations', pipeline: bound, as: 'estimations' } },
    ]);
    expect(joined).toEqual([expect.objectContaining({ _id: 'u-a', estimations: [] })]);
  });
});

describe('reference classes', () => {
  it('of the platform may be read along with one tenant’s own, and that is all', async () => {
    const classes = database.model(ReferenceClass);
    const visible = { tenantId: { $in: [null, 'a'] } };
    expect(await classes.find(visible)).toEqual([]);
    expect(await classes.countDocuments({ tenantId: { $eq: null } })).toBe(0);
    const more: object[] = [
      { $in: [null, 'a', 'b'] },
      { $in: ['a', null] },
      { $in: [null] },
      { $nin: [null] },
    ];
    for (const tenantId of more) await expect(classes.find({ tenantId })).rejects.toThrow(refusal);
    await expect(classes.updateMany(visible, { $set: { isArchived: true } })).rejects.toThrow(refusal);
    await expect(classes.deleteMany({ tenantId: { $eq: null } })).rejects.toThrow(refusal);
    await expect(
      new classes({ _id: 'x', tenantId: null }).save({ validateBeforeSave: false }),
    ).rejects.toThrow(refusal);
  });
});

import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { codeOf, freshDatabase } from '../../support/database.ts';

const database = freshDatabase('indexes');

async function refusal(action: Promise<unknown>): Promise<mongoose.mongo.MongoServerError> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof mongoose.mongo.MongoServerError) return error;
  throw new Error('a refusal was expected');
}

describe('unique indexes', () => {
  it('refuse a second document with the same value and name the index', async () => {
    const items = database.collection();
    await items.createIndex({ email: 1 }, { unique: true });
    await items.insertOne({ email: 'a@example.org' });
    const error = await refusal(items.insertOne({ email: 'a@example.org' }));
    expect(error.code).toBe(11_000);
    expect(error.keyPattern).toEqual({ email: 1 });
    expect(error.message).toContain('E11000');
  });

  it('guard updates and leave the document as it was', async () => {
    const items = database.collection();
    await items.createIndex({ k: 1 }, { unique: true });
    await items.insertMany([
      { _id: 1 as never, k: 1 },
      { _id: 2 as never, k: 2 },
    ]);
    expect(await codeOf(items.updateOne({ _id: 2 as never }, { $set: { k: 1, other: true } }))).toBe(11_000);
    expect(await items.findOne({ _id: 2 as never })).toEqual({ _id: 2, k: 2 });
    await items.updateOne({ _id: 1 as never }, { $set: { k: 3 } });
    await items.updateOne({ _id: 2 as never }, { $set: { k: 1 } });
    expect(await items.countDocuments({ k: 1 })).toBe(1);
  });

  it('treat a missing field as null, and 1 as equal to 1.0', async () => {
    const items = database.collection();
    await items.createIndex({ k: 1 }, { unique: true });
    await items.insertOne({ other: 1 });
    expect(await codeOf(items.insertOne({ other: 2 }))).toBe(11_000);
    await items.insertOne({ k: 1 });
    expect(await codeOf(items.insertOne({ k: new mongoose.mongo.Double(1) }))).toBe(11_000);
  });

  it('over several fields refuse only the same combination', async () => {
    const items = database.collection();
    await items.createIndex({ tenantId: 1, key: 1 }, { unique: true });
    await items.insertMany([
      { tenantId: 'a', key: 1 },
      { tenantId: 'a', key: 2 },
      { tenantId: 'b', key: 1 },
    ]);
    const error = await refusal(items.insertOne({ tenantId: 'b', key: 1 }));
    expect(error.keyPattern).toEqual({ tenantId: 1, key: 1 });
  });

  it('cannot be made over documents that break them', async () => {
    const items = database.collection();
    await items.insertMany([{ k: 1 }, { k: 1 }]);
    expect(await codeOf(items.createIndex({ k: 1 }, { unique: true }))).toBe(11_000);
    expect(await items.indexes()).toHaveLength(1);
    await items.insertOne({ k: 1 });
    expect(await items.countDocuments({ k: 1 })).toBe(3);
  });

  it('let one of fifty parallel inserts win', async () => {
    const items = database.collection();
    await items.createIndex({ key: 1 }, { unique: true });
    const inserts = Array.from({ length: 50 }, (_, n) => items.insertOne({ key: 'same', n }));
    const outcomes = await Promise.allSettled(inserts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await items.countDocuments({ key: 'same' })).toBe(1);
  });
});

describe('partial and sparse indexes', () => {
  it('a partial unique index binds only the documents of its filter', async () => {
    const items = database.collection();
    const partialFilterExpression = { active: true };
    await items.createIndex({ email: 1 }, { unique: true, partialFilterExpression });
    await items.insertMany([
      { email: 'x', active: false },
      { email: 'x', active: false },
      { email: 'x', active: true },
    ]);
    expect(await codeOf(items.insertOne({ email: 'x', active: true }))).toBe(11_000);
    expect(await codeOf(items.updateMany({ active: false }, { $set: { active: true } }))).toBe(11_000);
    expect(await items.countDocuments({ email: 'x' })).toBe(3);
    expect(await items.countDocuments({ email: 'x', active: true })).toBe(1);
  });

  it('a partial index on strings admits many documents without one', async () => {
    const items = database.collection();
    await items.createIndex(
      { token: 1 },
      { unique: true, partialFilterExpression: { token: { $type: 'string' } } },
    );
    await items.insertMany([{}, {}, { token: null }, { token: 'a' }]);
    expect(await codeOf(items.insertOne({ token: 'a' }))).toBe(11_000);
    expect(await items.countDocuments({ token: 'a' })).toBe(1);
    expect(await items.countDocuments({ token: null })).toBe(3);
  });

  it('a sparse index leaves out documents without the field, and queries still find them', async () => {
    const items = database.collection();
    await items.createIndex({ k: 1 }, { unique: true, sparse: true });
    await items.insertMany([{}, {}, { k: 1 }]);
    expect(await codeOf(items.insertOne({ k: 1 }))).toBe(11_000);
    expect(await items.countDocuments({ k: null })).toBe(2);
    expect(await items.find({}).sort({ k: 1 }).toArray()).toHaveLength(3);
  });
});

describe('indexes in queries', () => {
  it('give pages in their order after an equality', async () => {
    const items = database.collection();
    await items.createIndex({ tenantId: 1, createdAt: -1 });
    await items.insertMany(
      Array.from({ length: 100 }, (_, n) => ({
        tenantId: n % 2 ? 'a' : 'b',
        createdAt: new Date(n * 1_000),
        n,
      })),
    );
    const page = (filter: object) =>
      items
        .find({ tenantId: 'a', ...filter })
        .sort({ createdAt: -1 })
        .limit(3)
        .toArray();
    const first = await page({});
    expect(first.map(({ n }) => n)).toEqual([99, 97, 95]);
    const second = await page({ createdAt: { $lt: first[2]?.createdAt } });
    expect(second.map(({ n }) => n)).toEqual([93, 91, 89]);
    const upwards = await items.find({ tenantId: 'b' }).sort({ createdAt: 1 }).limit(2).toArray();
    expect(upwards.map(({ n }) => n)).toEqual([0, 2]);
  });

  it('follow changes of documents', async () => {
    const items = database.collection();
    await items.createIndex({ tags: 1 });
    await items.insertOne({ _id: 1 as never, tags: ['a', 'b'] });
    await items.updateOne({}, { $set: { tags: ['b', 'c'] } });
    expect(await items.countDocuments({ tags: 'a' })).toBe(0);
    expect(await items.countDocuments({ tags: 'c' })).toBe(1);
    await items.deleteOne({});
    expect(await items.countDocuments({ tags: 'c' })).toBe(0);
  });

  it('take $in lists, ranges and sorts together', async () => {
    const items = database.collection();
    await items.createIndex({ a: 1, b: 1, c: -1 });
    await items.insertMany(Array.from({ length: 60 }, (_, n) => ({ a: n % 3, b: n % 4, c: n })));
    const found = await items
      .find({ a: { $in: [0, 2] }, b: { $gte: 1, $lt: 3 }, c: { $gt: 10 } })
      .sort({ c: 1 })
      .toArray();
    const expected = Array.from({ length: 60 }, (_, n) => n).filter(
      (n) => n % 3 !== 1 && [1, 2].includes(n % 4) && n > 10,
    );
    expect(found.map(({ c }) => c)).toEqual(expected);
  });

  it('hold long values', async () => {
    const items = database.collection();
    await items.createIndex({ text: 1 });
    const texts = ['a', 'b'].map((end) => `${'long '.repeat(1_000)}${end}`);
    await items.insertMany(texts.map((text) => ({ text })));
    for (const text of texts) expect(await items.countDocuments({ text })).toBe(1);
    expect(await items.countDocuments({ text: { $gt: texts[0] ?? '' } })).toBe(1);
  });
});

describe('index management', () => {
  it('lists, makes once and drops', async () => {
    const items = database.collection();
    expect(await items.createIndex({ a: 1, b: -1 })).toBe('a_1_b_-1');
    await items.createIndex({ a: 1, b: -1 });
    await items.createIndex({ at: 1 }, { expireAfterSeconds: 3_600, name: 'ttl' });
    const listed = await items.listIndexes().toArray();
    expect(listed.map(({ name }) => name).sort()).toEqual(['_id_', 'a_1_b_-1', 'ttl']);
    expect(listed.find(({ name }) => name === 'ttl')).toMatchObject({
      key: { at: 1 },
      expireAfterSeconds: 3_600,
    });
    await items.dropIndex('ttl');
    expect(await items.indexes()).toHaveLength(2);
  });

  it('refuses another index under a name that is taken', async () => {
    const items = database.collection();
    await items.createIndex({ a: 1 }, { name: 'mine' });
    expect(await codeOf(items.createIndex({ b: 1 }, { name: 'mine' }))).toEqual(expect.any(Number));
    expect(await codeOf(items.dropIndex('nowhere'))).toEqual(expect.any(Number));
  });
});

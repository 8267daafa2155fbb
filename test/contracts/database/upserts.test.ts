import { describe, expect, it } from 'vitest';
import { codeOf, freshDatabase } from '../../support/database.ts';

const database = freshDatabase('upserts');

describe('upsert', () => {
  it('inserts what the filter demands by equality together with the update', async () => {
    const items = database.collection();
    const filter = {
      key: 'k',
      'deep.er': { $eq: 2 },
      $and: [{ also: 3 }],
      big: { $gt: 5 },
      one: { $in: ['only'] },
    };
    const result = await items.updateOne(
      filter,
      { $set: { value: 1 }, $setOnInsert: { born: true } },
      { upsert: true },
    );
    expect(result).toMatchObject({ matchedCount: 0, upsertedCount: 1 });
    const found = await items.findOne({ _id: result.upsertedId as never });
    expect(found).toMatchObject({ key: 'k', deep: { er: 2 }, also: 3, value: 1, born: true });
    expect(found).not.toHaveProperty('big');
  });

  it('applies $setOnInsert only when it inserts', async () => {
    const items = database.collection();
    const upsert = () =>
      items.updateOne(
        { _id: 'a' as never },
        { $setOnInsert: { first: true }, $inc: { n: 1 } },
        { upsert: true },
      );
    expect((await upsert()).upsertedId).toBe('a');
    await items.updateOne({}, { $unset: { first: '' } });
    expect((await upsert()).upsertedId).toBeNull();
    expect(await items.findOne({})).toEqual({ _id: 'a', n: 2 });
  });

  it('takes the id from $setOnInsert or from a replacement', async () => {
    const items = database.collection();
    await items.updateOne({ k: 1 }, { $setOnInsert: { _id: 'mine' as never } }, { upsert: true });
    await items.replaceOne({ _id: 'other' as never }, { k: 2 }, { upsert: true });
    expect(await items.find({}).sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'mine', k: 1 },
      { _id: 'other', k: 2 },
    ]);
  });

  it('updates nobody else when a unique index refuses', async () => {
    const items = database.collection();
    await items.createIndex({ email: 1 }, { unique: true });
    await items.insertOne({ email: 'a@example.org', n: 1 });
    const other = items.updateOne({ email: 'a@example.org', n: 2 }, { $set: { x: 1 } }, { upsert: true });
    expect(await codeOf(other)).toBe(11_000);
    expect(await items.countDocuments()).toBe(1);
  });

  it('makes one document when fifty clients upsert the same key at once', async () => {
    const items = database.collection();
    await items.createIndex({ key: 1 }, { unique: true });
    const upsert = () => items.updateOne({ key: 'same' }, { $inc: { n: 1 } }, { upsert: true });
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, upsert));
    const done = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(await items.find({}).toArray()).toMatchObject([{ key: 'same', n: done }]);
  });
});

describe('findOneAndUpdate', () => {
  it('returns the document before or after, or null', async () => {
    const items = database.collection();
    await items.insertOne({ _id: 1 as never, n: 1 });
    expect(await items.findOneAndUpdate({ n: 1 }, { $inc: { n: 1 } })).toEqual({ _id: 1, n: 1 });
    expect(await items.findOneAndUpdate({ n: 2 }, { $inc: { n: 1 } }, { returnDocument: 'after' })).toEqual({
      _id: 1,
      n: 3,
    });
    expect(await items.findOneAndUpdate({ n: 9 }, { $inc: { n: 1 } })).toBeNull();
  });

  it('takes the first by sort and shapes it by projection', async () => {
    const items = database.collection();
    await items.insertMany([
      { _id: 1 as never, n: 3 },
      { _id: 2 as never, n: 1 },
      { _id: 3 as never, n: 2 },
    ]);
    const taken = await items.findOneAndUpdate(
      {},
      { $set: { taken: true } },
      { sort: { n: 1 }, projection: { n: 1, _id: 0 } },
    );
    expect(taken).toEqual({ n: 1 });
    expect(await items.findOne({ taken: true })).toMatchObject({ _id: 2 });
  });

  it('upserts and tells so', async () => {
    const items = database.collection();
    const options = { upsert: true, includeResultMetadata: true } as const;
    const before = await items.findOneAndUpdate(
      { k: 1 },
      { $set: { n: 1 } },
      { ...options, returnDocument: 'before' },
    );
    expect(before).toMatchObject({ value: null, lastErrorObject: { n: 1, updatedExisting: false } });
    expect(before.lastErrorObject?.upserted).toBeDefined();
    const after = await items.findOneAndUpdate(
      { k: 1 },
      { $set: { n: 2 } },
      { ...options, returnDocument: 'after' },
    );
    expect(after).toMatchObject({ value: { k: 1, n: 2 }, lastErrorObject: { n: 1, updatedExisting: true } });
  });

  it('replaces and deletes', async () => {
    const items = database.collection();
    await items.insertOne({ _id: 1 as never, n: 1 });
    expect(await items.findOneAndReplace({ n: 1 }, { m: 2 }, { returnDocument: 'after' })).toEqual({
      _id: 1,
      m: 2,
    });
    expect(await items.findOneAndDelete({ m: 2 })).toEqual({ _id: 1, m: 2 });
    expect(await items.findOneAndDelete({ m: 2 })).toBeNull();
    expect(await items.countDocuments()).toBe(0);
  });

  it('honours arrayFilters', async () => {
    const items = database.collection();
    await items.insertOne({ list: [{ id: 'a' }, { id: 'b' }] });
    const options = {
      arrayFilters: [{ 'x.id': 'b' }],
      returnDocument: 'after',
      projection: { _id: 0 },
    } as const;
    const after = await items.findOneAndUpdate({}, { $set: { 'list.$[x].done': true } }, options as never);
    expect(after).toEqual({ list: [{ id: 'a' }, { id: 'b', done: true }] });
  });

  it('hands each job to one of fifty takers', async () => {
    const items = database.collection();
    await items.insertMany(Array.from({ length: 30 }, (_, n) => ({ n, state: 'open' })));
    const take = () =>
      items.findOneAndUpdate({ state: 'open' }, { $set: { state: 'taken' } }, { sort: { n: 1 } });
    const taken = (await Promise.all(Array.from({ length: 50 }, take))).filter((job) => job !== null);
    expect(new Set(taken.map(({ n }) => n)).size).toBe(taken.length);
    expect(taken).toHaveLength(30);
  });
});

import { describe, expect, it } from 'vitest';
import { codeOf, type Document, freshDatabase } from '../../support/database.ts';

const database = freshDatabase('updates');

/** Stores `before`, applies the update to it and returns what became of it, without the id. */
async function updated(
  before: Document,
  update: Document | Document[],
  options: object = {},
  filter: Document = {},
) {
  const items = database.collection();
  await items.insertOne({ _id: 1 as never, ...before });
  await items.updateOne({ _id: 1, ...filter } as never, update as never, options);
  return await items.findOne({}, { projection: { _id: 0 } });
}

/** Checks that an update of `before` is refused and changes nothing. (Which code is MongoDB's, the embedded server's own tests say.) */
async function expectRefused(before: Document, update: Document) {
  const items = database.collection();
  await items.insertOne({ _id: 1 as never, ...before });
  expect(await codeOf(items.updateOne({ _id: 1 as never }, update))).toEqual(expect.any(Number));
  expect(await items.findOne({})).toEqual({ _id: 1, ...before });
}

describe('field operators', () => {
  it('$set creates fields and the documents on the way', async () => {
    expect(await updated({ a: 1 }, { $set: { a: 2, 'b.c.d': 3 } })).toEqual({ a: 2, b: { c: { d: 3 } } });
    expect(await updated({ list: [1, 2] }, { $set: { 'list.1': 9, 'list.3': 4 } })).toEqual({
      list: [1, 9, null, 4],
    });
  });

  it('$set through a value that is no document is refused', async () => {
    await expectRefused({ a: 5 }, { $set: { 'a.b': 1 } });
    await expectRefused({ a: [1] }, { $set: { 'a.b': 1 } });
  });

  it('$unset removes fields and empties places in arrays', async () => {
    expect(await updated({ a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': '', nowhere: '' } })).toEqual(
      { b: { d: 2 } },
    );
    expect(await updated({ list: [1, 2] }, { $unset: { 'list.0': '' } })).toEqual({ list: [null, 2] });
  });

  it('$inc and $mul compute, from zero where there is nothing', async () => {
    expect(await updated({ a: 1, b: 2.5 }, { $inc: { a: 2, b: -1, c: 7 } })).toEqual({ a: 3, b: 1.5, c: 7 });
    expect(await updated({ a: 3 }, { $mul: { a: 2, b: 5 } })).toEqual({ a: 6, b: 0 });
    await expectRefused({ a: 'text' }, { $inc: { a: 1 } });
    await expectRefused({ a: 1 }, { $inc: { a: 'text' } });
  });

  it('$min and $max keep the lesser and the greater', async () => {
    expect(await updated({ a: 5, b: 5, c: 5 }, { $min: { a: 3, b: 7 }, $max: { c: 9, d: 1 } })).toEqual({
      a: 3,
      b: 5,
      c: 9,
      d: 1,
    });
    const [early, late] = [new Date(1_000), new Date(2_000)];
    expect(await updated({ at: late }, { $min: { at: early } })).toEqual({ at: early });
  });

  it('$rename moves a field, $currentDate stamps it, $bit changes bits', async () => {
    expect(await updated({ a: 1, b: { c: 2 } }, { $rename: { a: 'z', 'b.c': 'y', nowhere: 'x' } })).toEqual({
      b: {},
      z: 1,
      y: 2,
    });
    expect((await updated({}, { $currentDate: { at: true } }))?.at).toBeInstanceOf(Date);
    expect(
      await updated({ a: 13, b: 1, c: 5 }, { $bit: { a: { and: 10 }, b: { or: 4 }, c: { xor: 1 } } }),
    ).toEqual({ a: 8, b: 5, c: 4 });
  });

  it('two operators on one path, an unknown operator and an empty name are refused', async () => {
    await expectRefused({ a: 1 }, { $set: { a: 2 }, $inc: { a: 1 } });
    await expectRefused({ a: { b: 1 } }, { $set: { a: 2, 'a.b': 3 } });
    await expectRefused({ a: 1 }, { $frobnicate: { a: 2 } });
    await expectRefused({ a: 1 }, { $set: { 'a.': 2 } });
  });
});

describe('array operators', () => {
  it('$push appends one or each, at a position, sorted and cut', async () => {
    expect(await updated({}, { $push: { list: 1 } })).toEqual({ list: [1] });
    expect(await updated({ list: [1] }, { $push: { list: { $each: [2, 3] } } })).toEqual({ list: [1, 2, 3] });
    expect(await updated({ list: [1] }, { $push: { list: { $each: [8, 9], $position: 0 } } })).toEqual({
      list: [8, 9, 1],
    });
    expect(
      await updated({ list: [5, 1] }, { $push: { list: { $each: [3], $sort: 1, $slice: -2 } } }),
    ).toEqual({ list: [3, 5] });
    const scored = { $push: { list: { $each: [{ s: 2 }], $sort: { s: -1 }, $slice: 2 } } };
    expect(await updated({ list: [{ s: 1 }, { s: 3 }] }, scored)).toEqual({ list: [{ s: 3 }, { s: 2 }] });
    await expectRefused({ list: 'text' }, { $push: { list: 1 } });
  });

  it('$addToSet adds what is not there and leaves what is', async () => {
    expect(await updated({ list: [1, 1] }, { $addToSet: { list: 1 } })).toEqual({ list: [1, 1] });
    expect(
      await updated({ list: [1] }, { $addToSet: { list: { $each: [1, 2, { a: 1 }, { a: 1 }] } } }),
    ).toEqual({ list: [1, 2, { a: 1 }] });
  });

  it('$pull, $pullAll and $pop remove', async () => {
    expect(await updated({ list: [1, 5, 9] }, { $pull: { list: { $gte: 5 } } })).toEqual({ list: [1] });
    const pulled = await updated(
      {
        list: [
          { a: 1, b: 1 },
          { a: 2, b: 1 },
        ],
      },
      { $pull: { list: { a: 1 } } },
    );
    expect(pulled).toEqual({ list: [{ a: 2, b: 1 }] });
    expect(await updated({ list: ['a', 'b', 'a'] }, { $pull: { list: 'a' } })).toEqual({ list: ['b'] });
    expect(await updated({ list: [1, 2, 3, 1] }, { $pullAll: { list: [1, 3] } })).toEqual({ list: [2] });
    expect(await updated({ a: [1, 2], b: [1, 2] }, { $pop: { a: 1, b: -1 } })).toEqual({ a: [1], b: [2] });
  });

  it('the positional operators find their elements', async () => {
    const list = [
      { k: 1, v: 0 },
      { k: 2, v: 0 },
      { k: 2, v: 0 },
    ];
    const first = await updated({ list }, { $set: { 'list.$.v': 7 } }, {}, { 'list.k': 2 });
    expect(first?.list.map(({ v }: Document) => v)).toEqual([0, 7, 0]);
    const byElement = await updated(
      { list },
      { $inc: { 'list.$.v': 1 } },
      {},
      { list: { $elemMatch: { k: 2, v: 0 } } },
    );
    expect(byElement?.list.map(({ v }: Document) => v)).toEqual([0, 1, 0]);
    const every = await updated({ list }, { $inc: { 'list.$[].v': 2 } });
    expect(every?.list.map(({ v }: Document) => v)).toEqual([2, 2, 2]);
    const some = await updated(
      { list },
      { $set: { 'list.$[two].v': 5 } },
      { arrayFilters: [{ 'two.k': 2 }] },
    );
    expect(some?.list.map(({ v }: Document) => v)).toEqual([0, 5, 5]);
    const grades = await updated(
      { n: [1, 5, 9] },
      { $set: { 'n.$[big]': 0 } },
      { arrayFilters: [{ big: { $gt: 3 } }] },
    );
    expect(grades).toEqual({ n: [1, 0, 0] });
  });
});

describe('pipeline updates', () => {
  it('compute from the document itself', async () => {
    const total = [{ $set: { total: { $multiply: ['$price', '$count'] } } }, { $unset: ['count'] }];
    expect(await updated({ price: 3, count: 4 }, total)).toEqual({ price: 3, total: 12 });
  });
});

describe('counts', () => {
  it('tell what matched from what changed', async () => {
    const items = database.collection();
    await items.insertMany([{ n: 1 }, { n: 1 }, { n: 2 }]);
    expect(await items.updateMany({}, { $set: { n: 1 } })).toMatchObject({
      matchedCount: 3,
      modifiedCount: 1,
    });
    expect(await items.updateOne({ n: 9 }, { $set: { n: 1 } })).toMatchObject({
      matchedCount: 0,
      modifiedCount: 0,
    });
  });

  it('one update meets each document once, also when it moves it within an index', async () => {
    const items = database.collection();
    await items.createIndex({ n: 1 });
    await items.insertMany(Array.from({ length: 200 }, (_, n) => ({ n })));
    expect((await items.updateMany({ n: { $gte: 0 } }, { $inc: { n: 1_000 } })).modifiedCount).toBe(200);
    expect(await items.countDocuments({ n: { $gte: 1_000, $lt: 1_200 } })).toBe(200);
  });
});

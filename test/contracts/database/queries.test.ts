import { describe, expect, it } from 'vitest';
import { codeOf, type Document, freshDatabase } from '../../support/database.ts';

const database = freshDatabase('queries');

/** Stores documents numbered from 0 and returns the numbers of those that a filter finds, with and without an index to help. */
async function numbersFor(
  docs: readonly Document[],
  filters: readonly Document[],
  index?: Record<string, 1 | -1>,
) {
  const items = database.collection();
  await items.insertMany(docs.map((doc, _id) => ({ _id: _id as never, ...doc })));
  if (index) await items.createIndex(index);
  return await Promise.all(
    filters.map(async (filter) =>
      (await items.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => Number(_id)),
    ),
  );
}

describe.each([
  ['without an index', undefined],
  ['with an index', { a: 1 } as const],
  ['with a descending index', { a: -1 } as const],
])('comparison %s', (_title, index) => {
  it('tells null, missing and present apart as MongoDB does', async () => {
    const docs = [{ a: null }, {}, { a: 0 }, { a: [] }, { a: [null] }, { a: '' }];
    const filters = [
      { a: null },
      { a: { $ne: null } },
      { a: { $exists: true } },
      { a: { $exists: false } },
      { a: { $in: [null, 0] } },
    ];
    expect(await numbersFor(docs, filters, index)).toEqual([
      [0, 1, 4],
      [2, 3, 5],
      [0, 2, 3, 4, 5],
      [1],
      [0, 1, 2, 4],
    ]);
  });

  it('finds a value in an array as well as by itself, and an array as a whole', async () => {
    const docs = [{ a: 1 }, { a: [1, 2] }, { a: [[1, 2]] }, { a: [2, 1] }, { a: 3 }];
    const filters = [
      { a: 1 },
      { a: [1, 2] },
      { a: { $all: [1, 2] } },
      { a: { $size: 2 } },
      { a: { $nin: [1] } },
      { a: { $in: [3, 2] } },
    ];
    expect(await numbersFor(docs, filters, index)).toEqual([
      [0, 1, 3],
      [1, 2],
      [1, 3],
      [1, 3],
      [2, 4],
      [1, 3, 4],
    ]);
  });

  it('compares within one type only', async () => {
    const docs = [{ a: 5 }, { a: '5' }, { a: new Date(5) }, { a: true }, { a: 10 }, { a: null }];
    const filters = [
      { a: { $gt: 4 } },
      { a: { $gte: '' } },
      { a: { $lt: new Date(9) } },
      { a: { $gt: 4, $lt: 10 } },
      { a: { $lte: 10 } },
    ];
    expect(await numbersFor(docs, filters, index)).toEqual([[0, 4], [1], [2], [0], [0, 4]]);
  });

  it('lets different elements of an array satisfy the two sides of a range, one element an $elemMatch', async () => {
    const docs = [{ a: [1, 20] }, { a: [7] }, { a: 7 }, { a: [20] }];
    const filters = [{ a: { $gt: 5, $lt: 10 } }, { a: { $elemMatch: { $gt: 5, $lt: 10 } } }];
    expect(await numbersFor(docs, filters, index)).toEqual([[0, 1, 2], [1]]);
  });

  it('compares embedded documents as a whole, in the order of their fields', async () => {
    const docs = [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, { a: { x: 1 } }];
    expect(await numbersFor(docs, [{ a: { x: 1, y: 2 } }, { a: { x: 1 } }], index)).toEqual([[0], [2]]);
  });
});

describe('paths', () => {
  it('lead through documents and arrays of documents', async () => {
    const docs = [
      { a: { b: 1 } },
      { a: [{ b: 1 }, { b: 2 }] },
      { a: [{ c: 1 }] },
      { a: { b: [1, 3] } },
      { a: 4 },
    ];
    const filters = [
      { 'a.b': 1 },
      { 'a.b': { $gt: 1 } },
      { 'a.0.b': 1 },
      { 'a.b': null },
      { 'a.b': { $exists: true } },
    ];
    expect(await numbersFor(docs, filters)).toEqual([[0, 1, 3], [1, 3], [1], [2, 4], [0, 1, 3]]);
  });

  it('$elemMatch asks one element for everything', async () => {
    const docs = [
      { a: [{ b: 1, c: 2 }] },
      {
        a: [
          { b: 1, c: 1 },
          { b: 2, c: 2 },
        ],
      },
    ];
    expect(await numbersFor(docs, [{ 'a.b': 1, 'a.c': 2 }, { a: { $elemMatch: { b: 1, c: 2 } } }])).toEqual([
      [0, 1],
      [0],
    ]);
  });
});

describe('nested arrays', () => {
  it('count as a whole for a position and for $elemMatch', async () => {
    const docs = [{ a: [[1, 2], 3] }, { a: [1, 3] }, { a: [{ b: 1 }, ['x']] }];
    const filters = [
      { 'a.0': 1 },
      { 'a.0': [1, 2] },
      { a: { $elemMatch: { $eq: 1 } } },
      { a: { $elemMatch: { b: 1 } } },
    ];
    expect(await numbersFor(docs, filters)).toEqual([[1], [0], [1], [2]]);
  });
});

describe('other operators', () => {
  it('join conditions', async () => {
    const docs = [
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 2, b: 2 },
    ];
    const filters = [
      { $and: [{ a: 1 }, { b: 2 }] },
      { $or: [{ a: 2 }, { b: 1 }] },
      { $nor: [{ a: 2 }, { b: 1 }] },
      { a: { $not: { $gt: 1 } } },
      { a: 1, $or: [{ b: 1 }, { b: 7 }] },
    ];
    expect(await numbersFor(docs, filters, { b: 1 })).toEqual([[1], [0, 2], [1], [0, 1], [0]]);
  });

  it('match patterns, types, remainders and expressions', async () => {
    const docs = [{ a: 'Pool' }, { a: 'spa' }, { a: 9 }, { a: ['whirlPOOL'] }, { a: 2.5, b: 2 }];
    const filters = [
      { a: /pool/i },
      { a: { $regex: '^sp' } },
      { a: { $regex: 'POOL$', $options: 'i' } },
      { a: { $in: [/^s/, 9] } },
      { a: { $type: 'string' } },
      { a: { $type: 'number' } },
      { a: { $mod: [4, 1] } },
      { $expr: { $gt: ['$a', '$b'] }, b: { $exists: true } },
      { a: { $not: /pool/i } },
    ];
    const found = [[0, 3], [1], [0, 3], [1, 2], [0, 1, 3], [2, 4], [2], [4], [1, 2, 4]];
    expect(await numbersFor(docs, filters)).toEqual(found);
  });

  it('refuse what they do not understand', async () => {
    const items = database.collection();
    await items.insertOne({ a: 1 });
    const faulty = [
      { a: { $frobnicate: 1 } },
      { $frobnicate: 1 },
      { a: { $in: 5 } },
      { $or: [] },
      { a: { $regex: '(' } },
    ];
    for (const filter of faulty)
      expect(await codeOf(items.findOne(filter as never))).toEqual(expect.any(Number));
  });
});

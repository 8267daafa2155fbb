import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Collection, codeOf, type Document, freshDatabase } from '../../support/database.ts';

const database = freshDatabase('queries');
/** The same documents and filters in every run: what an independent engine is asked must not vary. */
const SEED = 20_260_203;

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

describe('indexes', () => {
  const scalar = fc.constantFrom<unknown>(
    null,
    0,
    1,
    2,
    1.5,
    'a',
    'b',
    '',
    true,
    new Date(1_000),
    new Date(2_000),
  );
  const value = fc.oneof(
    { weight: 4, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(fc.record({ b: scalar }, { requiredKeys: [] }), { maxLength: 2 }) },
    { weight: 1, arbitrary: fc.record({ b: scalar, c: scalar }, { requiredKeys: [] }) },
  );
  const doc = fc.record({ a: value, b: value, c: value }, { requiredKeys: [] });
  const condition = fc.oneof(
    value,
    fc.record({ $gte: scalar, $lt: scalar }, { requiredKeys: ['$gte'] }),
    fc.record({ $gt: scalar, $lte: scalar }, { requiredKeys: ['$lte'] }),
    fc.record({ $in: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
    fc.record({ $ne: scalar }),
    fc.record({ $exists: fc.boolean() }),
    fc.record({ $elemMatch: fc.record({ $gte: scalar }) }),
  );
  const clause = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a.b', 'b.b'), condition, {
    minKeys: 1,
    maxKeys: 3,
  });
  const filter = fc.oneof(
    clause,
    fc.record({ $or: fc.array(clause, { minLength: 1, maxLength: 2 }) }),
    fc.record({ $and: fc.tuple(clause, clause) }),
  );
  const order = fc.constantFrom<[string, 1 | -1][]>(
    [['_id', 1]],
    [
      ['a', 1],
      ['_id', 1],
    ],
    [
      ['b', -1],
      ['_id', 1],
    ],
  );

  it('never change what is found nor its order', async () => {
    const docs = fc.sample(doc, { numRuns: 120, seed: SEED }).map((content, _id) => ({ _id: _id as never, ...content }));
    const [plain, indexed] = [database.collection(), database.collection()];
    await indexed.createIndexes([
      { key: { a: 1 } },
      { key: { b: -1 } },
      { key: { 'a.b': 1 } },
      { key: { c: 1 }, sparse: true },
    ]);
    await Promise.all([plain.insertMany(docs), indexed.insertMany(docs)]);
    const property = fc.asyncProperty(filter, order, async (conditions, sort) => {
      const search = (items: Collection) =>
        items
          .find(conditions as Document)
          .sort(sort)
          .map(({ _id }) => Number(_id))
          .toArray();
      expect(await search(indexed)).toEqual(await search(plain));
    });
    await fc.assert(property, { numRuns: 200, seed: SEED });
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

import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { codeOf, type Document, freshDatabase } from '../../support/database.ts';

const { Decimal128, Long, ObjectId } = mongoose.mongo;
const database = freshDatabase('aggregation');

const sales = [
  { _id: 1, item: 'pool', price: 10, quantity: 2, tags: ['a', 'b'], at: new Date('2026-01-01') },
  { _id: 2, item: 'pool', price: 20, quantity: 1, tags: ['b'], at: new Date('2026-02-01') },
  { _id: 3, item: 'spa', price: 5, quantity: 10, tags: [], at: new Date('2026-02-15') },
];

async function aggregate(pipeline: Document[], docs: readonly Document[] = sales) {
  const items = database.collection();
  await items.insertMany(docs as never);
  return await items.aggregate(pipeline).toArray();
}

describe('aggregation', () => {
  it('groups with accumulators and sorts', async () => {
    const group = {
      _id: '$item',
      count: { $sum: 1 },
      total: { $sum: { $multiply: ['$price', '$quantity'] } },
      average: { $avg: '$price' },
      least: { $min: '$price' },
      last: { $max: '$at' },
      prices: { $push: '$price' },
    };
    expect(await aggregate([{ $sort: { _id: 1 } }, { $group: group }, { $sort: { total: -1 } }])).toEqual([
      { _id: 'spa', count: 1, total: 50, average: 5, least: 5, last: new Date('2026-02-15'), prices: [5] },
      {
        _id: 'pool',
        count: 2,
        total: 40,
        average: 15,
        least: 10,
        last: new Date('2026-02-01'),
        prices: [10, 20],
      },
    ]);
  });

  it('groups by ids and by several fields', async () => {
    const [one, two] = [new ObjectId(), new ObjectId()];
    const docs = [{ t: one, k: 1 }, { t: two, k: 1 }, { t: new ObjectId(one.toHexString()), k: 1 }, { k: 2 }];
    const byId = await aggregate(
      [{ $group: { _id: '$t', n: { $sum: 1 } } }, { $sort: { n: -1, _id: 1 } }],
      docs,
    );
    expect(byId).toEqual([
      { _id: one, n: 2 },
      { _id: null, n: 1 },
      { _id: two, n: 1 },
    ]);
    const byBoth = await aggregate(
      [{ $group: { _id: { t: '$t', k: '$k' }, n: { $sum: 1 } } }, { $match: { n: 2 } }],
      docs,
    );
    expect(byBoth).toEqual([{ _id: { t: one, k: 1 }, n: 2 }]);
  });

  it('accumulates decimals, long integers and values of any type by their own rules', async () => {
    const docs = [
      { price: Decimal128.fromString('9.90'), big: Long.fromString('9007199254740993'), v: 2 },
      { price: Decimal128.fromString('10.15'), big: Long.fromString('2'), v: 'text' },
      { v: null },
    ];
    const group = {
      _id: null,
      price: { $sum: '$price' },
      big: { $sum: '$big' },
      dearest: { $max: '$price' },
      least: { $min: '$v' },
      most: { $max: '$v' },
    };
    const [totals] = await aggregate([{ $group: group }], docs);
    const texts = Object.fromEntries(
      Object.entries(totals ?? {}).map(([key, value]) => [key, String(value)]),
    );
    expect(texts).toMatchObject({
      price: '20.05',
      big: '9007199254740995',
      dearest: '10.15',
      least: '2',
      most: 'text',
    });
  });

  it('matches, projects and adds fields', async () => {
    const pipeline = [
      { $match: { price: { $gte: 10 } } },
      { $addFields: { total: { $multiply: ['$price', '$quantity'] }, 'deep.er': '$item' } },
      {
        $project: {
          _id: 0,
          total: 1,
          deep: 1,
          first: { $arrayElemAt: ['$tags', 0] },
          big: { $cond: [{ $gt: ['$price', 15] }, 'yes', 'no'] },
        },
      },
      { $sort: { first: 1 } },
    ];
    expect(await aggregate(pipeline)).toEqual([
      { total: 20, deep: { er: 'pool' }, first: 'a', big: 'no' },
      { total: 20, deep: { er: 'pool' }, first: 'b', big: 'yes' },
    ]);
  });

  it('unwinds arrays, empty ones only on demand', async () => {
    const unwound = await aggregate([
      { $unwind: '$tags' },
      { $sort: { _id: 1, tags: 1 } },
      { $project: { tags: 1 } },
    ]);
    expect(unwound).toEqual([
      { _id: 1, tags: 'a' },
      { _id: 1, tags: 'b' },
      { _id: 2, tags: 'b' },
    ]);
    const all = await aggregate([{ $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } }]);
    expect(all).toHaveLength(4);
  });

  it('limits, skips and counts', async () => {
    expect(
      await aggregate([{ $sort: { price: 1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { price: 1 } }]),
    ).toEqual([{ _id: 1, price: 10 }]);
    expect(await aggregate([{ $match: { item: 'pool' } }, { $count: 'n' }])).toEqual([{ n: 2 }]);
    expect(await aggregate([{ $sort: { price: -1 } }, { $limit: 2 }, { $match: { item: 'spa' } }])).toEqual(
      [],
    );
  });

  it('answers several questions at once by $facet', async () => {
    const facets = {
      count: [{ $count: 'n' }],
      dearest: [{ $sort: { price: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }],
      none: [{ $match: { price: 0 } }],
    };
    expect(await aggregate([{ $facet: facets }])).toEqual([
      { count: [{ n: 3 }], dearest: [{ _id: 2 }], none: [] },
    ]);
  });

  it('looks up documents of another collection by field and by pipeline', async () => {
    const [orders, parts] = [database.collection(), database.collection()];
    await parts.createIndex({ orderId: 1 });
    await orders.insertMany([
      { _id: 1 as never, t: 'a' },
      { _id: 2 as never, t: 'b' },
    ]);
    await parts.insertMany([
      { _id: 1 as never, orderId: 1, t: 'a' },
      { _id: 2 as never, orderId: 1, t: 'b' },
      { _id: 3 as never, orderId: 2, t: 'b' },
    ]);
    const from = parts.collectionName;
    const lookup = (spec: Document) =>
      orders.aggregate([{ $lookup: { from, as: 'parts', ...spec } }, { $sort: { _id: 1 } }]).toArray();
    const idsOf = (rows: Document[]) => rows.map((row) => row.parts.map(({ _id }: Document) => _id).sort());
    expect(idsOf(await lookup({ localField: '_id', foreignField: 'orderId' }))).toEqual([[1, 2], [3]]);
    const own = [{ $match: { $expr: { $and: [{ $eq: ['$orderId', '$$id'] }, { $eq: ['$t', '$$t'] }] } } }];
    expect(idsOf(await lookup({ let: { id: '$_id', t: '$t' }, pipeline: own }))).toEqual([[1], [3]]);
    const both = { localField: '_id', foreignField: 'orderId', pipeline: [{ $match: { t: 'b' } }] };
    expect(idsOf(await lookup(both))).toEqual([[2], [3]]);
  });

  it('computes dates, strings and conditions', async () => {
    const project = {
      _id: 0,
      month: { $month: '$at' },
      day: { $dateToString: { date: '$at', format: '%Y-%m-%d' } },
      label: { $concat: ['$item', '-', { $toString: '$quantity' }] },
      rest: { $ifNull: ['$missing', 'none'] },
      sum: { $round: [{ $divide: ['$price', 3] }, 2] },
    };
    expect(await aggregate([{ $match: { _id: 2 } }, { $project: project }])).toEqual([
      { month: 2, day: '2026-02-01', label: 'pool-1', rest: 'none', sum: 6.67 },
    ]);
  });

  it('draws a sample', async () => {
    expect(await aggregate([{ $sample: { size: 2 } }])).toHaveLength(2);
    expect(await aggregate([{ $match: { _id: 'none' } }, { $sample: { size: 2 } }])).toEqual([]);
  });

  it('refuses an unknown stage', async () => {
    const items = database.collection();
    await items.insertOne({});
    expect(await codeOf(items.aggregate([{ $frobnicate: {} }]).toArray())).toBe(40_324);
  });
});

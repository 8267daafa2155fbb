import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../../support/database.ts';

const { Binary, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } =
  mongoose.mongo;
const database = freshDatabase('types');

describe('BSON types', () => {
  it('come back as they were stored', async () => {
    const items = database.collection();
    const doc = {
      id: new ObjectId(),
      date: new Date('2026-02-03T04:05:06.789Z'),
      decimal: Decimal128.fromString('1234.5678901234567890'),
      binary: new Binary(Buffer.from([0, 1, 255]), 0),
      uuid: new UUID(),
      long: Long.fromString('9007199254740993'),
      timestamp: new Timestamp({ t: 5, i: 6 }),
      pattern: new BSONRegExp('^a.b$', 'i'),
      nothing: null,
      flag: false,
      text: 'Überdachung 🏊 \u0001',
      nested: { list: [1, [2, { deep: [] }], {}] },
    };
    const { insertedId } = await items.insertOne({ ...doc });
    const found = await items.findOne({ _id: insertedId }, { promoteLongs: false, bsonRegExp: true });
    expect(found).toMatchObject({ ...doc, nested: expect.anything(), uuid: expect.anything() });
    expect(String(found?.uuid.toUUID?.() ?? found?.uuid)).toBe(doc.uuid.toString());
    expect(await items.findOne({ _id: insertedId }, { projection: { nested: 1, _id: 0 } })).toEqual({
      nested: doc.nested,
    });
  });

  it('are found by value', async () => {
    const items = database.collection();
    const values = [
      new ObjectId(),
      new Date(0),
      Decimal128.fromString('0.1'),
      new Binary(Buffer.from('ab')),
      Long.fromString('9007199254740993'),
    ];
    await items.insertMany(values.map((value) => ({ value })));
    await items.createIndex({ value: 1 });
    for (const value of values) expect(await items.countDocuments({ value })).toBe(1);
  });

  it('numbers are equal across types', async () => {
    const items = database.collection();
    await items.createIndex({ n: 1 });
    await items.insertMany(
      [new Int32(1), new Double(1), Long.fromNumber(1), Decimal128.fromString('1.0')].map((n) => ({ n })),
    );
    for (const n of [1, new Double(1), Long.fromNumber(1), Decimal128.fromString('1')]) {
      expect(await items.countDocuments({ n: n as never })).toBe(4);
    }
    expect(await items.countDocuments({ n: { $gte: 1, $lt: 1.5 } })).toBe(4);
    expect(await items.countDocuments({ n: { $type: 'long' } })).toBe(1);
  });

  it('large integers and decimals keep their last digit', async () => {
    const items = database.collection();
    await items.createIndex({ n: 1 });
    const numbers = ['9007199254740992', '9007199254740993', '9007199254740994'];
    await items.insertMany(numbers.map((n) => ({ n: Long.fromString(n) })));
    expect(await items.countDocuments({ n: Long.fromString('9007199254740993') })).toBe(1);
    expect(await items.countDocuments({ n: { $gt: Long.fromString('9007199254740992') } })).toBe(2);
  });

  it('sort in the order of BSON', async () => {
    const items = database.collection();
    const ordered = [
      new MinKey(),
      null,
      Long.fromNumber(-5),
      1,
      Decimal128.fromString('1.5'),
      2,
      'a',
      'b',
      { x: 1 },
      new Binary(Buffer.from('z')),
      new ObjectId(),
      false,
      true,
      new Date(1),
      new MaxKey(),
    ];
    const shuffled = ordered
      .map((v, at) => ({ _id: at as never, v }))
      .sort((a, b) => ((Number(a._id) * 7) % 15) - ((Number(b._id) * 7) % 15));
    await items.insertMany(shuffled);
    const ids = async (direction: 1 | -1) =>
      (await items.find({}).sort({ v: direction }).toArray()).map(({ _id }) => Number(_id));
    const expected = [...ordered.keys()];
    expect(await ids(1)).toEqual(expected);
    await items.createIndex({ v: 1 });
    expect(await ids(1)).toEqual(expected);
    expect(await ids(-1)).toEqual(expected.reverse());
  });

  it('an array sorts by its least element upwards and by its greatest downwards', async () => {
    const items = database.collection();
    await items.insertMany([
      { _id: 1 as never, v: [5, 1] },
      { _id: 2 as never, v: 3 },
      { _id: 3 as never, v: [4] },
    ]);
    const ids = async (direction: 1 | -1) =>
      (await items.find({}).sort({ v: direction }).toArray()).map(({ _id }) => _id);
    expect(await ids(1)).toEqual([1, 2, 3]);
    expect(await ids(-1)).toEqual([1, 3, 2]);
  });

  it('a number keeps its type through an update of another field', async () => {
    const items = database.collection();
    await items.insertOne({ _id: 1 as never, long: Long.fromNumber(5), double: new Double(2), n: 1 });
    await items.updateOne({}, { $inc: { n: 1 } });
    expect(
      await items.countDocuments({
        long: { $type: 'long' },
        double: { $type: 'double' },
        n: { $type: 'int' },
      }),
    ).toBe(1);
    await items.updateOne({}, { $inc: { long: 1 } });
    expect(await items.countDocuments({ long: { $type: 'long', $eq: 6 } })).toBe(1);
  });
});

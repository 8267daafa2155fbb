import { describe, expect, it } from 'vitest';
import { codeOf, freshDatabase } from '../../support/database.ts';

const database = freshDatabase('crud');

describe('insert', () => {
  it('stores a document under the id it brings and gives one to a document without', async () => {
    const items = database.collection();
    await items.insertOne({ _id: 'own', n: 1 } as never);
    const { insertedId } = await items.insertOne({ n: 2 });
    expect(await items.findOne({ _id: 'own' as never })).toEqual({ _id: 'own', n: 1 });
    expect(await items.findOne({ _id: insertedId })).toEqual({ _id: insertedId, n: 2 });
  });

  it('refuses a second document with the same id by code 11000', async () => {
    const items = database.collection();
    await items.insertOne({ _id: 1 as never });
    expect(await codeOf(items.insertOne({ _id: 1 as never }))).toBe(11_000);
    expect(await items.countDocuments()).toBe(1);
  });

  it('returns documents with their fields in the order they were written, the id first', async () => {
    const items = database.collection();
    await items.insertOne({ z: 1, a: { y: 1, b: 2 }, _id: 'x' as never });
    const found = await items.findOne({});
    expect(Object.keys(found ?? {})).toEqual(['_id', 'z', 'a']);
    expect(Object.keys(found?.a ?? {})).toEqual(['y', 'b']);
  });
});

describe('find', () => {
  it('sorts, skips and limits', async () => {
    const items = database.collection();
    await items.insertMany([5, 3, 1, 4, 2].map((n) => ({ n, even: n % 2 === 0 })));
    const sorted = await items
      .find({}, { projection: { _id: 0, n: 1 } })
      .sort({ n: -1 })
      .skip(1)
      .limit(3)
      .toArray();
    expect(sorted).toEqual([{ n: 4 }, { n: 3 }, { n: 2 }]);
    const byTwo = await items.find({}).sort({ even: 1, n: -1 }).toArray();
    expect(byTwo.map(({ n }) => n)).toEqual([5, 3, 1, 4, 2]);
  });

  it('returns nothing from a collection that does not exist', async () => {
    expect(await database.db.collection('nowhere').find({}).toArray()).toEqual([]);
    expect(await database.db.collection('nowhere').countDocuments({})).toBe(0);
  });

  it('keeps, drops and cuts fields by projection', async () => {
    const items = database.collection();
    await items.insertOne({
      _id: 1 as never,
      a: 1,
      b: { c: 2, d: 3 },
      list: [
        { x: 1, y: 2 },
        { x: 3, y: 4 },
      ],
      n: [1, 2, 3],
    });
    const project = (projection: object) => items.findOne({}, { projection });
    expect(await project({ a: 1 })).toEqual({ _id: 1, a: 1 });
    expect(await project({ 'b.c': 1, _id: 0 })).toEqual({ b: { c: 2 } });
    expect(await project({ b: 0, list: 0, n: 0 })).toEqual({ _id: 1, a: 1 });
    expect(await project({ 'list.x': 1, _id: 0 })).toEqual({ list: [{ x: 1 }, { x: 3 }] });
    expect(await project({ 'list.x': 0, b: 0, n: 0 })).toEqual({ _id: 1, a: 1, list: [{ y: 2 }, { y: 4 }] });
    expect(await project({ n: { $slice: 2 }, list: 0, b: 0 })).toEqual({ _id: 1, a: 1, n: [1, 2] });
    expect(await project({ list: { $elemMatch: { x: 3 } } })).toEqual({ _id: 1, list: [{ x: 3, y: 4 }] });
    expect(await project({ _id: 0 })).not.toHaveProperty('_id');
  });

  it('keeps only the matched element by a positional projection', async () => {
    const items = database.collection();
    await items.insertOne({ _id: 1 as never, list: [{ x: 1 }, { x: 2 }, { x: 3 }] });
    expect(await items.findOne({ 'list.x': 2 }, { projection: { 'list.$': 1 } })).toEqual({
      _id: 1,
      list: [{ x: 2 }],
    });
  });

  it('refuses a projection that both keeps and drops', async () => {
    const items = database.collection();
    await items.insertOne({ a: 1 });
    expect(await codeOf(items.findOne({}, { projection: { a: 1, b: 0 } }))).toEqual(expect.any(Number));
  });
});

describe('replace and delete', () => {
  it('replaces everything but the id', async () => {
    const items = database.collection();
    await items.insertOne({ _id: 1 as never, a: 1, b: 2 });
    const result = await items.replaceOne({ _id: 1 as never }, { c: 3 });
    expect(result).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
    expect(await items.findOne({})).toEqual({ _id: 1, c: 3 });
  });

  it('refuses to change an id', async () => {
    const items = database.collection();
    await items.insertOne({ _id: 1 as never });
    expect(await codeOf(items.updateOne({ _id: 1 as never }, { $set: { _id: 2 } }))).toEqual(
      expect.any(Number),
    );
    expect(await items.findOne({})).toEqual({ _id: 1 });
  });

  it('deletes one or all that match', async () => {
    const items = database.collection();
    await items.insertMany([{ n: 1 }, { n: 1 }, { n: 1 }, { n: 2 }]);
    expect((await items.deleteOne({ n: 1 })).deletedCount).toBe(1);
    expect((await items.deleteMany({ n: 1 })).deletedCount).toBe(2);
    expect((await items.deleteMany({ n: 1 })).deletedCount).toBe(0);
    expect(await items.countDocuments()).toBe(1);
  });
});

describe('counting', () => {
  it('counts documents, with skip and limit, and distinct values', async () => {
    const items = database.collection();
    await items.insertMany([{ n: 1, tags: ['a', 'b'] }, { n: 2, tags: ['b'] }, { n: 2 }, { n: null }]);
    expect(await items.countDocuments({ n: 2 })).toBe(2);
    expect(await items.countDocuments({ n: { $gt: 0 } }, { skip: 1, limit: 1 })).toBe(1);
    expect(await items.countDocuments({ n: 77 })).toBe(0);
    expect(await items.estimatedDocumentCount()).toBe(4);
    expect((await items.distinct('tags')).sort()).toEqual(['a', 'b']);
    expect(await items.distinct('n', { n: { $gt: 0 } })).toHaveLength(2);
  });
});

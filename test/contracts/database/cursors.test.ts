import { describe, expect, it } from 'vitest';
import { codeOf, freshDatabase } from '../../support/database.ts';

const database = freshDatabase('cursors');

async function filled(count: number) {
  const items = database.collection();
  await items.insertMany(Array.from({ length: count }, (_, n) => ({ n, text: 'x'.repeat(50) })));
  return items;
}

describe('cursors', () => {
  it('bring everything once over several batches, in order', async () => {
    const items = await filled(1_050);
    const found = await items.find({}).sort({ n: 1 }).batchSize(100).toArray();
    expect(found.map(({ n }) => n)).toEqual(Array.from({ length: 1_050 }, (_, n) => n));
    expect(await items.find({}).toArray()).toHaveLength(1_050);
    const aggregated = await items
      .aggregate([{ $match: { n: { $gte: 50 } } }, { $project: { n: 1 } }], { batchSize: 7 })
      .toArray();
    expect(aggregated).toHaveLength(1_000);
  });

  it('read on by an index across batches', async () => {
    const items = await filled(500);
    await items.createIndex({ n: -1 });
    const found = await items
      .find({ n: { $lt: 400 } })
      .sort({ n: -1 })
      .batchSize(30)
      .limit(301)
      .toArray();
    expect(found.map(({ n }) => n)).toEqual(Array.from({ length: 301 }, (_, at) => 399 - at));
  });

  it('can be left early', async () => {
    const items = await filled(300);
    let seen = 0;
    for await (const _item of items.find({}).batchSize(10)) if (++seen === 25) break;
    expect(seen).toBe(25);
  });

  it('carry more than one message holds', async () => {
    const items = database.collection();
    const text = 'x'.repeat(1_000_000);
    for (let n = 0; n < 20; n++) await items.insertOne({ n, text });
    expect(await items.find({}).toArray()).toHaveLength(20);
  });

  it('that are unknown are refused', async () => {
    const { Long } = await import('mongoose').then((module) => module.default.mongo);
    const unknown = database.db.command({ getMore: Long.fromString('123456789'), collection: 'c' });
    expect(await codeOf(unknown)).toBe(43);
  });
});

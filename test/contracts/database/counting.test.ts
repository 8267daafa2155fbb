import { Timestamp } from 'bson';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../../support/database.ts';

const database = freshDatabase('counting');

/** The ids of what is found with the help of an index, and by looking at every document. */
async function found(items: ReturnType<typeof database.collection>, filter: object) {
  const ids = (documents: readonly { _id: unknown }[]) => documents.map(({ _id }) => String(_id)).sort();
  const all = ids(await items.find(filter).hint({ $natural: 1 }).toArray());
  expect(ids(await items.find(filter).toArray()), JSON.stringify(filter).slice(0, 90)).toEqual(all);
  return all;
}

describe('counting and finding by an indexed field', () => {
  it('agrees with finding, for every kind of value and after changes', async () => {
    const items = database.collection();
    await items.createIndex({ owner: 1, at: -1 });
    await items.insertMany([
      ...Array.from({ length: 30 }, (_, n) => ({ owner: 'a', at: n })),
      ...Array.from({ length: 20 }, (_, n) => ({ owner: 'ab', at: n })),
      { owner: '', at: 1 },
      { owner: 'A', at: 1 },
      { owner: null, at: 1 },
      { at: 1 },
      { owner: 7, at: 1 },
    ]);
    const agree = async () => {
      for (const owner of ['a', 'ab', 'abc', '', 'A', null, 7, 'x'.repeat(3_000)]) {
        const { length } = await found(items, { owner: { $eq: owner } });
        expect(await items.countDocuments({ owner: { $eq: owner } }), String(owner).slice(0, 9)).toBe(length);
        expect(await items.countDocuments({ owner })).toBe(length);
      }
    };
    await agree();
    await items.deleteMany({ owner: 'a', at: { $lt: 10 } });
    await items.updateMany({ owner: 'ab', at: { $gte: 15 } }, { $set: { owner: 'a' } });
    await items.insertMany([{ owner: 'x'.repeat(3_000) }, { owner: `${'x'.repeat(3_000)}y` }]);
    await agree();
    expect(await items.countDocuments({ owner: 'a' })).toBe(25);
    expect(await items.countDocuments({ owner: 'a' }, { skip: 5, limit: 10 })).toBe(10);
  });

  it('counts a document once, however many of its elements match', async () => {
    const items = database.collection();
    await items.createIndex({ tags: 1 });
    await items.insertMany([{ tags: ['a', 'b'] }, { tags: ['a', 'a'] }, { tags: 'a' }, { tags: 'b' }]);
    expect(await items.countDocuments({ tags: 'a' })).toBe(3);
  });

  it('counts by the first fields of a compound index, in any order of the filter', async () => {
    const items = database.collection();
    await items.createIndex({ owner: 1, state: 1, at: 1 });
    await items.insertMany(
      Array.from({ length: 40 }, (_, n) => ({
        owner: `o${n % 2}`,
        state: n % 4 < 2 ? 'open' : 'shut',
        at: n,
      })),
    );
    expect(await items.countDocuments({ state: 'open', owner: 'o0' })).toBe(10);
    expect(await items.countDocuments({ owner: 'o1' })).toBe(20);
    expect(await items.countDocuments({ state: 'open' })).toBe(20);
  });

  it.each([1, -1] as const)('agrees with finding for a span of time, in direction %s', async (direction) => {
    const items = database.collection();
    await items.createIndex({ owner: 1, at: direction, state: 1 });
    const times = [-86_400_000, -1, 0, 1, 999, 1_000, 1_001, 1_764_000_000_000].map((ms) => new Date(ms));
    const others = [null, '1970-01-01', 0, 999, true, { at: times[3] }, new Timestamp({ t: 1, i: 1 })];
    const long = 'x'.repeat(3_000);
    await items.insertMany([
      ...['a', 'ab', long].flatMap((owner) => [...times, ...times, ...others].map((at) => ({ owner, at }))),
      { owner: 'a' },
    ]);
    const agree = async (condition: object, owner: string) => {
      const filter = { owner, at: condition };
      expect(await items.countDocuments(filter), JSON.stringify({ direction, condition })).toBe(
        (await found(items, filter)).length,
      );
    };
    for (const from of times)
      for (const owner of ['a', 'b', long]) {
        for (const only of [{ $gt: from }, { $gte: from }, { $lt: from }, { $lte: from }])
          await agree(only, owner);
        for (const to of times)
          for (const span of [
            { $gte: from, $lte: to },
            { $gt: from, $lt: to },
          ])
            await agree(span, owner);
      }
    await items.deleteMany({ owner: 'a', at: { $gt: new Date(0), $lt: new Date(1_001) } });
    await agree({ $gte: new Date(0), $lte: new Date(1_001) }, 'a');
    await items.insertOne({ owner: 'a', at: [new Date(5), new Date(7)] });
    await agree({ $gte: new Date(4), $lte: new Date(8) }, 'a');
    expect(await items.countDocuments({ owner: 'a', at: { $gte: new Date(4), $lte: new Date(8) } })).toBe(1);
  });

  it.each([1, -1] as const)('agrees with finding for a span of texts, in direction %s', async (direction) => {
    const items = database.collection();
    await items.createIndex({ owner: 1, period: direction, state: 1 });
    const long = 'x'.repeat(3_000);
    const texts = ['', '0', '2026-01', '2026-01-31', '2026-1', '9', 'é', 'a\u0000b', 'a', long, `${long}y`];
    const others = [null, 2_026, true, new Date(2_026), { period: '2026-01' }];
    const owners = ['a', 'ab'];
    await items.insertMany([
      ...owners.flatMap((owner) => [...texts, ...texts, ...others].map((period) => ({ owner, period }))),
      { owner: 'a' },
    ]);
    const agree = async (period: object) => {
      const filter = { owner: 'a', period };
      expect(await items.countDocuments(filter)).toBe((await found(items, filter)).length);
    };
    for (const from of texts) {
      for (const only of [{ $gt: from }, { $gte: from }, { $lt: from }, { $lte: from }]) await agree(only);
      for (const to of texts) await agree({ $gte: from, $lte: to });
    }
    await items.insertOne({ owner: 'a', period: ['2026-02', '2026-03'] });
    await agree({ $gte: '2026-01', $lte: '2026-12' });
    await agree({ $gte: new Date(0), $lte: 'z' });
  });
});

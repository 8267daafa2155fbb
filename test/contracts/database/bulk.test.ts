import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { type Collection, freshDatabase } from '../../support/database.ts';

const { MongoBulkWriteError } = mongoose.mongo;
const database = freshDatabase('bulk');

async function bulkError(action: Promise<unknown>): Promise<mongoose.mongo.MongoBulkWriteError> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof MongoBulkWriteError) return error;
  throw new Error(`a bulk write error was expected, not ${String(error)}`);
}

async function idsOf(items: Collection) {
  return (await items.find({}).sort({ _id: 1 }).toArray()).map(({ _id }) => Number(_id));
}

function numbered(...ids: number[]) {
  return ids.map((id) => ({ _id: id as never }));
}

describe('bulk writes', () => {
  it('in order stop at the first refusal', async () => {
    const items = database.collection();
    const error = await bulkError(items.insertMany(numbered(1, 2, 2, 3)));
    expect(error.code).toBe(11_000);
    expect(error.insertedCount).toBe(2);
    expect(await idsOf(items)).toEqual([1, 2]);
  });

  it('without order go on and report each refusal by its place', async () => {
    const items = database.collection();
    const error = await bulkError(items.insertMany(numbered(1, 1, 2, 2, 3), { ordered: false }));
    const faults = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
    expect(faults.map(({ index, code }) => [index, code])).toEqual([
      [1, 11_000],
      [3, 11_000],
    ]);
    expect(await idsOf(items)).toEqual([1, 2, 3]);
  });

  it('mix inserts, updates, upserts, replacements and deletes', async () => {
    const items = database.collection();
    await items.insertMany(numbered(1, 2, 3));
    const result = await items.bulkWrite([
      { insertOne: { document: { _id: 4 as never } } },
      { updateOne: { filter: { _id: 1 as never }, update: { $set: { n: 1 } } } },
      { updateMany: { filter: { _id: { $gte: 2 as never } }, update: { $set: { n: 2 } } } },
      { updateOne: { filter: { _id: 9 as never }, update: { $set: { n: 9 } }, upsert: true } },
      { replaceOne: { filter: { _id: 2 as never }, replacement: { m: 2 } } },
      { deleteOne: { filter: { _id: 3 as never } } },
    ]);
    expect(result).toMatchObject({
      insertedCount: 1,
      matchedCount: 5,
      modifiedCount: 5,
      upsertedCount: 1,
      deletedCount: 1,
    });
    expect(await items.find({}).sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 1 },
      { _id: 2, m: 2 },
      { _id: 4, n: 2 },
      { _id: 9, n: 9 },
    ]);
  });

  it('without order apply what is possible of mixed operations', async () => {
    const items = database.collection();
    await items.createIndex({ k: 1 }, { unique: true });
    await items.insertMany([
      { _id: 1 as never, k: 1 },
      { _id: 2 as never, k: 2 },
    ]);
    const error = await bulkError(
      items.bulkWrite(
        [
          { updateOne: { filter: { _id: 2 as never }, update: { $set: { k: 1 } } } },
          { updateOne: { filter: { _id: 1 as never }, update: { $set: { n: 1 } } } },
          { insertOne: { document: { _id: 3 as never, k: 2 } } },
          { deleteOne: { filter: { _id: 2 as never } } },
        ],
        { ordered: false },
      ),
    );
    expect(error.code).toBe(11_000);
    expect(await items.find({}).toArray()).toEqual([{ _id: 1, k: 1, n: 1 }]);
  });

  it('carry thousands of documents', async () => {
    const items = database.collection();
    await items.insertMany(Array.from({ length: 5_000 }, (_, n) => ({ n })));
    expect(await items.countDocuments()).toBe(5_000);
  });
});

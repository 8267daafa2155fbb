import mongoose from 'mongoose';
import { afterEach, describe, expect, it } from 'vitest';
import { codeOf, freshDatabase } from '../../support/database.ts';

const database = freshDatabase('clients');
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

describe('many clients', () => {
  it('fifty work at the same time and each sees what it wrote', async () => {
    const name = database.collection().collectionName;
    const work = async (client: mongoose.mongo.MongoClient, who: number) => {
      const items = client.db().collection(name);
      for (let n = 0; n < 10; n++) {
        await items.insertOne({ who, n });
        expect(await items.countDocuments({ who })).toBe(n + 1);
        await items.updateOne({ counter: true }, { $inc: { total: 1 } });
      }
    };
    await database.db.collection(name).insertOne({ counter: true, total: 0 });
    await database.db.collection(name).createIndex({ who: 1 });
    const clients = Array.from(
      { length: 50 },
      () => new mongoose.mongo.MongoClient(database.uri, { maxPoolSize: 1 }),
    );
    opened.push(...clients);
    await Promise.all(clients.map(work));
    expect(await database.db.collection(name).findOne({ counter: true })).toMatchObject({ total: 500 });
    expect(await database.db.collection(name).countDocuments({ who: { $gte: 0 } })).toBe(500);
  });
});

describe('mongoose', () => {
  const pieceSchema = new mongoose.Schema({ name: String, at: Date }, { _id: false });
  const schema = new mongoose.Schema(
    {
      tenantId: { type: String, required: true },
      email: String,
      tags: [String],
      pieces: [pieceSchema],
      price: mongoose.Schema.Types.Decimal128,
      owner: mongoose.Schema.Types.ObjectId,
    },
    { timestamps: true, optimisticConcurrency: true },
  );
  schema.index({ tenantId: 1, email: 1 }, { unique: true });

  async function model() {
    const connection = await mongoose.createConnection(database.uri).asPromise();
    opened.push(connection);
    const things = connection.model('Thing', schema, database.collection().collectionName);
    await things.init();
    return things;
  }

  it('creates its collections and indexes, saves, finds and populates defaults', async () => {
    const things = await model();
    const owner = new mongoose.Types.ObjectId();
    const thing = await things.create({
      tenantId: 'a',
      email: 'x',
      tags: ['t'],
      pieces: [{ name: 'p', at: new Date(0) }],
      price: '9.90',
      owner,
    });
    const found = await things.findById(thing._id);
    expect(found?.toObject()).toMatchObject({
      tenantId: 'a',
      tags: ['t'],
      pieces: [{ name: 'p', at: new Date(0) }],
      owner,
    });
    expect(found?.price?.toString()).toBe('9.90');
    expect((await things.listIndexes()).map(({ name }: { name: string }) => name)).toContain(
      'tenantId_1_email_1',
    );
    await expect(things.create({ tenantId: 'a', email: 'x' })).rejects.toMatchObject({ code: 11_000 });
  });

  it('updates with timestamps and upserts', async () => {
    const things = await model();
    const upsert = { upsert: true, returnDocument: 'after' } as const;
    const first = await things.findOneAndUpdate(
      { tenantId: 'a', email: 'y' },
      { $addToSet: { tags: 'n' } },
      upsert,
    );
    expect(first).toMatchObject({ email: 'y', tags: ['n'], createdAt: expect.any(Date) });
    const second = await things.findOneAndUpdate(
      { tenantId: 'a', email: 'y' },
      { $addToSet: { tags: 'm' } },
      upsert,
    );
    expect(second?._id).toEqual(first?._id);
    expect(second?.get('createdAt')).toEqual(first?.get('createdAt'));
    expect(await things.countDocuments({ tags: 'm' })).toBe(1);
  });

  it('saves changes of arrays and notices a version that was overtaken', async () => {
    const things = await model();
    const { _id } = await things.create({ tenantId: 'a', tags: ['a', 'b'] });
    const [mine, theirs] = [await things.findById(_id), await things.findById(_id)];
    mine?.tags.push('c');
    await mine?.save();
    theirs?.set('email', 'late');
    await expect(theirs?.save()).rejects.toThrow(mongoose.Error.VersionError);
    expect((await things.findById(_id).lean())?.tags).toEqual(['a', 'b', 'c']);
  });
});

describe('commands', () => {
  it('that are unknown are answered by CommandNotFound', async () => {
    expect(await codeOf(database.db.command({ frobnicate: 1 }))).toBe(59);
  });

  it('answer a ping and tell about collections and databases', async () => {
    expect(await database.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
    const items = database.collection();
    await items.insertOne({});
    const collections = await database.db.listCollections({ name: items.collectionName }).toArray();
    expect(collections).toMatchObject([{ name: items.collectionName, type: 'collection' }]);
    const { databases } = await database.client.db().admin().listDatabases({ nameOnly: true });
    expect(databases.map(({ name }) => name)).toContain(database.db.databaseName);
    await items.drop();
    expect(await database.db.listCollections({ name: items.collectionName }).toArray()).toEqual([]);
  });

  it('accept majority as read and write concern', async () => {
    const items = database.collection();
    await items.insertOne({ n: 1 }, { writeConcern: { w: 'majority', j: true } });
    expect(await items.find({}, { readConcern: { level: 'majority' } }).toArray()).toHaveLength(1);
  });

  it('without acknowledgement are carried out all the same', async () => {
    const items = database.collection();
    const { acknowledged } = await items.insertOne({ n: 1 }, { writeConcern: { w: 0 } });
    expect(acknowledged).toBe(false);
    await expect.poll(() => items.countDocuments({})).toBe(1);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddedDatabase } from '../../src/persistence/embedded/embedded.ts';
import { codeOf, type Document, freshDatabase, openBuiltDatabase } from '../support/database.ts';
import { runKillRounds } from './database/kill-rounds.ts';

const TTL_SWEEP_MS = 40;
let dataDir: string;
let embedded: EmbeddedDatabase;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'efofx-embedded-'));
  embedded = await openBuiltDatabase({ dataDir, port: 0, ttlSweepMs: TTL_SWEEP_MS });
});

afterAll(async () => {
  await embedded.close();
  await rm(dataDir, { recursive: true, force: true });
});

// After the hooks above: it connects once the database is open and leaves before it closes.
const database = freshDatabase('embedded', () => embedded.uri);

describe('refusals carry the codes of MongoDB', () => {
  const updates: [string, Document, Document, number][] = [
    ['a changed id', {}, { $set: { _id: 2 } }, 66],
    ['a path through a value', { a: 5 }, { $set: { 'a.b': 1 } }, 28],
    ['$inc of a text', { a: 'text' }, { $inc: { a: 1 } }, 14],
    ['$inc by a text', { a: 1 }, { $inc: { a: 'text' } }, 14],
    ['$push to what is no array', { a: 1 }, { $push: { a: 1 } }, 2],
    ['two operators on one path', { a: 1 }, { $set: { a: 2 }, $inc: { a: 1 } }, 40],
    ['an unknown operator', { a: 1 }, { $frobnicate: { a: 1 } }, 9],
    ['an empty field name', { a: 1 }, { $set: { 'a.': 1 } }, 56],
    ['a field name with a dollar', { a: 1 }, { $set: { $b: 1 } }, 52],
    ['a position that the query does not give', { a: [1] }, { $set: { 'a.$': 1 } }, 2],
    ['an array filter that is not there', { a: [1] }, { $set: { 'a.$[x]': 1 } }, 2],
  ];

  it.each(updates)('%s', async (_title, before, update, code) => {
    const items = database.collection();
    await items.insertOne({ _id: 1 as never, ...before });
    expect(await codeOf(items.updateOne({ _id: 1 as never }, update))).toBe(code);
    expect(await items.findOne({})).toEqual({ _id: 1, ...before });
  });

  it('of transactions and of what needs a replica set', async () => {
    const insert = { insert: 'c', documents: [{}], txnNumber: mongoose.mongo.Long.fromNumber(1) };
    expect(await codeOf(database.db.command(insert))).toBe(20);
    expect(
      await codeOf(
        database
          .collection()
          .find({}, { readConcern: { level: 'snapshot' } })
          .toArray(),
      ),
    ).toBe(123);
    expect(await codeOf(database.collection().insertOne({}, { writeConcern: { w: 2 } }))).toBe(2);
  });

  it('of commands about indexes and collections', async () => {
    const items = database.collection();
    expect(await codeOf(items.listIndexes().toArray())).toBe(26);
    await items.insertMany([{ a: [1], b: [2] }]);
    expect(await codeOf(items.createIndex({ a: 'text' }))).toBe(67);
    expect(await codeOf(items.createIndex({ a: 1, b: 1 }))).toBe(171);
    expect(await codeOf(items.dropIndex('_id_'))).toBe(72);
    expect(await codeOf(items.dropIndex('nowhere'))).toBe(27);
    expect(await codeOf(database.db.createCollection(items.collectionName))).toBe(48);
    expect(await codeOf(database.db.createCollection('x', { capped: true, size: 10 }))).toBe(115);
    expect(await codeOf(items.aggregate([{ $out: 'x' }]).toArray())).toBe(40_324);
  });

  it('of a document beyond 16 MB', async () => {
    const items = database.collection();
    await items.insertOne({ _id: 1 as never, text: 'x'.repeat(15_000_000) });
    expect(await codeOf(items.updateOne({}, { $set: { more: 'x'.repeat(3_000_000) } }))).toBe(10_334);
  });

  it('of a duplicate key, with the key and its value', async () => {
    const items = database.collection();
    await items.createIndex({ t: 1, k: 1 }, { unique: true });
    await items.insertOne({ t: 'a', k: 1 });
    const refused = { code: 11_000, keyPattern: { t: 1, k: 1 }, keyValue: { t: 'a', k: 1 } };
    await expect(items.insertOne({ t: 'a', k: 1 })).rejects.toMatchObject(refused);
    const upsert = items.findOneAndUpdate({ n: 1 }, { $set: { t: 'a', k: 1 } }, { upsert: true });
    await expect(upsert).rejects.toMatchObject(refused);
  });
});

describe('where the manual of MongoDB decides', () => {
  it('$count of nothing is no document', async () => {
    expect(
      await database
        .collection()
        .aggregate([{ $match: { a: 1 } }, { $count: 'n' }])
        .toArray(),
    ).toEqual([]);
    const items = database.collection();
    await items.insertOne({ a: 2 });
    expect(await items.aggregate([{ $match: { a: 1 } }, { $count: 'n' }]).toArray()).toEqual([]);
  });

  it('presents itself as a standalone that drivers neither retry writes nor begin transactions with', async () => {
    const hello = await database.db.admin().command({ hello: 1 });
    expect(hello).toMatchObject({ isWritablePrimary: true, maxWireVersion: 21, readOnly: false });
    expect(hello).not.toHaveProperty('setName');
    expect(hello).not.toHaveProperty('msg');
  });
});

describe('time to live', () => {
  it('removes what has expired, and nothing else', async () => {
    const items = database.collection();
    const past = new Date(Date.now() - 10_000);
    await items.createIndex({ at: 1 }, { expireAfterSeconds: 5 });
    await items.insertMany([
      { _id: 'expired' as never, at: past },
      { _id: 'one of many' as never, at: [new Date(Date.now() + 60_000), past] },
      { _id: 'fresh' as never, at: new Date() },
      { _id: 'no date' as never, at: 5 },
      { _id: 'nothing' as never },
    ]);
    await expect.poll(() => items.countDocuments({}), { interval: TTL_SWEEP_MS }).toBe(3);
    const left = await items.find({}).sort({ _id: 1 }).toArray();
    expect(left.map(({ _id }) => String(_id))).toEqual(['fresh', 'no date', 'nothing']);
  });

  it('keeps to the filter of a partial index', async () => {
    const items = database.collection();
    await items.createIndex({ at: 1 }, { expireAfterSeconds: 0, partialFilterExpression: { done: true } });
    const at = new Date(Date.now() - 1_000);
    await items.insertMany([
      { at, done: true },
      { at, done: false },
    ]);
    await expect.poll(() => items.countDocuments({}), { interval: TTL_SWEEP_MS }).toBe(1);
    expect(await items.findOne({})).toMatchObject({ done: false });
  });
});

describe('durability', () => {
  it('what was acknowledged survives kill -9', { timeout: 60_000 }, async () => {
    const report = await runKillRounds(3, Math.random);
    expect(report).toEqual({ acknowledged: expect.any(Number), lost: [], torn: [] });
    expect(report.acknowledged).toBeGreaterThan(10);
  });

  it('collections, indexes and documents are there after a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'efofx-restart-'));
    try {
      const first = await openBuiltDatabase({ dataDir: folder, port: 0 });
      const before = new mongoose.mongo.MongoClient(first.uri);
      await before
        .db()
        .collection('c')
        .createIndex({ k: 1 }, { unique: true, partialFilterExpression: { k: { $gt: 0 } } });
      await before
        .db()
        .collection('c')
        .insertOne({ _id: 'x' as never, k: 1 });
      await before.close();
      await first.close();
      const second = await openBuiltDatabase({ dataDir: folder, port: 0 });
      const after = new mongoose.mongo.MongoClient(second.uri);
      expect(await after.db().collection('c').find({}).toArray()).toEqual([{ _id: 'x', k: 1 }]);
      expect(await codeOf(after.db().collection('c').insertOne({ k: 1 }))).toBe(11_000);
      await after
        .db()
        .collection('c')
        .insertMany([{ k: 0 }, { k: 0 }]);
      await after.close();
      await second.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

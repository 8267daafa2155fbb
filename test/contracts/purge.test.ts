import { prop } from '@typegoose/typegoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documentTypes } from '../../src/document-types.ts';
import type { Database, DocumentClass } from '../../src/persistence/database.ts';
import { eraseTenant, platformCollections, tenantCollections } from '../../src/persistence/erasure.ts';
import { connectMongo } from '../../src/persistence/mongo.ts';
import { type Rows, setTenant } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { Death, dyingAt, interrupted } from '../support/dying.ts';
import { ownedCollections, purgeOf, rowsOf, seedTenant } from '../support/purging.ts';

const own = freshDatabase('purge');
const never = new AbortController().signal;
const gone = { status: 'DEACTIVATED', purgeAt: new Date(Date.now() - 1_000) };
const tombstone = {
  ...{ _id: 'purged-leaver', tenantId: 'leaver', target: 'leaver' },
  ...{ action: 'tenant.purged', actor: 'system', details: {} },
};

let database: Database;
let collections: string[];

beforeAll(async () => {
  database = await connectMongo(own.uri, documentTypes);
  collections = ownedCollections(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const name of [...collections, ...platformCollections]) await own.db.collection(name).deleteMany({});
  await seedTenant(own.db, collections, { _id: 'leaver', ...gone });
  await seedTenant(own.db, collections, { _id: 'stayer', status: 'ACTIVE', purgeAt: null });
});

const purge = (on: Database = database, signal = never) => purgeOf(on).task.run(signal);

async function expectOnlyTombstone(): Promise<void> {
  const left = await rowsOf(own.db, 'leaver');
  expect(Object.keys(left)).toEqual(['audit']);
  expect(left.audit).toHaveLength(1);
  expect(left.audit?.[0]).toMatchObject(tombstone);
}

describe('what is erased', () => {
  it('is every collection but those of the platform, each found by an index', () => {
    const types: readonly DocumentClass<object>[] = documentTypes;
    const all = types.map((type) => database.model(type));
    expect([...collections, ...platformCollections].sort()).toEqual(
      all.map((model) => model.collection.name).sort(),
    );
    expect(platformCollections).toEqual(['tenants', 'jobs']);
    for (const { collection, schema } of tenantCollections(database, documentTypes)) {
      const indexes: [Record<string, unknown>, object][] = schema.indexes();
      const firstFields = indexes.map(([fields]) => Object.keys(fields)[0]);
      expect(firstFields, collection.name).toContain('tenantId');
    }
  });

  it('cannot be forgotten: a collection that does not say whose its rows are stops all of it', async () => {
    class Stray {
      @prop({ type: String })
      _id!: string;
    }
    const types = [...documentTypes, Stray] as readonly DocumentClass<object>[];
    const strayed = await connectMongo(own.uri, types);
    expect(() => tenantCollections(strayed, types)).toThrow('must either name its rows');
    await expect(eraseTenant(strayed, types, 'leaver', never)).rejects.toThrow('must either name its rows');
    await strayed.close();
    expect((await rowsOf(own.db, 'leaver')).messages).toHaveLength(501);
  });
});

describe('a purge', () => {
  it('leaves nothing of the tenant but one line, and everything of its neighbour', async () => {
    const neighbours = await rowsOf(own.db, 'stayer');
    expect(Object.keys(neighbours)).toHaveLength(collections.length + 1);
    await purge();
    await expectOnlyTombstone();
    expect(await rowsOf(own.db, 'stayer')).toEqual(neighbours);
  });

  it('keeps that line for 400 days', async () => {
    await purge();
    const row = await own.db.collection<Rows>('audit').findOne({ _id: tombstone._id });
    const { at, purgeAt } = row as unknown as { at: Date; purgeAt: Date };
    expect(purgeAt.getTime() - at.getTime()).toBe(400 * 24 * 3_600_000);
  });

  it('again changes nothing', async () => {
    await purge();
    const before = await rowsOf(own.db, 'leaver');
    await purge();
    expect(await rowsOf(own.db, 'leaver')).toEqual(before);
  });

  it.each([
    ['not yet', { purgeAt: new Date(Date.now() + 60_000) }],
    ['brought back', { status: 'ACTIVE', purgeAt: null }],
    ['active, whatever it says', { status: 'ACTIVE' }],
    ['not confirmed', { status: 'PENDING_VERIFICATION' }],
  ])('does not touch a tenant that is not due: %s', async (_what, change) => {
    await setTenant(own.db, { tenantId: 'leaver' }, change);
    const before = await rowsOf(own.db, 'leaver');
    await purge();
    expect(await rowsOf(own.db, 'leaver')).toEqual(before);
  });

  it('does not begin for a tenant that was brought back after it had been found due', async () => {
    const before = await rowsOf(own.db, 'leaver');
    const reviving = () => setTenant(own.db, { tenantId: 'leaver' }, { status: 'ACTIVE', purgeAt: null });
    const reactivating = interrupted(database, ['tenants', 'updateOne'], reviving);
    await purge(reactivating);
    const { tenants, ...rest } = await rowsOf(own.db, 'leaver');
    expect({ ...rest, tenants: before.tenants }).toEqual(before);
    expect(tenants?.[0]).toMatchObject({ status: 'ACTIVE' });
  });

  it('takes rows that appear while it is at work', async () => {
    const late = { _id: 'late', tenantId: 'leaver', email: 'late@leaver.example' };
    const write = () => own.db.collection<Rows>('users').insertOne(late);
    await purge(interrupted(database, ['outbox', 'deleteMany'], write));
    await expectOnlyTombstone();
  });
});

describe('a purge that dies', () => {
  it.each(['before', 'after'] as const)('%s any of its writes is finished by the next one', async (when) => {
    const neighbours = await rowsOf(own.db, 'stayer');
    for (let place = 1; ; place += 1) {
      const died = await purge(dyingAt(database, place, when)).catch((error: unknown) => error);
      if (died === undefined) {
        expect(place).toBeGreaterThan(collections.length + 3);
        break;
      }
      expect(died).toBeInstanceOf(Death);
      await purge();
      await expectOnlyTombstone();
      expect(await rowsOf(own.db, 'stayer')).toEqual(neighbours);
      await own.db.collection('audit').deleteMany({ tenantId: 'leaver' });
      await seedTenant(own.db, collections, { _id: 'leaver', ...gone });
    }
  });

  it('again and again, each time a little later, ends all the same', async () => {
    for (let place = 1; place < 5; place += 1)
      await expect(purge(dyingAt(database, place, 'after'))).rejects.toThrow(Death);
    expect(
      (await own.db.collection<Rows>('tenants').findOne({ _id: 'leaver' }))?.purgeBegunAt,
    ).toBeInstanceOf(Date);
    await purge();
    await expectOnlyTombstone();
  });

  it('or is stopped, leaves the tenant’s own row until all else is gone', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(purge(database, stop.signal)).rejects.toThrow();
    expect(await own.db.collection<Rows>('tenants').findOne({ _id: 'leaver' })).not.toBeNull();
    await purge();
    await expectOnlyTombstone();
  });
});

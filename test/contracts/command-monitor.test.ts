import { buildSchema } from '@typegoose/typegoose';
import type mongoose from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { User } from '../../src/account/user.model.ts';
import { TuningProposal } from '../../src/admin/tuning-proposal.model.ts';
import { Message } from '../../src/chat/message.model.ts';
import { documentTypes } from '../../src/document-types.ts';
import { Feedback } from '../../src/feedback/feedback.model.ts';
import { Outcome } from '../../src/feedback/outcome.model.ts';
import type { Database } from '../../src/persistence/database.ts';
import { connectMongo } from '../../src/persistence/mongo.ts';
import { acrossTenants, platformRows, scoped, shared } from '../../src/persistence/scoped.ts';
import { platformWork } from '../../src/persistence/tenant-guard.ts';
import { ReferenceClass } from '../../src/reference/reference-class.model.ts';
import { Tenant } from '../../src/tenant/tenant.model.ts';
import { failOnUnbound, guardOn, takeUnbound } from '../support/command-monitor.ts';
import { freshDatabase } from '../support/database.ts';

type Collection = mongoose.mongo.Collection<{ _id: string; [field: string]: unknown }>;
type Work = (users: Collection) => Promise<unknown>;

const own = freshDatabase('command-monitor');
const secret = 'ana.secret@company.example';

let database: Database;
let users: Collection;

/** The collection itself: nothing of ours stands before it. */
const bare = (type: new () => object) =>
  database
    .model<object>(type)
    .collection.conn.getClient()
    .db()
    .collection(database.model(type).collection.name);

beforeAll(async () => {
  database = await connectMongo(own.uri, documentTypes);
  users = bare(User) as unknown as Collection;
});
afterEach(() => {
  takeUnbound();
});
afterAll(() => database.close());

const ofA = { tenantId: 'a' };
const byEmail = { email: secret };
const all =
  (pipeline: object[]): Work =>
  (collection) =>
    collection.aggregate(pipeline).toArray();
const joined = (stage: object) => all([{ $match: ofA }, stage]);

describe('a command that is not bound to one tenant is caught:', () => {
  it.each<[what: string, work: Work]>([
    ['a find of everything', (rows) => rows.find({}).toArray()],
    ['a find by something else', (rows) => rows.findOne(byEmail)],
    ['a find among two tenants', (rows) => rows.find({ tenantId: { $in: ['a', 'b'] } }).toArray()],
    ['a find among the platform’s too', (rows) => rows.find({ tenantId: { $in: [null, 'a'] } }).toArray()],
    ['a find by a pattern', (rows) => rows.find({ tenantId: /a/ }).toArray()],
    ['a find where the tenant is an alternative', (rows) => rows.find({ $or: [ofA, byEmail] }).toArray()],
    ['an insert of nobody’s', (rows) => rows.insertOne({ _id: 'x', email: secret })],
    ['an insert with one of nobody’s', (rows) => rows.insertMany([{ _id: 'y', ...ofA }, { _id: 'z' }])],
    ['an update', (rows) => rows.updateOne(byEmail, { $set: { role: 'ADMIN' } })],
    ['an update that gives a row away', (rows) => rows.updateMany(ofA, { $set: { tenantId: 'b' } })],
    ['an update that loses its tenant', (rows) => rows.updateMany(ofA, { $unset: { tenantId: 1 } })],
    ['an update that renames it', (rows) => rows.updateMany(ofA, { $rename: { tenantId: 'was' } })],
    ['an update computed', (rows) => rows.updateMany(ofA, [{ $set: { role: 'ADMIN' } }])],
    ['a replacement', (rows) => rows.replaceOne(ofA, { email: secret })],
    ['a find and update', (rows) => rows.findOneAndUpdate(byEmail, { $set: { role: 'ADMIN' } })],
    ['a deletion', (rows) => rows.deleteMany({})],
    [
      'two changes of which one is not',
      (rows) => rows.bulkWrite([{ deleteOne: { filter: ofA } }, { deleteOne: { filter: {} } }]),
    ],
    ['a count by statistics', (rows) => rows.estimatedDocumentCount()],
    ['the values of a field', (rows) => rows.distinct('email')],
    ['an aggregate', all([{ $group: { _id: '$email' } }])],
    ['an aggregate that matches late', all([{ $sort: { _id: 1 } }, { $match: ofA }])],
    [
      'a lookup',
      joined({ $lookup: { from: 'messages', localField: '_id', foreignField: 'userId', as: 'x' } }),
    ],
    [
      'a lookup in a facet',
      joined({ $facet: { a: [{ $lookup: { from: 'messages', pipeline: [], as: 'x' } }] } }),
    ],
    ['a union', joined({ $unionWith: 'messages' })],
    [
      'a union of a union',
      joined({ $unionWith: { coll: 'messages', pipeline: [{ $match: ofA }, { $unionWith: 'users' }] } }),
    ],
    ['a copy', joined({ $out: 'elsewhere' })],
  ])('%s', async (_what, work) => {
    // Some of these the database itself does not take: they were sent all the same.
    await work(users).catch(() => undefined);
    const found = takeUnbound();
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('users');
    expect(found[0]).not.toContain(secret);
  });

  it('a global collection’s aggregate that reaches into tenants’', async () => {
    const tenants = bare(Tenant);
    await tenants.aggregate([{ $lookup: { from: 'users', as: 'x', pipeline: [] } }]).toArray();
    expect(takeUnbound()).toEqual([expect.stringContaining('$lookup without a tenant equality')]);
  });

  it('a write to the platform’s reference classes by nobody known', async () => {
    const classes = bare(ReferenceClass);
    await classes.updateMany({ tenantId: null }, { $set: { isArchived: true } });
    await classes.updateMany({ tenantId: { $in: [null, 'a'] } }, { $set: { isArchived: true } });
    expect(takeUnbound()).toHaveLength(2);
  });

  it('an operator’s work on rows of tenants, on a mix, or on what the platform does not share', async () => {
    const classes = bare(ReferenceClass);
    const comment = platformWork;
    const archived = { $set: { isArchived: true } };
    await classes.updateMany(ofA, archived, { comment });
    await classes.updateMany({ tenantId: { $in: [null, 'a'] } }, archived, { comment });
    await classes.updateMany({}, archived, { comment });
    await classes.updateOne({ tenantId: null }, { $set: { tenantId: 'a' } }, { comment });
    await users.updateMany({ tenantId: null }, archived, { comment });
    expect(takeUnbound()).toHaveLength(5);
  });

  it('and fails the test that it was sent in, telling the command without its values', async () => {
    await users.findOne(byEmail);
    expect(failOnUnbound).toThrow(
      /no tenant equality: users \{"find":"string","filter":\{"email":"string"\}/,
    );
    expect(failOnUnbound).not.toThrow();
  });
});

describe('what is bound is let be:', () => {
  it('everything that services have, in one tenant', async () => {
    const rows = scoped(database, User, ofA);
    const row = { email: secret, passwordHash: 'x', role: 'ADMIN', isActive: true };
    await rows.insert({ _id: 'a1', ...row } as Omit<User, 'tenantId'>);
    await rows.find({ email: secret }, { anyOf: [[{ role: 'ADMIN' }]], limit: 1 });
    await rows.count({});
    await rows.update({ _id: 'a1' }, { $set: { isActive: false } });
    await rows.remove({ _id: 'a1' });
    const message = { _id: 'm', sessionId: 's', turn: 1, role: 'USER', status: 'COMPLETED' };
    await scoped(database, Message, ofA).insertAll([message as unknown as Omit<Message, 'tenantId'>]);
    expect(takeUnbound()).toEqual([]);
  });

  it('reference classes of the platform and one’s own; jobs of the system under their names', async () => {
    await shared(database, ReferenceClass, ofA).find({});
    await shared(database, ReferenceClass, { tenantId: null }).count({});
    await acrossTenants(database, Message, 'system:reaper').find({});
    await acrossTenants(database, Feedback, 'system:feedback').find({ isSettled: false });
    await acrossTenants(database, Outcome, 'system:tuning').find({ teaches: true });
    await shared(database, TuningProposal, ofA).find({});
    await acrossTenants(database, ReferenceClass, 'system:catalogue').upsert(
      { _id: 'rc' },
      { tenantId: null },
    );
    expect(takeUnbound()).toEqual([]);
  });

  it('an operator’s work on the platform’s rows; nobody who acts in a tenant gets at them', async () => {
    const rows = platformRows(database, ReferenceClass, { tenantId: null });
    await rows.update({ _id: 'rc' }, { $set: { isArchived: true } });
    await rows.find({ isArchived: true });
    expect(takeUnbound()).toEqual([]);
    expect(() => platformRows(database, ReferenceClass, ofA)).toThrow('not a tenant');
    expect(await rows.update({ _id: 'rc' }, { $set: { tenantId: 'a' } }).catch(String)).toContain('tenantId');
  });

  it('global collections, and cursors that go on', async () => {
    await bare(Tenant).find({}).toArray();
    const many = Array.from({ length: 5 }, (_, place) => ({ _id: `u${place}`, email: place, ...ofA }));
    await users.insertMany(many);
    expect(await users.find(ofA, { batchSize: 2 }).toArray()).toHaveLength(5);
    expect(takeUnbound()).toEqual([]);
  });
});

describe('tenants’ collections', () => {
  it('are all whose rows name a tenant, but for the ways to one and the mails that leave', () => {
    const unguarded = documentTypes.filter((type) => {
      const schema = buildSchema(type);
      return schema.path('tenantId') && !guardOn(schema);
    });
    expect(unguarded.map(({ name }) => name).sort()).toEqual(['Credential', 'OutboxMail']);
  });
});

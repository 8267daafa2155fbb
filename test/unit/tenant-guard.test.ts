import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { User } from '../../src/account/user.model.ts';
import { TuningProposal } from '../../src/admin/tuning-proposal.model.ts';
import { Conversation } from '../../src/chat/conversation.model.ts';
import { Message } from '../../src/chat/message.model.ts';
import { documentTypes } from '../../src/document-types.ts';
import { Estimation } from '../../src/estimation/estimation.model.ts';
import { Feedback } from '../../src/feedback/feedback.model.ts';
import { Outcome } from '../../src/feedback/outcome.model.ts';
import { Tally } from '../../src/feedback/tally.model.ts';
import { TallyRevision } from '../../src/feedback/tally-revision.model.ts';
import { OutboxMail } from '../../src/mail/outbox.model.ts';
import type { Database } from '../../src/persistence/database.ts';
import { connectMongo } from '../../src/persistence/mongo.ts';
import { ReferenceClass } from '../../src/reference/reference-class.model.ts';
import { AuditEntry } from '../../src/tenant/audit.model.ts';
import { Credential } from '../../src/tenant/credential.model.ts';
import { Job } from '../../src/tenant/job.model.ts';
import { Tenant } from '../../src/tenant/tenant.model.ts';
import { WidgetDayCount } from '../../src/widget/widget-day.model.ts';
import { StoredWidgetSession } from '../../src/widget/widget-session.model.ts';
import { freshDatabase } from '../support/database.ts';

const own = freshDatabase('tenant-guard');
const globals = new Set<unknown>([Tenant, Credential, Job, OutboxMail]);
const tenantTypes = documentTypes.filter((type) => !globals.has(type));
const row = { email: 'a@company.example', passwordHash: 'x', role: 'ADMIN', isActive: true } as const;

let database: Database;
let users: mongoose.Model<User>;

beforeAll(async () => {
  database = await connectMongo(own.uri, documentTypes);
  users = database.model(User);
  await users.create([
    { _id: 'u-a', tenantId: 'a', ...row },
    { _id: 'u-b', tenantId: 'b', ...row },
  ]);
});
afterAll(() => database.close());

const refusal = /without a tenant|of tenantId/;

type Work = (model: mongoose.Model<User>) => PromiseLike<unknown>;

/** Every way that mongoose has to reach a collection, given no tenant. */
const unbound: [name: string, work: Work][] = [
  ['find', (model) => model.find({})],
  ['find by id', (model) => model.findById('u-a')],
  ['findOne', (model) => model.findOne({ _id: 'u-a' })],
  ['exists', (model) => model.exists({ _id: 'u-a' })],
  ['countDocuments', (model) => model.countDocuments()],
  ['estimatedDocumentCount', (model) => model.estimatedDocumentCount()],
  ['distinct', (model) => model.distinct('role')],
  ['updateOne', (model) => model.updateOne({ _id: 'u-a' }, { $set: { isActive: false } })],
  ['updateMany', (model) => model.updateMany({}, { $set: { isActive: false } })],
  ['replaceOne', (model) => model.replaceOne({ _id: 'u-a' }, row)],
  ['findOneAndUpdate', (model) => model.findOneAndUpdate({ _id: 'u-a' }, { $set: { isActive: false } })],
  ['findByIdAndUpdate', (model) => model.findByIdAndUpdate('u-a', { $set: { isActive: false } })],
  ['findOneAndReplace', (model) => model.findOneAndReplace({ _id: 'u-a' }, row)],
  ['findOneAndDelete', (model) => model.findOneAndDelete({ _id: 'u-a' })],
  ['findByIdAndDelete', (model) => model.findByIdAndDelete('u-a')],
  ['deleteOne', (model) => model.deleteOne({ _id: 'u-a' })],
  ['deleteMany', (model) => model.deleteMany({})],
  ['aggregate', (model) => model.aggregate([{ $match: { _id: 'u-a' } }])],
  ['an aggregate of nothing', (model) => model.aggregate([])],
  [
    'an aggregate that matches late',
    (model) => model.aggregate([{ $sort: { _id: 1 } }, { $match: { tenantId: 'a' } }]),
  ],
  ['insertMany', (model) => model.insertMany([{ _id: 'u-c', ...row }])],
  [
    'insertMany for two',
    (model) => model.insertMany(['a', 'b'].map((tenantId) => ({ _id: `u-${tenantId}2`, tenantId, ...row }))),
  ],
  ['bulkWrite', (model) => model.bulkWrite([{ deleteMany: { filter: {} } }])],
  ['bulkSave', (model) => model.bulkSave([new model({ _id: 'u-c', tenantId: 'a', ...row })])],
  ['create', (model) => model.create({ _id: 'u-c', ...row })],
  ['save', (model) => new model({ _id: 'u-c', ...row }).save({ validateBeforeSave: false })],
  [
    'save again',
    async (model) => (await model.findOne({ tenantId: 'a', _id: 'u-a' }))?.set('isActive', false).save(),
  ],
  [
    'a document’s own deleteOne',
    async (model) => (await model.findOne({ tenantId: 'a', _id: 'u-a' }))?.deleteOne(),
  ],
  [
    'a document’s own updateOne',
    async (model) =>
      (await model.findOne({ tenantId: 'a', _id: 'u-a' }))?.updateOne({ $set: { isActive: false } }),
  ],
];

/** What is not one tenant, whatever a caller puts there. */
const wildcards: [name: string, tenantId: unknown][] = [
  ['any but one', { $ne: 'x' }],
  ['any that there is', { $exists: true }],
  ['two', { $in: ['a', 'b'] }],
  ['one or the platform', { $in: [null, 'a'] }],
  ['the platform', null],
  ['a pattern', /a/],
  ['a pattern by name', { $regex: '' }],
  ['one, or more', { $eq: 'a', $gt: '' }],
  ['nothing', undefined],
];

const untouched = async () => {
  const rows = await own.db
    .collection('users')
    .find({}, { sort: { _id: 1 } })
    .toArray();
  return rows.map(({ _id, tenantId, isActive }) => [String(_id), tenantId, isActive]);
};
const before = [
  ['u-a', 'a', true],
  ['u-b', 'b', true],
];

describe('the guard of tenants’ collections', () => {
  it('stands on all of them', () => {
    expect(tenantTypes).toEqual(
      expect.arrayContaining([User, AuditEntry, ReferenceClass, Estimation, Conversation, Message]),
    );
    expect(tenantTypes).toHaveLength(14);
    expect(tenantTypes).toEqual(
      expect.arrayContaining([
        StoredWidgetSession,
        WidgetDayCount,
        Feedback,
        Outcome,
        Tally,
        TallyRevision,
        TuningProposal,
      ]),
    );
  });

  it.each(tenantTypes.map((type) => [type.name, type] as const))(
    'refuses whoever asks for all of %s',
    async (_name, type) => {
      const model = database.model<object>(type);
      await expect(model.find({})).rejects.toThrow(refusal);
      await expect(model.deleteMany({})).rejects.toThrow(refusal);
      await expect(model.countDocuments({ tenantId: { $ne: 'x' } })).rejects.toThrow(refusal);
      await expect(model.insertMany([{ _id: 'x' }])).rejects.toThrow(refusal);
      expect(await model.find({ tenantId: 'nobody' })).toEqual([]);
    },
  );

  it.each(unbound)('refuses %s without a tenant', async (_name, work) => {
    await expect(Promise.resolve(work(users))).rejects.toThrow();
    expect(await untouched()).toEqual(before);
  });

  it.each(wildcards)('takes for no tenant: %s', async (_name, tenantId) => {
    const filter = { tenantId } as object;
    await expect(users.find(filter)).rejects.toThrow(refusal);
    await expect(users.updateMany(filter, { $set: { isActive: false } })).rejects.toThrow(refusal);
    await expect(users.deleteMany(filter)).rejects.toThrow(refusal);
    await expect(users.aggregate([{ $match: filter }])).rejects.toThrow(refusal);
    expect(await untouched()).toEqual(before);
  });

  it('lets one tenant’s rows be read and changed', async () => {
    expect(await users.countDocuments({ tenantId: 'a' })).toBe(1);
    expect((await users.find({ tenantId: { $eq: 'a' } })).map(({ _id }) => _id)).toEqual(['u-a']);
    expect((await users.updateMany({ tenantId: 'a' }, { $set: { isActive: true } })).matchedCount).toBe(1);
    expect(await users.aggregate([{ $match: { tenantId: 'a' } }, { $count: 'count' }])).toEqual([
      { count: 1 },
    ]);
  });

  it.each([
    ['setting it', { $set: { tenantId: 'b' } }],
    ['leaving it out', { $unset: { tenantId: 1 } }],
    ['naming it plainly', { tenantId: 'b' }],
    ['renaming it', { $rename: { tenantId: 'was' } }],
    ['renaming another to it', { $rename: { email: 'tenantId' } }],
    ['setting it on an insert', { $setOnInsert: { tenantId: 'b' } }],
  ])('lets no row change hands by %s', async (_name, change) => {
    await expect(users.updateOne({ tenantId: 'a' }, change)).rejects.toThrow(refusal);
    await expect(users.findOneAndUpdate({ tenantId: 'a' }, change, { upsert: true })).rejects.toThrow(
      refusal,
    );
    expect(await untouched()).toEqual(before);
  });

  it('minds the field, not the word', async () => {
    const change = { $set: { email: 'tenantId' } };
    expect((await users.updateOne({ tenantId: 'a' }, change)).modifiedCount).toBe(1);
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { documentTypes } from '../../src/document-types.ts';
import { durations } from '../../src/durations.ts';
import type { Database } from '../../src/persistence/database.ts';
import { connectMongo } from '../../src/persistence/mongo.ts';
import { RetentionService } from '../../src/widget/retention.service.ts';
import { type Rows, type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { history, reply } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { Death, dyingAt } from '../support/dying.ts';
import { get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const own = freshDatabase('retention');
const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
const estimate = 'mutation ($sessionId: UUID!) { estimateFromChat(sessionId: $sessionId) { id } }';
const capture = 'mutation ($input: CustomerInfoInput!) { captureCustomerInfo(input: $input) { sessionId } }';
const week = 7 * 24 * 3_600_000;
const never = new AbortController().signal;

let server: Started;
let company: TenantActor;
let database: Database;

beforeAll(async () => {
  // The server's own task does not come round again: the tests say when.
  const env = { MONGODB_URI: own.uri, SELF_SERVICE_TIERS: 'ENTERPRISE' };
  server = await start(env, { durations: { retentionEveryMs: 1e9 } });
  company = await tenant(server, 'ENTERPRISE');
  database = await connectMongo(own.uri, documentTypes);
});
afterAll(async () => {
  await database.close();
  await server.close();
});

const retain = (on = database, signal = never) =>
  new RetentionService({ database: on, durations }).task.run(signal);
const count = (collection: string, filter: object) => own.db.collection(collection).countDocuments(filter);
const rowOf = ({ sessionId }: Visitor) =>
  own.db.collection<Rows>('widget_sessions').findOne({ _id: sessionId });
const kept = async (guest: Visitor) => ({
  conversations: await count('conversations', { _id: guest.sessionId as never }),
  messages: await count('messages', { sessionId: guest.sessionId }),
});

async function talker(): Promise<Visitor> {
  const guest = await visitor(server, company);
  await reply(server, guest, project);
  return guest;
}

/** Ends a session as many milliseconds ago. */
async function end({ sessionId }: Visitor, ago = 3_600_000): Promise<Date> {
  const at = new Date(Date.now() - ago);
  const change = { $set: { expiresAt: at, reviewAt: at } };
  await own.db.collection<Rows>('widget_sessions').updateOne({ _id: sessionId }, change);
  await own.db.collection('credentials').updateMany({ sessionId }, { $set: { expiresAt: at } });
  return at;
}

const askFor = (guest: Visitor) =>
  get(server, estimate, { token: guest.token, variables: { sessionId: guest.sessionId } });
const leaveContact = (guest: Visitor) =>
  get(server, capture, { token: guest.token, variables: { input: { email: 'ana@example.com' } } });

describe('a session that has ended', () => {
  it('without an estimate or a contact loses what was said in it, and its row a week later', async () => {
    const guest = await talker();
    const silent = await visitor(server, company);
    const endedAt = await end(guest);
    await end(silent);
    await retain();
    expect(await kept(guest)).toEqual({ conversations: 0, messages: 0 });
    const row = await rowOf(guest);
    expect(row?.purgeAt).toEqual(new Date(endedAt.getTime() + week));
    expect([row?.reviewAt, (await rowOf(silent))?.reviewAt]).toEqual([undefined, undefined]);
    const said = await history(server, { token: company.token, sessionId: guest.sessionId });
    expect(said.messages).toEqual([]);
    await refused(server, '{ viewer { role } }', 'SESSION_EXPIRED', { token: guest.token });
  });

  it('with an estimate keeps what was said, for the tenant to read', async () => {
    const guest = await talker();
    await askFor(guest);
    const before = await kept(guest);
    await end(guest);
    await retain();
    expect(await kept(guest)).toEqual(before);
    expect((await rowOf(guest))?.purgeAt).toBeInstanceOf(Date);
    await own.db.collection<Rows>('widget_sessions').deleteOne({ _id: guest.sessionId });
    const said = await history(server, { token: company.token, sessionId: guest.sessionId });
    expect(said.messages).toHaveLength(2);
  });

  it('with a contact keeps what was said, and its row for good', async () => {
    const guest = await talker();
    await leaveContact(guest);
    const before = await kept(guest);
    await end(guest);
    await retain();
    expect(await kept(guest)).toEqual(before);
    const row = await rowOf(guest);
    expect(row).toMatchObject({ customerInfo: { email: 'ana@example.com' } });
    expect([row?.purgeAt, row?.reviewAt]).toEqual([undefined, undefined]);
  });

  it('is left alone as long as what was admitted in it may still be at work', async () => {
    const guest = await talker();
    const before = await kept(guest);
    await end(guest, durations.retentionDelayMs - 30_000);
    await retain();
    expect(await kept(guest)).toEqual(before);
    expect((await rowOf(guest))?.reviewAt).toBeInstanceOf(Date);
  });

  it('is seen to once', async () => {
    const guest = await talker();
    await end(guest);
    await retain();
    const row = await rowOf(guest);
    const late = { _id: 'late', tenantId: company.tenantId, sessionId: guest.sessionId };
    await own.db.collection<Rows>('messages').insertOne(late);
    await retain();
    expect(await rowOf(guest)).toEqual(row);
    expect(await count('messages', late)).toBe(1);
  });
});

describe('retention', () => {
  it('does not touch sessions that go on, nor what staff said', async () => {
    const guest = await talker();
    const staff = await reply(server, { token: company.token }, project);
    const before = await kept(guest);
    await retain();
    expect(await kept(guest)).toEqual(before);
    expect(await count('messages', { sessionId: staff.sessionId })).toBe(2);
    expect((await rowOf(guest))?.purgeAt).toBeUndefined();
  });

  it.each(['before', 'after'] as const)('that dies %s a write is finished by the next one', async (when) => {
    for (const place of [1, 2, 3]) {
      const [guest, other] = await Promise.all([talker(), talker()]);
      await askFor(other);
      const before = await kept(other);
      await end(guest, 7_200_000);
      await end(other);
      await expect(retain(dyingAt(database, place, when))).rejects.toThrow(Death);
      await retain();
      expect(await kept(guest)).toEqual({ conversations: 0, messages: 0 });
      expect(await kept(other)).toEqual(before);
      const rows = [await rowOf(guest), await rowOf(other)];
      for (const row of rows) expect([row?.reviewAt, row?.purgeAt]).toEqual([undefined, expect.any(Date)]);
    }
  });

  it('ends when it is told to, and goes on where it was', async () => {
    const guests = await Promise.all([talker(), talker()]);
    for (const guest of guests) await end(guest);
    const stop = new AbortController();
    stop.abort();
    await expect(retain(database, stop.signal)).rejects.toThrow();
    await retain();
    for (const guest of guests) expect(await kept(guest)).toEqual({ conversations: 0, messages: 0 });
  });

  it('gets through more sessions than it takes at a time', async () => {
    const now = new Date();
    const at = new Date(now.getTime() - 3_600_000);
    const config = (await rowOf(await visitor(server, company)))?.config;
    const rows = Array.from({ length: 250 }, (_, place) => ({
      ...{ _id: `many-${place}`, tenantId: place % 2 ? company.tenantId : 'another', config },
      ...{ customerInfo: null, expiresAt: at, reviewAt: at, createdAt: now },
    }));
    await own.db.collection<Rows>('widget_sessions').insertMany(rows);
    await retain();
    expect(await count('widget_sessions', { _id: /^many-/ as never, reviewAt: { $exists: true } })).toBe(0);
  });

  it('is what the server does by itself', async () => {
    const guest = await talker();
    await end(guest);
    const second = await start({ MONGODB_URI: own.uri }, { durations: { jobPollMs: 10 } });
    await own.db.collection<Rows>('jobs').updateOne({ _id: 'retention' }, { $set: { dueAt: new Date() } });
    await vi.waitFor(async () => expect(await kept(guest)).toEqual({ conversations: 0, messages: 0 }));
    await second.close();
  });
});

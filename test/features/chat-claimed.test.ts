import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { follow, hasEnded, history, reply, say } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('chat-claimed');
const longMs = 60_000;
const patient = { timeout: 10_000, interval: 50 };

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri });
  company = await tenant(server);
});
afterAll(() => server.close());

interface Abandoned {
  id: string;
  messageId: string;
  clientMessageId: string;
}

/** What a process leaves that dies as soon as it has claimed a turn: its rows have not been stored. */
async function abandonTurn({ sessionId }: Visitor, content: string, leaseMs: number): Promise<Abandoned> {
  const turn = { id: randomUUID(), messageId: randomUUID(), clientMessageId: randomUUID() };
  const { id: _id, ...claim } = turn;
  const question = { _id, content, at: new Date() };
  const writing = { ...claim, contentHash: '', leaseUntil: new Date(Date.now() + leaseMs), question };
  const found = { _id: sessionId } as object;
  const change = { $set: { writing }, $inc: { turns: 1, replies: 1 } };
  await database.db.collection('conversations').updateOne(found, change);
  return turn;
}

const expire = ({ sessionId }: Visitor) =>
  database.db
    .collection('conversations')
    .updateOne({ _id: sessionId } as object, { $set: { 'writing.leaseUntil': new Date(Date.now() - 1) } });

describe('a turn that is claimed and not stored yet', () => {
  it('is part of the conversation, and its reply can be followed by its id', async () => {
    const guest = await visitor(server, company);
    await reply(server, guest, 'a pool');
    const turn = await abandonTurn(guest, 'with a spa', longMs);
    const { messages } = await history(server, guest);
    expect(messages.slice(2)).toEqual([
      {
        ...{ id: turn.id, role: 'USER', content: 'with a spa' },
        ...{ status: 'COMPLETED', clientMessageId: turn.clientMessageId },
      },
      { id: turn.messageId, role: 'ASSISTANT', content: '', status: 'STREAMING', clientMessageId: null },
    ]);
    const { sessionId } = guest;
    const places = [{ messageId: turn.messageId }, { afterIndex: -1 }, {}];
    const seen = await Promise.all(places.map((place) => follow(server, guest, { sessionId, ...place })));
    await expire(guest);
    for (const { until, cut } of seen) {
      const events = await until(hasEnded);
      expect(events.at(-1)).toMatchObject({
        ...{ __typename: 'ChatReplyFailed', messageId: turn.messageId },
        ...{ code: 'SERVICE_UNAVAILABLE', retryable: true },
      });
      await cut();
    }
  });

  it('is stored by whoever finds it abandoned; sent again, it is completed as the same turn', async () => {
    const guest = await visitor(server, company);
    await reply(server, guest, 'a pool');
    const turn = await abandonTurn(guest, 'with a spa', 0);
    const failed = { id: turn.messageId, status: 'FAILED' };
    await vi.waitFor(
      async () => expect((await history(server, guest)).messages[3]).toMatchObject(failed),
      patient,
    );
    const stored = { _id: { $in: [turn.id, turn.messageId] } } as object;
    expect(await database.db.collection('messages').countDocuments(stored)).toBe(2);
    const again = await reply(server, guest, 'with a spa', turn.clientMessageId);
    expect([again.userMessage.id, again.reply.status]).toEqual([turn.id, 'COMPLETED']);
    const { messages } = await history(server, guest);
    expect(messages.map(({ role }) => role)).toEqual(['USER', 'ASSISTANT', 'USER', 'ASSISTANT']);
    expect((await reply(server, guest, 'in San Diego')).reply.status).toBe('COMPLETED');
  });
});

it('a turn that cannot be stored fails for who sent it and for who listens, and costs nothing', async () => {
  const guest = await visitor(server, company);
  const seen = await follow(server, guest, guest);
  const first = await reply(server, guest, 'a pool');
  const id = randomUUID();
  const { sessionId } = guest;
  const earlier = await database.db.collection('messages').findOne({ sessionId, role: 'USER' });
  // As a write does that was given up and came through after all.
  const straggler = { ...earlier, _id: randomUUID(), turn: 2, content: 'with a spa', clientMessageId: id };
  await database.db.collection<{ _id: string }>('messages').insertOne(straggler);
  const refused = await say(server, guest, 'with a spa', id);
  expect(refused.errors[0]?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
  const events = await seen.until((all) => all.some(({ __typename }) => __typename === 'ChatReplyFailed'));
  expect(events.at(-1)).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
  const again = await reply(server, guest, 'with a spa', id);
  expect([again.userMessage.id, again.reply.status]).toEqual([straggler._id, 'COMPLETED']);
  const { messages } = await history(server, guest);
  expect(messages.map((message) => message.id)).toEqual([
    ...[first.userMessage.id, first.reply.id],
    ...[straggler._id, again.reply.id],
  ]);
  await seen.cut();
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ReplyReader } from '../../src/chat/reply-reader.ts';
import { type TenantActor, tenant, visitor } from '../support/actors.ts';
import { follow, hasEnded, isEnd, reply, textOf } from '../support/chat.ts';
import { type Started, start } from '../support/start.ts';

const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  // As many events as at a typist's pace, in half the time.
  server = await start({}, { durations: { scriptedWordMs: 8, coalesceMs: 12 } });
  company = await tenant(server);
});
afterAll(() => server.close());

describe('a reply on the websocket', () => {
  it('comes as Started 0, deltas 1, 2, 3 … and one Completed, whose text they make up', async () => {
    const guest = await visitor(server, company);
    const seen = await follow(server, guest, { sessionId: guest.sessionId });
    const turn = await reply(server, guest, project);
    const events = await seen.until(hasEnded);
    expect(events.map(({ index }) => index)).toEqual(events.map((_, place) => place));
    expect(events[0]).toMatchObject({ __typename: 'ChatReplyStarted', userMessage: { content: project } });
    expect(events.length).toBeGreaterThan(10);
    expect(textOf(events)).toBe(turn.reply.content);
    expect(events.at(-1)?.turn).toEqual(turn);
    await seen.cut();
  });

  it('stays open for the replies that follow', async () => {
    const guest = await visitor(server, company);
    const seen = await follow(server, guest, { sessionId: guest.sessionId });
    await reply(server, guest, project);
    await reply(server, guest, 'by next summer');
    const events = await seen.until((all) => all.filter(isEnd).length === 2);
    expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(2);
    await seen.cut();
  });

  it('is read from its beginning by whoever subscribes after it was asked for', async () => {
    const guest = await visitor(server, company);
    const early = await follow(server, guest, { sessionId: guest.sessionId });
    const running = reply(server, guest, project);
    await early.until((events) => events.length > 5);
    const late = await follow(server, guest, { sessionId: guest.sessionId });
    const turn = await running;
    expect(textOf(await late.until(hasEnded))).toBe(turn.reply.content);
    await Promise.all([early.cut(), late.cut()]);
  });

  it('goes on after a cut socket at any event: text identical, nothing twice, nothing missing', async () => {
    const guest = await visitor(server, company);
    const whole = await follow(server, guest, { sessionId: guest.sessionId });
    const cuts = [0, 1, 2, 3, 5, 8, 13];
    const running = reply(server, guest, project);
    const resumed = await Promise.all(
      cuts.map(async (place) => {
        const [started] = await whole.until((events) => events.length > 0);
        const messageId = started?.messageId ?? '';
        const first = await follow(server, company, {
          sessionId: guest.sessionId,
          messageId,
          afterIndex: -1,
        });
        await first.until((events) => events.length > place);
        await first.cut();
        const before = first.events.slice(0, place + 1);
        const afterIndex = before.at(-1)?.index ?? -1;
        const second = await follow(server, company, { sessionId: guest.sessionId, messageId, afterIndex });
        const after = await second.until(hasEnded);
        await second.cut();
        return [...before, ...after];
      }),
    );
    await running;
    const reference = await whole.until(hasEnded);
    for (const events of resumed) expect(events).toEqual(reference);
    await whole.cut();
  });

  it('with afterIndex alone resumes the newest reply, finished or not', async () => {
    const guest = await visitor(server, company);
    const seen = await follow(server, guest, { sessionId: guest.sessionId });
    await reply(server, guest, project);
    const reference = await seen.until(hasEnded);
    const again = await follow(server, guest, { sessionId: guest.sessionId, afterIndex: 4 });
    expect(await again.until(hasEnded)).toEqual(reference.slice(5));
    await Promise.all([seen.cut(), again.cut()]);
  });

  it('is not repeated without a cursor once it is finished', async () => {
    const guest = await visitor(server, company);
    await reply(server, guest, project);
    const seen = await follow(server, guest, { sessionId: guest.sessionId });
    const next = await reply(server, guest, 'by next summer');
    const events = await seen.until(hasEnded);
    expect(new Set(events.map(({ messageId }) => messageId))).toEqual(new Set([next.reply.id]));
    await seen.cut();
  });

  it('comes as its one terminal event once the log is gone', async () => {
    const forgetful = await start({}, { durations: { replyLogMs: 1 } });
    try {
      const owner = await tenant(forgetful);
      const guest = await visitor(forgetful, owner);
      const turn = await reply(forgetful, guest, project);
      const seen = await follow(forgetful, guest, { sessionId: guest.sessionId, afterIndex: 2 });
      const events = await seen.until(hasEnded);
      expect(events).toHaveLength(1);
      expect(events[0]?.turn).toEqual(turn);
      await seen.cut();
    } finally {
      await forgetful.close();
    }
  });

  it('goes on without anyone listening: a closed socket does not stop it', async () => {
    const guest = await visitor(server, company);
    const seen = await follow(server, guest, { sessionId: guest.sessionId });
    const running = reply(server, guest, project);
    await seen.until((events) => events.length > 1);
    await seen.cut();
    expect((await running).reply.status).toBe('COMPLETED');
  });
});

describe('a subscription that is refused', () => {
  it('never starts its source', async () => {
    const source = vi.spyOn(ReplyReader.prototype, 'follow');
    const guest = await visitor(server, company);
    const stranger = await follow(server, {}, { sessionId: guest.sessionId });
    await stranger.ended;
    expect(stranger.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(stranger.errors[0]?.extensions.requestId).toBeTruthy();
    expect(source).not.toHaveBeenCalled();
    source.mockRestore();
    await stranger.cut();
  });

  it.each([
    ['a session that is not there', () => ({ sessionId: randomUUID() })],
    ['a message that is not there', (own: string) => ({ sessionId: own, messageId: 'nothing' })],
  ])('answers NOT_FOUND for %s', async (_what, variablesOf) => {
    const guest = await visitor(server, company);
    const seen = await follow(server, guest, variablesOf(guest.sessionId));
    await seen.ended;
    expect(seen.errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect(seen.events).toEqual([]);
    await seen.cut();
  });

  it('answers NOT_FOUND for another visitor’s session, to the word as for none', async () => {
    const [one, other] = await Promise.all([visitor(server, company), visitor(server, company)]);
    await reply(server, other, project);
    const answers = await Promise.all(
      [other.sessionId, randomUUID()].map(async (sessionId) => {
        const seen = await follow(server, one, { sessionId });
        await seen.ended;
        await seen.cut();
        return seen.errors.map(({ message, extensions }) => [message, extensions.code]);
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });
});

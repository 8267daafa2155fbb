import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quotas, tiers } from '../../src/tenant/tiers.ts';
import { type TenantActor, tenant, visitor } from '../support/actors.ts';
import { cancelMutation, follow, history, reply, say } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('metering-chat');
const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start(
    { MONGODB_URI: database.uri },
    {
      // Replies last long enough for others to be tried meanwhile, on a busy machine too.
      durations: { scriptedWordMs: 40, scriptedReplyMs: 2_000 },
      quotas: {
        messagesPerSessionMinute: { ...quotas.messagesPerSessionMinute, limit: 3 },
        messagesPerSession: { ...quotas.messagesPerSession, limit: 2 },
      },
      tiers: { PRO: { ...tiers.PRO, repliesAtOnce: 2 } },
    },
  );
  company = await tenant(server);
});
afterAll(() => server.close());

async function left(): Promise<number> {
  const { token } = company;
  return (await get<{ rateLimit: { remaining: number } }>(server, '{ rateLimit { remaining } }', { token }))
    .rateLimit.remaining;
}

describe('messages', () => {
  it('are limited per widget session; refused ones are neither stored nor charged', async () => {
    const guest = await visitor(server, company);
    const before = await left();
    await reply(server, guest, 'hello');
    await reply(server, guest, 'again');
    const third = await say(server, guest, 'and again');
    expect(third.errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', limit: 2 });
    expect(third.status).toBe(429);
    expect(third.headers.get('retry-after')).toBe(String(third.errors[0]?.extensions.retryAfterSeconds));
    expect(before - (await left())).toBe(2);
    expect((await history(server, guest)).messages).toHaveLength(4);
    expect((await reply(server, await visitor(server, company), 'hello')).reply.status).toBe('COMPLETED');
  });

  it('of signed-in users are not', async () => {
    const { sessionId } = await reply(server, { token: company.token }, 'hello');
    for (const text of ['one', 'two', 'three', 'four'])
      await reply(server, { token: company.token, sessionId }, text);
  });

  it('have the limits that were promised', () => {
    expect(quotas.messagesPerSession.limit).toBe(50);
    expect(quotas.messagesPerSessionMinute).toEqual({ limit: 20, windowMs: 60_000 });
  });

  it('are limited per session and minute', async () => {
    const strict = await start({}, { quotas: { messagesPerSessionMinute: { limit: 1, windowMs: 60_000 } } });
    try {
      const guest = await visitor(strict, await tenant(strict));
      await reply(strict, guest, 'hello');
      const { errors } = await say(strict, guest, 'again');
      expect(errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', limit: 1 });
      expect(errors[0]?.extensions.retryAfterSeconds).toBeLessThanOrEqual(60);
    } finally {
      await strict.close();
    }
  });

  it('that are invalid or sent again cost nothing', async () => {
    const guest = await visitor(server, company);
    const id = randomUUID();
    const before = await left();
    const { reply: first } = await reply(server, guest, 'hello', id);
    for (const text of ['', 'x'.repeat(4_001)]) await say(server, guest, text);
    for (let count = 0; count < 3; count += 1)
      expect((await reply(server, guest, 'hello', id)).reply).toEqual(first);
    expect(before - (await left())).toBe(1);
    expect((await reply(server, guest, 'and more')).reply.status).toBe('COMPLETED');
  });
});

describe('replies at once', () => {
  it('beyond the tier’s are refused, uncharged, until one ends', async () => {
    const [one, two, three] = [
      await visitor(server, company),
      await visitor(server, company),
      await visitor(server, company),
    ];
    const watched = await Promise.all(
      [one, two].map((guest) => follow(server, guest, { sessionId: guest.sessionId })),
    );
    const running = [one, two].map((guest) => reply(server, guest, project));
    await Promise.all(watched.map((seen) => seen.until((events) => events.length > 0)));
    const before = await left();
    const { errors, status } = await say(server, three, project);
    expect([status, errors[0]?.extensions.code]).toEqual([429, 'RATE_LIMITED']);
    expect(errors[0]?.extensions.limit).toBe(2);
    expect(await left()).toBe(before);
    expect((await history(server, three)).messages).toEqual([]);

    await ask(server, cancelMutation, { token: one.token, variables: { sessionId: one.sessionId } });
    await running[0];
    expect((await reply(server, three, project)).reply.status).toBe('COMPLETED');
    await Promise.all([...running, ...watched.map((seen) => seen.cut())]);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TenantActor, tenant, visitor } from '../support/actors.ts';
import { cancelMutation, follow, say } from '../support/chat.ts';
import { onCommand } from '../support/command-monitor.ts';
import { ask } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const replies = 20;
const replyFlushMs = 300;
/** None ends, or is given up, before all have been looked at: on a slow machine that takes some seconds. */
const slow = { scriptedWordMs: 1_000, scriptedReplyMs: 60_000, replyLeaseMs: 30_000 };

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ SELF_SERVICE_TIERS: 'ENTERPRISE' }, { durations: { replyFlushMs, ...slow } });
  company = await tenant(server, 'ENTERPRISE');
});
afterAll(() => server.close());

it('replies written at once are stored a few at a time, each again and again until its end', async () => {
  const stored = new Map<string, number>();
  let most = 0;
  const stop = onCommand(({ name, collection, command }) => {
    if (name !== 'update' || collection !== 'messages') return;
    const updates = command.updates as { q: { _id: { $eq: string } } }[];
    most = Math.max(most, updates.length);
    for (const { q } of updates) stored.set(q._id.$eq, (stored.get(q._id.$eq) ?? 0) + 1);
  });
  const guests = await Promise.all(Array.from({ length: replies }, () => visitor(server, company)));
  const hearing = await Promise.all(
    guests.map((guest) => follow(server, guest, { sessionId: guest.sessionId })),
  );
  const saying = guests.map((guest) => say(server, guest, 'A pool with a spa in San Diego'));
  await expect
    .poll(() => stored.size === replies && Math.min(...stored.values()) >= 2, { timeout: 15_000 })
    .toBe(true);
  stop();
  expect(most).toBeLessThanOrEqual(replies / 10);
  for (const { token, sessionId } of guests)
    await ask(server, cancelMutation, { token, variables: { sessionId } });
  for (const { data } of await Promise.all(saying))
    expect(['CANCELLED', 'COMPLETED']).toContain(data?.sendChatMessage.reply.status);
  for (const socket of hearing) await socket.cut();
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { history, reply, replySubscription, say } from '../support/chat.ts';
import { type DatabaseProcess, startDatabase } from '../support/database-process.ts';
import { acknowledged, ask, get, refusedOnSocket } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const patienceMs = 5_000;
const patient = { timeout: 10_000, interval: 50 };

let database: DatabaseProcess;
let server: Started;
let company: TenantActor;
let guest: Visitor;

beforeAll(async () => {
  database = await startDatabase();
  server = await start({ MONGODB_URI: database.uri });
  company = await tenant(server, 'TRIAL');
  guest = await visitor(server, company);
});
afterAll(async () => {
  database.thaw();
  await server.app.close();
  await database.close();
});

const faults = {
  killed: [() => database.kill(), () => database.restart()],
  frozen: [async () => database.freeze(), async () => database.thaw()],
} as const;

const timed = async <T>(work: Promise<T>): Promise<T & { ms: number }> => {
  const begun = performance.now();
  const result = await work;
  return { ...result, ms: performance.now() - begun };
};

describe.each(Object.entries(faults))('a database that is %s', (name, [end, begin]) => {
  it('is told of as SERVICE_UNAVAILABLE within 5 s, and all goes on by itself once it is back', async () => {
    const turn = await reply(server, guest, `a pool, told before it was ${name}`);
    const socket = await acknowledged(server, guest.token);
    await end();
    const begun = performance.now();
    const id = randomUUID();
    const answers = await Promise.all([
      timed(ask(server, '{ estimations { totalCount } }', { token: company.token })),
      timed(ask(server, '{ viewer { role } }', { token: guest.token })),
      timed(say(server, guest, 'and a spa', id)),
    ]);
    const payload = { query: replySubscription, variables: { sessionId: guest.sessionId } };
    const onSocket = await timed(refusedOnSocket(socket, payload));
    for (const { status, errors } of answers)
      expect([status, errors[0]?.extensions]).toMatchObject([503, { code: 'SERVICE_UNAVAILABLE' }]);
    expect(onSocket.extensions.code).toBe('SERVICE_UNAVAILABLE');
    const longest = Math.max(...answers.map(({ ms }) => ms), onSocket.ms);
    expect(longest).toBeLessThan(patienceMs);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    const outage = performance.now() - begun;
    await begin();
    const back = performance.now();
    await vi.waitFor(async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(200), patient);
    const again = performance.now() - back;
    process.stdout.write(
      `database ${name} for ${(outage / 1_000).toFixed(1)} s: told after ${longest.toFixed(0)} ms at most, ready again after ${again.toFixed(0)} ms\n`,
    );
    const repeated = await vi.waitFor(() => reply(server, guest, 'and a spa', id), patient);
    expect(repeated.reply.status).toBe('COMPLETED');
    const kept = (await history(server, guest)).messages;
    expect(kept.filter((message) => message.id === turn.reply.id)).toHaveLength(1);
    expect(kept.filter(({ clientMessageId }) => clientMessageId === id)).toHaveLength(1);
    await get(server, '{ estimations { totalCount } }', { token: company.token });
    await socket.end();
  }, 40_000);
});

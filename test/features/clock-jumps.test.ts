import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { logIn, newestMail, register, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { follow, hasEnded, reply, textOf } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get } from '../support/graphql.ts';
import { outboxRow, putRows, settled } from '../support/outbox-rows.ts';
import { type Started, start } from '../support/start.ts';

const hourMs = 3_600_000;
const leaseMs = 4_000;
const project = 'a 15x30 pool with spa in San Diego';
const startEstimate = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId } }';
const database = freshDatabase('clock-jumps');

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  // A writer on a busy machine must not be taken for a dead one.
  server = await start({ MONGODB_URI: database.uri }, { durations: { replyLeaseMs: leaseMs } });
});
afterAll(() => server.close());
beforeEach(async () => {
  company = await tenant(server, 'TRIAL');
});
afterEach(() => {
  vi.useRealTimers();
});

/** Sets the wall clock of the process; timers and the monotonic clock go on as they were. */
const jump = (hours: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * hourMs });

const estimate = async () => {
  const asking = { token: company.token, variables: { input: { description: project } } };
  return (await ask(server, startEstimate, asking)).errors[0]?.extensions.code ?? 'done';
};

describe.each([5, -5])('a wall clock that jumps by %i hours', (hours) => {
  it('in the middle of a reply costs no word of it', async () => {
    const guest = await visitor(server, company);
    const seen = await follow(server, guest, guest);
    const sending = reply(server, guest, project);
    await seen.until((events) => events.length > 3);
    jump(hours);
    const { reply: written } = await sending;
    expect(written.status).toBe('COMPLETED');
    const events = await seen.until(hasEnded);
    expect(textOf(events)).toBe(written.content);
    await seen.cut();
  });

  it('gives nobody more than the hour’s quota', async () => {
    const codes = [];
    for (let unit = 0; unit < 5; unit += 1) codes.push(await estimate());
    jump(hours);
    company.token = await logIn(server, company);
    for (let unit = 0; unit < 7; unit += 1) codes.push(await estimate());
    expect(codes).toEqual([...Array(10).fill('done'), 'RATE_LIMITED', 'RATE_LIMITED']);
  });

  it('holds no mail back, neither a new one nor one that was put off', async () => {
    const id = `put-off-${hours}`;
    await putRows(database.db, [{ _id: id, attempts: 3, dueAt: new Date(Date.now() + 60_000) }]);
    jump(hours);
    const { email } = await register(server);
    await newestMail(server, email);
    const row = await outboxRow(database.db, `${id}@queue.example`);
    expect((await settled(database.db, row?.to ?? '', 'SENT')).attempts).toBe(3);
  });

  it('ends access tokens early at most: signing in again is enough', async () => {
    jump(hours);
    const { errors } = await ask(server, '{ tenant { id } }', company);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(hours > 0 ? ['UNAUTHENTICATED'] : []);
    const token = await logIn(server, company);
    await get(server, '{ tenant { id } }', { token });
  });
});

describe('a reply whose writer died before the clock was set back', () => {
  it('is given up all the same, soon', async () => {
    const guest = await visitor(server, company);
    await reply(server, guest, project);
    const leaseUntil = new Date(Date.now() + 5 * hourMs);
    const claim = { messageId: 'dead', clientMessageId: null, contentHash: '', leaseUntil };
    const conversations = database.db.collection<{ _id: string }>('conversations');
    await conversations.updateOne({ _id: guest.sessionId }, { $set: { writing: claim } });
    const at = performance.now();
    await vi.waitFor(
      async () => {
        expect(await conversations.findOne({ _id: guest.sessionId })).toMatchObject({ writing: null });
      },
      { timeout: 15_000, interval: 20 },
    );
    const ms = performance.now() - at;
    process.stdout.write(
      `a claim of five hours was given up after ${ms.toFixed(0)} ms, its lease being ${leaseMs} ms\n`,
    );
    expect((await reply(server, guest, 'and a spa')).reply.status).toBe('COMPLETED');
  });
});

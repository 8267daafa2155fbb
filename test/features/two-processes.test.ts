import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { logIn, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { cancelMutation, follow, hasEnded, history, isEnd, reply, textOf } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { acknowledged, ask, get, rawSocket, refusedOnSocket } from '../support/graphql.ts';
import type { ServerProcess } from '../support/process.ts';
import { isGapless, spoken, twoProcesses } from '../support/two-processes.ts';

const database = freshDatabase('two-processes');
const bench = twoProcesses(database, { msPerChunk: 30 });
const project = 'a 15x30 pool with spa in my backyard in San Diego';
const startEstimate = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId } }';
const completed = 'subscription { estimationCompleted { sessionId } }';
const patient = { timeout: 6_000, interval: 20 };

const company = (): Promise<TenantActor> => tenant(bench.one, 'TRIAL');
const print = (what: string, ms: number) => process.stdout.write(`${what}: ${ms.toFixed(0)} ms\n`);

describe('a reply', () => {
  it('that one process writes is streamed from the other as from itself', async () => {
    const guest = await visitor(bench.one, await company());
    const seen = await Promise.all([follow(bench.one, guest, guest), follow(bench.other, guest, guest)]);
    const turn = await reply(bench.one, guest, project);
    expect(turn.reply.content).toBe(spoken);
    for (const { until, cut } of seen) {
      const events = await until(hasEnded);
      expect(textOf(events)).toBe(spoken);
      expect(isGapless(events)).toBe(true);
      expect(events.length).toBeGreaterThan(10);
      expect(events.at(-1)?.turn?.reply.id).toBe(turn.reply.id);
      await cut();
    }
  });

  it('goes on at the other process where the first socket was cut', async () => {
    const guest = await visitor(bench.one, await company());
    const first = await follow(bench.one, guest, guest);
    const sending = reply(bench.one, guest, project);
    const before = [...(await first.until((events) => events.length > 8))];
    await first.cut();
    const last = before.at(-1);
    if (!last) throw new Error('there was no event');
    const place = { messageId: last.messageId, afterIndex: last.index };
    const second = await follow(bench.other, guest, { sessionId: guest.sessionId, ...place });
    const events = [...before, ...(await second.until(hasEnded))];
    expect(second.events.filter(({ __typename }) => __typename === 'ChatReplyDelta').length).toBeGreaterThan(
      5,
    );
    expect(isGapless(events)).toBe(true);
    expect(textOf(events)).toBe((await sending).reply.content);
    await second.cut();
  });

  it('is ended by a cancellation at the other process, what was said is kept', async () => {
    const guest = await visitor(bench.one, await company());
    const seen = await follow(bench.other, guest, guest);
    const sending = reply(bench.one, guest, project);
    await seen.until((events) => events.length > 4);
    const at = performance.now();
    const asking = { token: guest.token, variables: { sessionId: guest.sessionId } };
    expect(await get(bench.other, cancelMutation, asking)).toEqual({ cancelChatReply: true });
    const { reply: ended } = await sending;
    print('cancelled at the other process', performance.now() - at);
    expect(ended.status).toBe('CANCELLED');
    expect(spoken.startsWith(ended.content)).toBe(true);
    expect(ended.content.length).toBeGreaterThan(10);
    const events = await seen.until(hasEnded);
    expect(textOf(events)).toBe(ended.content);
    expect(events.filter(isEnd)).toHaveLength(1);
    await seen.cut();
  });

  it('to one message sent to both at once is written once', async () => {
    const guest = await visitor(bench.one, await company());
    const id = randomUUID();
    const turns = await Promise.all(
      [bench.one, bench.other, bench.one, bench.other].map((server) => reply(server, guest, project, id)),
    );
    expect(new Set(turns.map((turn) => turn.reply.id)).size).toBe(1);
    expect((await history(bench.other, guest)).messages).toHaveLength(2);
  });

  it('goes by all that was said, whichever process answered before; what was sent is known to both', async () => {
    const guest = await visitor(bench.one, await company());
    const said = ['a pool', 'with a spa', 'in San Diego', '15x30 feet', 'by next summer'];
    const servers = [bench.one, bench.other, bench.other, bench.one, bench.one];
    const sent = said.map((text, place) => ({ text, id: randomUUID(), server: servers[place] ?? bench.one }));
    const turns = [];
    for (const { text, id, server } of sent) turns.push(await reply(server, guest, text, id));
    const [first, second, third] = sent;
    if (!first || !second || !third) throw new Error('nothing was sent');
    // The process that has not answered them takes none of them for new.
    expect(await reply(bench.one, guest, third.text, third.id)).toEqual(turns[2]);
    expect(await reply(bench.other, guest, first.text, first.id)).toEqual(turns[0]);
    const { messages } = await history(bench.other, guest);
    expect(messages.filter(({ role }) => role === 'USER').map(({ content }) => content)).toEqual(said);
    expect(messages.filter(({ role }) => role === 'ASSISTANT').map(({ id }) => id)).toEqual(
      turns.map((turn) => turn.reply.id),
    );
    const details = JSON.stringify(turns.at(-1)?.extractedDetails);
    for (const known of [/pool/i, /spa/i, /socal|san diego/i]) expect(details).toMatch(known);
  });

  it('answers what the other process has answered since, though this one knows the session', async () => {
    const guest = await visitor(bench.one, await company());
    await reply(bench.one, guest, 'a pool');
    const id = randomUUID();
    const turn = await reply(bench.other, guest, 'with a spa', id);
    expect(await reply(bench.one, guest, 'with a spa', id)).toEqual(turn);
    expect((await history(bench.one, guest)).messages).toHaveLength(4);
    expect((await reply(bench.one, guest, 'in San Diego')).reply.status).toBe('COMPLETED');
  });
});

describe('what is counted', () => {
  it('is counted over both: of 40 at once the hour’s ten are let through', async () => {
    const { token } = await company();
    const asking = { token, variables: { input: { description: project } } };
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, place) =>
        ask(place % 2 ? bench.one : bench.other, startEstimate, asking),
      ),
    );
    const codes = answers.map(({ errors }) => errors[0]?.extensions.code ?? 'done');
    expect(codes.filter((code) => code === 'done')).toHaveLength(10);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(30);
    for (const server of [bench.one, bench.other])
      expect(await get(server, '{ rateLimit { limit remaining } }', { token })).toEqual({
        rateLimit: { limit: 10, remaining: 0 },
      });
  });

  it('are sockets too: the fourth of a session is refused wherever it comes', async () => {
    const guest = await visitor(bench.one, await company());
    const servers: ServerProcess[] = [bench.one, bench.other, bench.one];
    const open = [];
    for (const server of servers) open.push(await acknowledged(server, guest.token));
    for (const server of [bench.one, bench.other]) {
      const fourth = await rawSocket(server);
      fourth.send({ type: 'connection_init', payload: { authorization: `Bearer ${guest.token}` } });
      expect((await fourth.closed).code).toBe(1013);
    }
    await open[0]?.end();
    await vi.waitFor(async () => void open.push(await acknowledged(bench.other, guest.token)), patient);
    await Promise.all(open.map((raw) => raw.end()));
  });
});

describe('a screen at one process', () => {
  it('hears at once of an estimate made at the other', async () => {
    const { token } = await company();
    const screen = await acknowledged(bench.other, token);
    screen.send({ type: 'subscribe', id: 'screen', payload: { query: completed } });
    // Another operation on the same socket is answered after this one was taken up.
    await refusedOnSocket(screen, { query: 'subscription { nothing }' });
    const asking = { token, variables: { input: { description: project } } };
    const { startEstimate: made } = await get<{ startEstimate: { sessionId: string } }>(
      bench.one,
      startEstimate,
      asking,
    );
    const at = performance.now();
    const { payload } = await screen.next(({ type, id }) => type === 'next' && id === 'screen');
    print('told at the other process', performance.now() - at);
    expect(performance.now() - at).toBeLessThan(2_000);
    expect(payload).toMatchObject({ data: { estimationCompleted: made } });
    await screen.end();
  });
});

describe('Redis', () => {
  it('holds nothing but keys of tenants and of the system, each with an end', async () => {
    const owner = await company();
    const guest = await visitor(bench.one, owner);
    const socket = await acknowledged(bench.other, guest.token);
    await reply(bench.one, guest, project);
    await logIn(bench.other, owner);
    const client = bench.redis.client();
    const keys = await client.keys('*');
    const own = keys.filter((key) => key.startsWith(`efofx:${owner.tenantId}:`));
    expect(own.map((key) => key.split(':')[2]).sort()).toEqual(
      expect.arrayContaining(['limit', 'log', 'places']),
    );
    expect(keys.filter((key) => !/^efofx:([0-9a-f]{32}|sys):/.test(key))).toEqual([]);
    const ends = await Promise.all(keys.map((key) => client.pttl(key)));
    expect(ends.filter((ms) => ms <= 0)).toEqual([]);
    // Addresses of people are not legible in it.
    expect(keys.filter((key) => key.includes('@') || key.includes('127.0.0.1'))).toEqual([]);
    await socket.end();
  });
});

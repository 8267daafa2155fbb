import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { tiers } from '../../src/tenant/tiers.ts';
import { type TenantActor, tenant, visitor } from '../support/actors.ts';
import { follow, hasEnded, history, isEnd, reply, say, textOf } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get } from '../support/graphql.ts';
import { type ModelServer, startModel } from '../support/model.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { change } from '../support/settings.ts';
import { type Started, start } from '../support/start.ts';
import { isGapless } from '../support/two-processes.ts';

const database = freshDatabase('redis-faults');
const patient = { timeout: 8_000, interval: 20 };
const startEstimate = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId } }';

let redis: RedisServer;
let model: ModelServer;
let servers: [Started, Started];
let trial: TenantActor;

beforeAll(async () => {
  redis = await startRedis();
  // Each says what it was asked, many times over, so that one's text cannot be taken for another's.
  model = await startModel({
    reply: ({ messages }) => {
      const said = JSON.stringify(messages)
        .match(/(pool|again|long) [0-9a-f-]{36}/g)
        ?.at(-1);
      return `${said} `.repeat(said?.startsWith('long') ? 24 : 6).trim();
    },
    msPerChunk: 20,
  });
  const env = {
    ...{ MONGODB_URI: database.uri, REDIS_URL: redis.url, LLM: 'openai' },
    ...{ OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: 'sk-platform-secret-key-1234' },
  };
  // A reply whose log cannot be reached is not given up meanwhile.
  const tables = {
    durations: { replyLeaseMs: 4_000 },
    tiers: { PRO: { ...tiers.PRO, requestsPerHour: 40 }, TRIAL: { ...tiers.TRIAL, requestsPerHour: 1_000 } },
  };
  const first = await start(env, tables);
  servers = [first, await start({ ...env, DATA_DIR: first.dataDir }, tables)];
  trial = await tenant(first, 'TRIAL');
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await model.close();
  await redis.close();
});

const outages = {
  killed: [() => redis.kill(), () => redis.restart()],
  frozen: [async () => redis.freeze(), async () => redis.thaw()],
  'restarted empty': [() => redis.restart(), async () => undefined],
} as const;

const isReady = async () => {
  for (const { url } of servers) expect((await fetch(`${url}/readyz`)).status).toBe(200);
};

describe.each(Object.entries(outages))('Redis %s in mid-stream', (name, [end, begin]) => {
  it('ends every reply whole from what is stored, nobody sees another’s text, and it goes on by itself', async () => {
    const talks = await Promise.all(
      Array.from({ length: 3 }, async (_, place) => {
        const guest = await visitor(servers[0], trial);
        const [writer, reader] = place % 2 ? [servers[0], servers[1]] : [servers[1], servers[0]];
        const text = `pool ${randomUUID()}`;
        const seen = await Promise.all([follow(writer, guest, guest), follow(reader, guest, guest)]);
        return { guest, writer, text, seen, sending: reply(writer, guest, text) };
      }),
    );
    await Promise.all(talks.map(({ seen }) => seen[1].until((events) => events.length > 5)));
    await end();
    const at = performance.now();
    for (const { guest, text, seen, sending } of talks) {
      const { reply: written } = await sending;
      expect(written).toMatchObject({ status: 'COMPLETED' });
      for (const one of seen) {
        const events = await one.until(hasEnded);
        expect(events.filter(isEnd)).toHaveLength(1);
        expect(events.at(-1)?.turn?.reply).toMatchObject({ id: written.id, content: written.content });
        expect(written.content.startsWith(textOf(events))).toBe(true);
        expect(one.errors).toEqual([]);
      }
      expect(written.content).toBe(`${text} `.repeat(6).trim());
      const [, kept] = (await history(servers[0], guest)).messages;
      expect(kept).toMatchObject({ id: written.id, content: written.content, status: 'COMPLETED' });
    }
    await begin();
    await vi.waitFor(isReady, patient);
    process.stdout.write(
      `Redis ${name}: all ended, ready again after ${(performance.now() - at).toFixed(0)} ms\n`,
    );
    for (const { guest, writer, seen } of talks) {
      const next = await reply(writer, guest, `again ${randomUUID()}`);
      for (const one of seen) {
        const events = await one.until((all) => all.filter(isEnd).length === 2);
        expect(events.at(-1)?.turn?.reply.id).toBe(next.reply.id);
        await one.cut();
      }
    }
  });
});

it('a Redis that is back before the reply has ended loses no word of it, though it had forgotten all', async () => {
  const guest = await visitor(servers[0], trial);
  const seen = await Promise.all(servers.map((server) => follow(server, guest, guest)));
  const sending = reply(servers[0], guest, `long ${randomUUID()}`);
  await Promise.all(seen.map(({ until }) => until((events) => events.length > 5)));
  await redis.restart();
  const { content } = (await sending).reply;
  for (const { until, cut } of seen) {
    const events = await until(hasEnded);
    expect(isGapless(events)).toBe(true);
    expect(textOf(events)).toBe(content);
    await cut();
  }
  await vi.waitFor(isReady, patient);
});

describe.each(['killed', 'frozen'] as const)('while Redis is %s', (name) => {
  const [end, begin] = outages[name];

  it('what the platform pays for is refused as unavailable, tenants with a key of their own have a share, reads go on', async () => {
    const guest = await visitor(servers[0], trial);
    const byok = await tenant(servers[0], 'PRO');
    await change(servers[0], byok, { openaiApiKey: 'sk-the-tenants-own-key-5678' });
    await end();
    const input = { description: 'a 15x30 pool in San Diego' };
    for (const server of servers) {
      const refused = await ask(server, startEstimate, { token: trial.token, variables: { input } });
      expect(refused.errors[0]?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
      const said = await say(server, guest, 'a pool');
      expect(said.errors[0]?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
      const read = '{ tenant { id } rateLimit { limit remaining } }';
      const { rateLimit } = await get<{ rateLimit: object }>(server, read, trial);
      expect(rateLimit).toEqual({ limit: 1_000, remaining: 0 });
      expect((await history(server, guest)).messages).toEqual([]);
      expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    }
    const codes = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const { errors } = await ask(servers[0], startEstimate, { token: byok.token, variables: { input } });
        return errors[0]?.extensions.code ?? 'done';
      }),
    );
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(2);
    await begin();
    await vi.waitFor(isReady, patient);
    await get(servers[1], startEstimate, { token: trial.token, variables: { input } });
    expect((await reply(servers[0], guest, 'a pool')).reply.status).toBe('COMPLETED');
  });
});

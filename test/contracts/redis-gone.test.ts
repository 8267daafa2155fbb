import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { redisEvents } from '../../src/events/redis.ts';
import type { Limiter, Quota } from '../../src/limits/limiter.ts';
import { memoryLimiter } from '../../src/limits/memory.ts';
import { redisLimiter } from '../../src/limits/redis.ts';
import { openRedis } from '../../src/redis/client.ts';
import type { SharedRedis } from '../../src/redis/redis.ts';
import { lookedAtThrice } from '../support/clock.ts';
import { type RedisServer, redisBench, startRedis } from '../support/redis.ts';

const patient = { timeout: 8_000, interval: 10 };
const hourMs = 3_600_000;
const quotaOf = (limit: number, failsClosed = false): Quota => ({
  ...{ tenantId: randomUUID(), key: 'metered', limit, windowMs: hourMs, failsClosed },
});

async function timed<T>(work: () => Promise<T>): Promise<{ result: T | string; ms: number }> {
  const begun = performance.now();
  const result = await work().catch((error: { code: string }) => error.code);
  return { result, ms: performance.now() - begun };
}

/** Ways for Redis to be gone, and back. */
const outages = [
  ['killed', (server: RedisServer) => server.kill(), (server: RedisServer) => server.restart()],
  ['frozen', async (server: RedisServer) => server.freeze(), async (server: RedisServer) => server.thaw()],
] as const;

describe.each(outages)('while Redis is %s', lookedAtThrice, (name, end, begin) => {
  const bench = redisBench();
  let limiter: Limiter;
  beforeAll(async () => {
    limiter = redisLimiter(bench.redis, memoryLimiter());
    await limiter.take(quotaOf(1), 'warm');
    await end(bench.server);
  });
  afterAll(async () => {
    await limiter.close();
  });

  it('a decision takes 250 ms at most: closed, a quarter for each process, or what is left of it', async () => {
    const [closed, open] = [quotaOf(8, true), quotaOf(8)];
    const taken = [await timed(() => limiter.take(closed, 'a')), await timed(() => limiter.peek(closed))];
    const allowed: boolean[] = [];
    for (let unit = 0; unit < 4; unit += 1) {
      const { result, ms } = await timed(() => limiter.take(open, String(unit)));
      taken.push({ result: 'taken', ms });
      if (typeof result !== 'string') allowed.push(result.allowed);
    }
    taken.push(await timed(() => limiter.refund(open, '0').then(() => 'given back')));
    expect(taken[0]?.result).toBe('SERVICE_UNAVAILABLE');
    expect(taken[1]?.result).toMatchObject({ allowed: false, limit: 8, remaining: 0 });
    expect(allowed).toEqual([true, true, false, false]);
    expect(await limiter.peek(open)).toMatchObject({ remaining: 1 });
    const longest = Math.max(...taken.map(({ ms }) => ms));
    process.stdout.write(
      `Redis ${name}: the longest of ${taken.length} decisions took ${longest.toFixed(0)} ms\n`,
    );
    expect(longest).toBeLessThan(250);
  });

  it('bells ring within the process, logs answer that there is none, and nothing hangs', async () => {
    const events = redisEvents(bench.redis, { logTtlMs: 1_000 });
    const key = { tenantId: randomUUID(), id: 'reply:1' };
    const { result: bell, ms } = await timed(() => events.listen(key));
    if (typeof bell === 'string') throw new Error(bell);
    const wait = bell.wait(5_000);
    await events.ring(key);
    expect(await wait).toBe(true);
    expect(await events.read(key, -1)).toBeNull();
    await expect(events.append(key, [{ index: 0 }])).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(ms).toBeLessThan(400);
    await events.close();
  });

  it('it is found again by itself; what may have been counted unheard is given back', async () => {
    const events = redisEvents(bench.redis, { logTtlMs: 1_000 });
    const key = { tenantId: randomUUID(), id: 'chat:1' };
    const bell = await events.listen(key);
    const woken = bell.wait(8_000);
    const quota = quotaOf(3, true);
    await expect(limiter.take(quota, 'unheard')).rejects.toThrow();
    await begin(bench.server);
    const begun = performance.now();
    await vi.waitFor(() => bench.redis.ping(), patient);
    process.stdout.write(`Redis ${name}: found again after ${(performance.now() - begun).toFixed(0)} ms\n`);
    // Something may have been missed meanwhile.
    expect(await woken).toBe(true);
    await vi.waitFor(async () => expect(await limiter.peek(quota)).toMatchObject({ remaining: 3 }), patient);
    for (let unit = 0; unit < 3; unit += 1)
      expect(await limiter.take(quota, `after ${unit}`)).toMatchObject({ allowed: true });
    expect(await limiter.take(quota, 'one more')).toMatchObject({ allowed: false });
    const other = bell.wait(5_000);
    const publisher = bench.server.client();
    await vi.waitFor(async () => {
      const heard = await publisher.publish(`efofx:${key.tenantId}:bell:${key.id}`, 'another process');
      expect(heard).toBe(1);
    }, patient);
    expect(await other).toBe(true);
    await events.close();
  });
});

describe('a Redis that asks for a password', () => {
  let server: RedisServer;
  let redis: SharedRedis | undefined;
  beforeAll(async () => {
    server = await startRedis('planted-secret');
  });
  afterAll(async () => {
    await redis?.close();
    await server.close();
  });

  it('is served with it', async () => {
    redis = await openRedis({ url: server.url, onFault: () => undefined });
    await redis.ping();
  });

  it.each(['wrong-secret', ''])(
    'ends the start for "%s" in one line that tells no secret',
    async (password) => {
      const url = server.url.replace('planted-secret', password).replace(':@', '');
      const opening = openRedis({ url, onFault: () => undefined });
      const message = await opening.then(
        () => 'it opened',
        (error: Error) => JSON.stringify([String(error), error]),
      );
      expect(message).toMatch(/REDIS_URL: Redis does not answer there/);
      expect(message).not.toMatch(/secret/);
    },
  );
});

it('a frozen Redis keeps nobody from leaving', lookedAtThrice, async () => {
  const server = await startRedis();
  const redis = await openRedis({ url: server.url, onFault: () => undefined });
  const events = redisEvents(redis, { logTtlMs: 1_000 });
  const bell = await events.listen({ tenantId: 't', id: 'bell' });
  const wait = bell.wait(60_000);
  server.freeze();
  const { ms } = await timed(async () => {
    await events.close();
    await redis.close();
  });
  expect(await wait).toBe(false);
  expect(ms).toBeLessThan(1_000);
  await server.close();
});

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Limiter, Quota } from '../../src/limits/limiter.ts';
import { memoryLimiter } from '../../src/limits/memory.ts';
import { redisLimiter } from '../../src/limits/redis.ts';
import { lookedAtThrice } from '../support/clock.ts';
import { redisBench } from '../support/redis.ts';

const hourMs = 3_600_000;
const quotaOf = (limit: number, windowMs = hourMs): Quota => ({ key: randomUUID(), limit, windowMs });

function limiterContract(name: string, create: () => Limiter | Promise<Limiter>) {
  describe(`${name} limiter`, () => {
    let limiter: Limiter;
    beforeEach(async () => {
      limiter = await create();
    });
    afterEach(() => limiter.close());

    it('counts down to the limit and then refuses', async () => {
      const quota = quotaOf(3);
      const allowances = [];
      for (let unit = 0; unit < 5; unit++) allowances.push(await limiter.take(quota, randomUUID()));
      expect(allowances.map(({ allowed }) => allowed)).toEqual([true, true, true, false, false]);
      expect(allowances.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0, 0]);
      expect(allowances.map(({ limit }) => limit)).toEqual([3, 3, 3, 3, 3]);
    });

    it.each([10, 100])('lets exactly %i of 200 callers at once through', async (limit) => {
      const quota = quotaOf(limit);
      const allowances = await Promise.all(
        Array.from({ length: 200 }, () => limiter.take(quota, randomUUID())),
      );
      expect(allowances.filter(({ allowed }) => allowed)).toHaveLength(limit);
      expect(await limiter.peek(quota)).toMatchObject({ allowed: false, remaining: 0 });
    });

    it('counts the same id once, also for 50 callers at once, and allows it even when all is used up', async () => {
      const quota = quotaOf(2);
      const again = await Promise.all(Array.from({ length: 50 }, () => limiter.take(quota, 'same')));
      expect(again.every(({ allowed, remaining }) => allowed && remaining === 1)).toBe(true);
      await limiter.take(quota, 'other');
      expect(await limiter.take(quota, 'same')).toMatchObject({ allowed: true, remaining: 0 });
    });

    it('counts nothing for a refused call', async () => {
      const quota = quotaOf(1);
      await limiter.take(quota, 'first');
      for (let call = 0; call < 20; call++) await limiter.take(quota, `refused ${call}`);
      await limiter.refund(quota, 'first');
      expect(await limiter.peek(quota)).toMatchObject({ allowed: true, remaining: 1 });
    });

    it('takes a unit back, once, and only the one that was named', async () => {
      const quota = quotaOf(2);
      await limiter.take(quota, 'a');
      await limiter.take(quota, 'b');
      await limiter.refund(quota, 'a');
      await limiter.refund(quota, 'a');
      await limiter.refund(quota, 'never taken');
      expect(await limiter.peek(quota)).toMatchObject({ remaining: 1 });
      expect(await limiter.take(quota, 'a')).toMatchObject({ allowed: true, remaining: 0 });
    });

    it('takes a refund of an unknown key without harm', async () => {
      const quota = quotaOf(2);
      await limiter.refund(quota, 'nothing');
      expect(await limiter.peek(quota)).toMatchObject({ allowed: true, remaining: 2 });
    });

    it('peeks without counting', async () => {
      const quota = quotaOf(1);
      for (let look = 0; look < 5; look++) expect(await limiter.peek(quota)).toMatchObject({ remaining: 1 });
      expect(await limiter.take(quota, randomUUID())).toMatchObject({ allowed: true });
    });

    it('keeps keys apart', async () => {
      const [one, two] = [quotaOf(1), quotaOf(1)];
      await limiter.take(one, 'same');
      expect(await limiter.take(two, 'same')).toMatchObject({ allowed: true, remaining: 0 });
    });

    it('follows a changed limit at the next call', async () => {
      const quota = quotaOf(5);
      for (let unit = 0; unit < 5; unit++) await limiter.take(quota, randomUUID());
      expect(await limiter.peek({ ...quota, limit: 2 })).toMatchObject({
        allowed: false,
        limit: 2,
        remaining: 0,
      });
      expect(await limiter.take({ ...quota, limit: 6 }, randomUUID())).toMatchObject({
        allowed: true,
        remaining: 0,
      });
    });

    it('says when the oldest unit leaves: now if nothing is counted', lookedAtThrice, async () => {
      const quota = quotaOf(2, 60_000);
      expect(Math.abs((await limiter.peek(quota)).resetAt.getTime() - Date.now())).toBeLessThan(100);
      const first = await limiter.take(quota, 'first');
      expect(Math.abs(first.resetAt.getTime() - Date.now() - 60_000)).toBeLessThan(200);
      const second = await limiter.take(quota, 'second');
      expect(Math.abs(second.resetAt.getTime() - first.resetAt.getTime())).toBeLessThan(20);
    });

    it('frees a unit when its time is over, not before, and one by one', async () => {
      const quota = quotaOf(2, 120);
      const firstTaken = performance.now();
      await limiter.take(quota, 'first');
      await expect.poll(() => performance.now() - firstTaken).toBeGreaterThan(60);
      const secondTaken = performance.now();
      await limiter.take(quota, 'second');
      const allowedAt = async (id: string) => {
        await vi.waitUntil(async () => (await limiter.take(quota, id)).allowed, {
          interval: 2,
          timeout: 5_000,
        });
        return performance.now();
      };
      expect((await allowedAt('third')) - firstTaken).toBeGreaterThanOrEqual(119);
      expect((await allowedAt('fourth')) - secondTaken).toBeGreaterThanOrEqual(119);
    });
  });
}

limiterContract('memory', memoryLimiter);

describe('on a real Redis', () => {
  const bench = redisBench();
  limiterContract('redis', () => redisLimiter(bench.redis, memoryLimiter()));

  it('counts what was taken before its clock was set back by hours, and no longer than a window from now', async () => {
    const limiter = redisLimiter(bench.redis, memoryLimiter());
    const quota = { ...quotaOf(2, 300), tenantId: 'set-back' };
    for (const id of ['one', 'two']) await limiter.take(quota, id);
    const client = bench.server.client();
    const key = `efofx:set-back:limit:${quota.key}`;
    for (const id of ['one', 'two']) await client.zincrby(key, 5 * hourMs * 1_000, id);
    await client.pexpire(key, 5 * hourMs);
    const begun = performance.now();
    expect(await limiter.take(quota, 'three')).toMatchObject({ allowed: false });
    expect(await limiter.take(quota, 'two')).toMatchObject({ allowed: true });
    await vi.waitUntil(async () => (await limiter.take(quota, 'three')).allowed, {
      interval: 5,
      timeout: 5_000,
    });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(299);
    expect(await client.pttl(key)).toBeLessThanOrEqual(301);
    await limiter.close();
  });
});

describe('memory limiter, its clock in the hands of the test', () => {
  const windowMs = 1_000;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance', 'Date', 'setTimeout', 'clearTimeout'] });
    vi.advanceTimersByTime(1);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('never lets more than the limit into any rolling window, and never refuses below it', async () => {
    for (let seed = 1; seed <= 50; seed++) {
      const limiter = memoryLimiter();
      const quota = quotaOf(7, windowMs);
      const random = randomOf(seed);
      const taken: number[] = [];
      for (let step = 0; step < 400; step++) {
        vi.advanceTimersByTime(Math.floor(random() * 220));
        const now = performance.now();
        const inWindow = taken.filter((at) => at > now - windowMs).length;
        const { allowed } = await limiter.take(quota, `${seed} ${step}`);
        expect(allowed).toBe(inWindow < quota.limit);
        if (allowed) taken.push(now);
      }
      await limiter.close();
    }
  });

  it('is not moved by a wall clock that jumps', async () => {
    const limiter = memoryLimiter();
    const quota = quotaOf(1, windowMs);
    await limiter.take(quota, 'first');
    vi.setSystemTime(Date.now() + hourMs);
    expect(await limiter.take(quota, 'second')).toMatchObject({ allowed: false });
    vi.setSystemTime(Date.now() - 2 * hourMs);
    vi.advanceTimersByTime(windowMs);
    expect(await limiter.take(quota, 'third')).toMatchObject({ allowed: true });
    await limiter.close();
  });

  it('drops keys that nobody asks for any more', async () => {
    const limiter = memoryLimiter();
    for (let key = 0; key < 1_000; key++) await limiter.take(quotaOf(5, windowMs), 'once');
    expect(vi.getTimerCount()).toBe(1_000);
    vi.advanceTimersByTime(windowMs + 5);
    expect(vi.getTimerCount()).toBe(0);
    await limiter.close();
  });
});

/** Park and Miller's generator: the same seed, the same steps. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bound, Places } from '../../src/limits/places.ts';
import { memoryPlaces } from '../../src/limits/places-memory.ts';
import { redisPlaces } from '../../src/limits/places-redis.ts';
import { redisBench } from '../support/redis.ts';

const patient = { timeout: 8_000, interval: 10 };

/** A tenant with so many places, of which a user may have two. */
const boundsOf = (limit: number): Bound[] => {
  const tenantId = randomUUID();
  return [
    { tenantId, key: `user:${randomUUID()}`, limit: 2 },
    { tenantId, key: 'all', limit },
  ];
};

function placesContract(name: string, create: () => Places) {
  describe(`${name} places`, () => {
    let places: Places;
    beforeEach(() => {
      places = create();
    });
    afterEach(() => places.close());

    it('are as many as the bound says, of 100 who come at once', async () => {
      const bounds = boundsOf(7).slice(1);
      const entered = await Promise.all(
        Array.from({ length: 100 }, () => places.enter(bounds, randomUUID())),
      );
      expect(entered.filter(Boolean)).toHaveLength(7);
    });

    it('are taken in every bound or in none', async () => {
      const [own, all] = boundsOf(3);
      if (!own || !all) throw new Error('there are two bounds');
      const other = { ...own, key: 'user:other' };
      const entered = [];
      for (const id of ['a', 'b', 'c']) entered.push(await places.enter([own, all], id));
      entered.push(await places.enter([other, all], 'd'), await places.enter([other, all], 'e'));
      expect(entered).toEqual([true, true, false, true, false]);
    });

    it('are free again once left, as often as they are left', async () => {
      const bounds = boundsOf(2);
      await places.enter(bounds, 'a');
      await places.enter(bounds, 'b');
      for (const id of ['a', 'a', 'never']) await places.leave(bounds, id);
      expect(await places.enter(bounds, 'c')).toBe(true);
      expect(await places.enter(bounds, 'd')).toBe(false);
    });

    it('are let to anyone where nothing is bound', async () => {
      expect(await places.enter([], 'a')).toBe(true);
      await places.leave([], 'a');
    });
  });
}

placesContract('memory', memoryPlaces);

describe('on a real Redis', () => {
  const bench = redisBench();
  const quick = { leaseMs: 300, renewMs: 50 };
  placesContract('redis', () => redisPlaces(bench.redis, memoryPlaces()));

  it('are counted over processes; those of one that has died are free again, those of a living one stay', async () => {
    const [one, other] = [
      redisPlaces(bench.redis, memoryPlaces(), quick),
      redisPlaces(bench.redis, memoryPlaces(), quick),
    ];
    const bounds = boundsOf(2);
    expect([await one.enter(bounds, 'a'), await other.enter(bounds, 'b')]).toEqual([true, true]);
    expect(await other.enter(bounds, 'c')).toBe(false);
    const begun = performance.now();
    await one.close();
    await vi.waitFor(async () => expect(await other.enter(bounds, 'c')).toBe(true), patient);
    expect(performance.now() - begun).toBeGreaterThan(200);
    expect(await other.enter(bounds, 'd')).toBe(false);
    await other.close();
  });

  it('are counted by the process while Redis is gone, and all of them once it is back with nothing in it', async () => {
    const [one, other] = [
      redisPlaces(bench.redis, memoryPlaces(), quick),
      redisPlaces(bench.redis, memoryPlaces(), quick),
    ];
    const bounds = boundsOf(2);
    expect(await one.enter(bounds, 'a')).toBe(true);
    await bench.server.kill();
    const entered = [await one.enter(bounds, 'b'), await one.enter(bounds, 'c')];
    expect(entered).toEqual([true, false]);
    await bench.server.restart();
    await vi.waitFor(() => bench.redis.ping(), patient);
    await vi.waitFor(async () => {
      const isFree = await other.enter(bounds, 'd');
      if (isFree) await other.leave(bounds, 'd');
      expect(isFree).toBe(false);
    }, patient);
    await Promise.all([one.close(), other.close()]);
  });
});

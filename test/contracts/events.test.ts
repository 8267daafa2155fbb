import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Events, StreamKey } from '../../src/events/events.ts';
import { memoryEvents } from '../../src/events/memory.ts';
import { redisEvents } from '../../src/events/redis.ts';
import { redisBench } from '../support/redis.ts';

interface Delta {
  index: number;
  text: string;
}

const logTtlMs = 150;
// Far longer than any test may take: a wait that ends by it has failed.
const tooLongMs = 10_000;

const deltas = (...indexes: number[]): Delta[] => indexes.map((index) => ({ index, text: `word ${index}` }));
const streamKey = (): StreamKey => ({ tenantId: randomUUID(), id: randomUUID() });

function eventsContract(name: string, create: (options: { logTtlMs: number }) => Events | Promise<Events>) {
  describe(`${name} events: reply log`, () => {
    let events: Events;
    beforeEach(async () => {
      events = await create({ logTtlMs });
    });
    afterEach(() => events.close());

    it('gives back what was appended, in order, over several appends', async () => {
      const log = streamKey();
      await events.append(log, deltas(0));
      await events.append(log, deltas(1, 2));
      await events.append(log, deltas(3));
      expect(await events.read(log, -1)).toEqual(deltas(0, 1, 2, 3));
    });

    it('gives only the entries above the cursor, and none at its end', async () => {
      const log = streamKey();
      await events.append(log, deltas(0, 1, 2, 3));
      expect(await events.read(log, 1)).toEqual(deltas(2, 3));
      expect(await events.read(log, 3)).toEqual([]);
      expect(await events.read(log, 99)).toEqual([]);
    });

    it('answers null for a log that never was', async () => {
      const log = streamKey();
      await events.append(log, []);
      expect(await events.read(log, -1)).toBeNull();
    });

    it('refuses a gap, a repeat and a false start, and keeps nothing of them', async () => {
      const log = streamKey();
      await expect(events.append(log, deltas(1))).rejects.toThrow();
      expect(await events.read(log, -1)).toBeNull();
      await events.append(log, deltas(0, 1));
      await expect(events.append(log, deltas(1))).rejects.toThrow();
      await expect(events.append(log, deltas(2, 4))).rejects.toThrow();
      expect(await events.read(log, -1)).toEqual(deltas(0, 1));
    });

    it('lets exactly one of two writers take a place', async () => {
      const log = streamKey();
      const outcomes = await Promise.allSettled([
        events.append(log, deltas(0)),
        events.append(log, deltas(0)),
      ]);
      expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await events.read(log, -1)).toEqual(deltas(0));
    });

    it('keeps text exactly, whatever is in it', async () => {
      const log = streamKey();
      const entry = { index: 0, text: ' \n\u0000 é 🏊‍♀️ \u2028 "quoted" ' };
      await events.append(log, [entry]);
      expect(await events.read(log, -1)).toEqual([entry]);
    });

    it('gives every reader a copy of its own', async () => {
      const log = streamKey();
      const [entry] = deltas(0);
      await events.append(log, [entry as Delta]);
      Object.assign(entry as Delta, { text: 'changed by the writer' });
      const [read] = (await events.read<Delta>(log, -1)) ?? [];
      Object.assign(read as Delta, { text: 'changed by a reader' });
      expect(await events.read(log, -1)).toEqual(deltas(0));
    });

    it('forgets a log some time after its last entry, not its first', async () => {
      const log = streamKey();
      const started = performance.now();
      await events.append(log, deltas(0));
      await expect.poll(() => performance.now() - started).toBeGreaterThan(logTtlMs / 2);
      const lastEntry = performance.now();
      await events.append(log, deltas(1));
      await expect.poll(() => events.read(log, -1), { interval: 5 }).toBeNull();
      expect(performance.now() - lastEntry).toBeGreaterThan(logTtlMs - 5);
    });

    it('never lets two tenants with the same id meet', async () => {
      const mine = streamKey();
      const theirs = { tenantId: randomUUID(), id: mine.id };
      await events.append(mine, deltas(0, 1));
      expect(await events.read(theirs, -1)).toBeNull();
      await events.append(theirs, [{ index: 0, text: 'theirs' }]);
      expect(await events.read(mine, -1)).toEqual(deltas(0, 1));
      expect(await events.read(theirs, -1)).toEqual([{ index: 0, text: 'theirs' }]);
    });

    it('keeps apart keys whose parts only look alike when joined', async () => {
      const prefix = randomUUID();
      await events.append({ tenantId: prefix, id: 'b:c' }, deltas(0));
      expect(await events.read({ tenantId: `${prefix}:b`, id: 'c' }, -1)).toBeNull();
    });
  });

  describe(`${name} events: bells`, () => {
    let events: Events;
    beforeEach(async () => {
      events = await create({ logTtlMs });
    });
    afterEach(() => events.close());

    it('wakes every listener that waits', async () => {
      const key = streamKey();
      const bells = await Promise.all([1, 2, 3].map(() => events.listen(key)));
      const waits = bells.map((bell) => bell.wait(tooLongMs));
      await events.ring(key);
      expect(await Promise.all(waits)).toEqual([true, true, true]);
    });

    it('remembers a ring between two waits, once however often it rang', async () => {
      const key = streamKey();
      const bell = await events.listen(key);
      await events.ring(key);
      await events.ring(key);
      expect(await bell.wait(tooLongMs)).toBe(true);
      // A shared bell may deliver the second ring a little later: until then it counts as the same one.
      await expect.poll(() => bell.wait(20)).toBe(false);
    });

    it('knows nothing of rings from before it listened', async () => {
      const key = streamKey();
      await events.ring(key);
      const bell = await events.listen(key);
      expect(await bell.wait(30)).toBe(false);
    });

    it('gives up after the time it was given', async () => {
      const bell = await events.listen(streamKey());
      const started = performance.now();
      expect(await bell.wait(40)).toBe(false);
      expect(performance.now() - started).toBeGreaterThan(38);
    });

    it('does not wake a listener of another bell or another tenant', async () => {
      const key = streamKey();
      const otherBell = await events.listen({ tenantId: key.tenantId, id: randomUUID() });
      const otherTenant = await events.listen({ tenantId: randomUUID(), id: key.id });
      const waits = [otherBell.wait(60), otherTenant.wait(60)];
      await events.ring(key);
      expect(await Promise.all(waits)).toEqual([false, false]);
    });

    it('settles a wait in progress when the bell closes, and every later one at once', async () => {
      const bell = await events.listen(streamKey());
      const wait = bell.wait(tooLongMs);
      expect(bell.isClosed).toBe(false);
      bell.close();
      expect(bell.isClosed).toBe(true);
      expect(await wait).toBe(false);
      expect(await bell.wait(tooLongMs)).toBe(false);
    });

    it('closing one bell leaves the others of the same name listening', async () => {
      const key = streamKey();
      const [left, stays] = await Promise.all([events.listen(key), events.listen(key)]);
      left.close();
      left.close();
      const wait = stays.wait(tooLongMs);
      await events.ring(key);
      expect(await wait).toBe(true);
    });

    it('settles every wait when all is closed, and every later one at once', async () => {
      const bells = await Promise.all([events.listen(streamKey()), events.listen(streamKey())]);
      const waits = bells.map((bell) => bell.wait(tooLongMs));
      await events.close();
      expect(await Promise.all(waits)).toEqual([false, false]);
      expect(await bells[0].wait(tooLongMs)).toBe(false);
      const late = await events.listen(streamKey());
      expect(await late.wait(tooLongMs)).toBe(false);
    });

    it('loses no entry between log and bell, for a slow and a fast reader alike', async () => {
      // Its log must not end while the machine stands still.
      await events.close();
      events = await create({ logTtlMs: tooLongMs });
      const key = streamKey();
      const total = 300;
      const follow = async (pauseMs: number) => {
        const bell = await events.listen(key);
        const seen: number[] = [];
        while (seen.length < total) {
          const entries = (await events.read<Delta>(key, seen.length - 1)) ?? [];
          seen.push(...entries.map((entry) => entry.index));
          if (pauseMs > 0) await bell.wait(pauseMs);
          if (seen.length < total && !(await bell.wait(tooLongMs))) break;
        }
        bell.close();
        return seen;
      };
      const readers = [follow(0), follow(0), follow(5)];
      for (let index = 0; index < total; index++) {
        await events.append(key, deltas(index));
        await events.ring(key);
        if (index % 20 === 0) await new Promise(setImmediate);
      }
      const inOrder = Array.from({ length: total }, (_, index) => index);
      await events.ring(key);
      for (const seen of await Promise.all(readers)) expect(seen).toEqual(inOrder);
    });
  });
}

eventsContract('memory', memoryEvents);

describe('on a real Redis', () => {
  const bench = redisBench();
  eventsContract('redis', (options) => redisEvents(bench.redis, options));
});

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Nonces } from '../../src/limits/nonces.ts';
import { memoryNonces } from '../../src/limits/nonces-memory.ts';
import { redisNonces } from '../../src/limits/nonces-redis.ts';
import { lookedAtThrice } from '../support/clock.ts';
import { redisBench } from '../support/redis.ts';

const longMs = 60_000;

function noncesContract(name: string, create: () => Nonces) {
  describe(`${name} nonces`, () => {
    let nonces: Nonces;
    beforeEach(() => {
      nonces = create();
    });
    afterEach(() => nonces.close());

    it('accepts each once, also of 100 callers at once', async () => {
      const nonce = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 100 }, () => nonces.accept('tenant', nonce, longMs)),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await nonces.accept('tenant', randomUUID(), longMs)).toBe(true);
    });

    it('keeps owners apart', async () => {
      const nonce = randomUUID();
      for (const owner of ['a', 'b', null])
        expect(await nonces.accept(owner, nonce, longMs), String(owner)).toBe(true);
      expect(await nonces.accept('a', nonce, longMs)).toBe(false);
      expect(await nonces.accept(null, nonce, longMs)).toBe(false);
    });

    it('takes any text', async () => {
      const nonce = ` \n\u0000:*${randomUUID()}🏊 ${'x'.repeat(10_000)}`;
      expect(await nonces.accept('a', nonce, longMs)).toBe(true);
      expect(await nonces.accept('a', nonce, longMs)).toBe(false);
    });

    it('forgets one when its time is over, not before', async () => {
      const nonce = randomUUID();
      const begun = performance.now();
      await nonces.accept('a', nonce, 80);
      await expect.poll(() => nonces.accept('a', nonce, 80), { interval: 5 }).toBe(true);
      expect(performance.now() - begun).toBeGreaterThanOrEqual(79);
    });
  });
}

noncesContract('memory', memoryNonces);

describe('on a real Redis', () => {
  const bench = redisBench();
  noncesContract('redis', () => redisNonces(bench.redis));

  it('are refused as unavailable while Redis does not answer', lookedAtThrice, async () => {
    const nonces = redisNonces(bench.redis);
    bench.server.freeze();
    const begun = performance.now();
    await expect(nonces.accept('a', 'n', longMs)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    const ms = performance.now() - begun;
    bench.server.thaw();
    expect(ms).toBeLessThan(250);
    await expect.poll(() => nonces.accept('a', randomUUID(), longMs).catch(() => false)).toBe(true);
  });
});

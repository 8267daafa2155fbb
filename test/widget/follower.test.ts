import { describe, expect, it } from 'vitest';
import { createFollower, jitteredDelayMs } from '../../client-widget/src/models/follower.ts';
import { randomUuid } from '../../client-widget/src/models/uuid.ts';
import { TransportFailure } from '../../client-widget/src/transport/transport.ts';

describe('the waiting between attempts', () => {
  it('doubles from half a second to half a minute, half of it random', () => {
    for (const [failures, ceiling] of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000].entries()) {
      const delays = Array.from({ length: 200 }, () => jitteredDelayMs(failures));
      expect(Math.min(...delays)).toBeGreaterThanOrEqual(ceiling / 2);
      expect(Math.max(...delays)).toBeLessThanOrEqual(ceiling);
      expect(new Set(delays).size).toBeGreaterThan(100);
    }
  });

  it('never gives up', async () => {
    const failures: number[] = [];
    const tried = new Promise<void>((resolve) => {
      const follower = createFollower({
        transport: { replies: () => () => undefined },
        prepare: async () => {
          throw new TransportFailure('NETWORK');
        },
        take: () => true,
        connected: () => undefined,
        lost: () => undefined,
        delayMs: (count) => {
          failures.push(count);
          if (count === 50) {
            follower.stop();
            resolve();
          }
          return 0;
        },
      });
      follower.start();
    });
    await tried;
    expect(failures).toEqual(Array.from({ length: 51 }, (_, count) => count));
  });

  it('ends when the network comes back', async () => {
    let attempts = 0;
    await new Promise<void>((resolve) => {
      const follower = createFollower({
        transport: { replies: () => () => undefined },
        prepare: async () => {
          attempts += 1;
          if (attempts === 2) {
            follower.stop();
            resolve();
          }
          throw new TransportFailure('NETWORK');
        },
        take: () => true,
        connected: () => undefined,
        lost: () => setImmediate(() => follower.wake()),
        delayMs: () => 3_600_000,
      });
      follower.start();
    });
    expect(attempts).toBe(2);
  });
});

describe('an id', () => {
  it('is a UUID v4, and another one each time', () => {
    const ids = Array.from({ length: 1_000 }, randomUuid);
    expect(
      ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toBe(true);
    expect(new Set(ids).size).toBe(1_000);
  });
});

import { createHash } from 'node:crypto';
import { redisKey, type SharedRedis } from '../redis/redis.ts';
import type { Nonces } from './nonces.ts';

/** Nonces that all processes know. Their texts come from outside: keys hold their hashes. */
export function redisNonces(redis: SharedRedis): Nonces {
  return {
    async accept(tenantId, nonce, ttlMs) {
      const key = redisKey(tenantId, 'nonce', createHash('sha256').update(nonce).digest('base64url'));
      const set = await redis.run((client) => client.set(key, 1, 'PX', Math.max(1, Math.ceil(ttlMs)), 'NX'));
      return set === 'OK';
    },
    close: async () => undefined,
  };
}

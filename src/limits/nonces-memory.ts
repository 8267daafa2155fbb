import { LRUCache } from 'lru-cache';
import type { Nonces } from './nonces.ts';

/** Nonces of this process. */
export function memoryNonces(): Nonces {
  const seen = new LRUCache<string, true>({
    ttl: 1,
    ttlAutopurge: true,
    ttlResolution: 0,
    perf: { now: () => performance.now() },
  });
  return {
    async accept(tenantId, nonce, ttlMs) {
      const name = JSON.stringify([tenantId, nonce]);
      if (seen.has(name)) return false;
      seen.set(name, true, { ttl: ttlMs });
      return true;
    },
    async close() {
      seen.clear();
    },
  };
}

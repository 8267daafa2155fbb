import { LRUCache } from 'lru-cache';
import type { Allowance, Limiter, Quota } from './limiter.ts';

/** When each counted unit was taken, by its id, oldest first; in ms of the process's monotonic clock. */
type Units = Map<string, number>;

/** Counts in this process: exact, since a decision never awaits. A key is dropped once its last unit has left the window. */
export function memoryLimiter(): Limiter {
  const clock = { now: () => performance.now() };
  // Each key is set with its own time to live; the cache asks for a default.
  const unitsByKey = new LRUCache<string, Units>({
    ttl: 1,
    ttlAutopurge: true,
    ttlResolution: 0,
    perf: clock,
  });

  const counted = (quota: Quota, now: number): Units => {
    const units = unitsByKey.get(nameOf(quota)) ?? new Map();
    for (const [id, takenAt] of units) {
      if (takenAt > now - quota.windowMs) break;
      units.delete(id);
    }
    return units;
  };

  return {
    async take(quota, id) {
      const now = clock.now();
      const units = counted(quota, now);
      if (units.has(id)) return allowance(quota, units, now, true);
      if (units.size >= quota.limit) return allowance(quota, units, now, false);
      units.set(id, now);
      unitsByKey.set(nameOf(quota), units, { ttl: quota.windowMs });
      return allowance(quota, units, now, true);
    },

    async refund(quota, id) {
      const units = unitsByKey.get(nameOf(quota));
      units?.delete(id);
      if (units?.size === 0) unitsByKey.delete(nameOf(quota));
    },

    async peek(quota) {
      const now = clock.now();
      const units = counted(quota, now);
      return allowance(quota, units, now, units.size < quota.limit);
    },

    async close() {
      unitsByKey.clear();
    },
  };
}

// The length in front keeps a tenant's keys and nobody's apart.
const nameOf = ({ tenantId = '', key }: Quota): string => `${tenantId.length}:${tenantId}:${key}`;

function allowance(quota: Quota, units: Units, now: number, allowed: boolean): Allowance {
  const [oldest] = units.values();
  const msUntilReset = oldest === undefined ? 0 : oldest + quota.windowMs - now;
  return {
    allowed,
    limit: quota.limit,
    remaining: Math.max(0, quota.limit - units.size),
    resetAt: new Date(Date.now() + msUntilReset),
  };
}

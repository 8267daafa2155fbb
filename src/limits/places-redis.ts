import { redisKey, type SharedRedis } from '../redis/redis.ts';
import { luaScript } from '../redis/script.ts';
import type { Bound, Places } from './places.ts';

/**
 * Places are members of a sorted set for each bound, scored with the time (Redis's, ms) until which their process has vouched for them.
 * What is vouched for beyond a lease was so before the clock was set back: whoever lives renews it.
 * Mode: enter (1 or 0), or keep, which counts what is there anyway.
 */
const holdPlaces = luaScript<number>(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local mode, lease, id = ARGV[1], tonumber(ARGV[2]), ARGV[3]
for place, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.0f', now))
  redis.call('ZREMRANGEBYSCORE', key, string.format('(%.0f', now + lease), '+inf')
  if mode == 'enter' and redis.call('ZCARD', key) >= tonumber(ARGV[3 + place]) then return 0 end
end
for _, key in ipairs(KEYS) do
  redis.call('ZADD', key, string.format('%.0f', now + lease), id)
  redis.call('PEXPIRE', key, lease)
end
return 1
`);

const leaseMs = 60_000;
const renewMs = 15_000;
/** Renewed together: a hundredth of a second's work for Redis. */
const batch = 200;

export interface RedisPlacesOptions {
  leaseMs?: number;
  renewMs?: number;
}

/** Counts in Redis what all processes have open. While Redis does not answer each counts its own, which are brought along later. */
export function redisPlaces(redis: SharedRedis, local: Places, options: RedisPlacesOptions = {}): Places {
  const lease = options.leaseMs ?? leaseMs;
  const held = new Map<string, readonly Bound[]>();
  const run = (mode: 'enter' | 'keep', bounds: readonly Bound[], id: string): Promise<number> => {
    const limits = bounds.map(({ limit }) => limit);
    return redis.run((client) => holdPlaces(client, bounds.map(keyOf), [mode, lease, id, ...limits]));
  };
  const renew = async (): Promise<void> => {
    const all = [...held];
    for (let start = 0; start < all.length; start += batch)
      await Promise.allSettled(
        all.slice(start, start + batch).map(([id, bounds]) => held.has(id) && run('keep', bounds, id)),
      );
  };
  const timer = setInterval(renew, options.renewMs ?? renewMs);
  timer.unref();
  const stop = redis.onReturn(renew);

  return {
    async enter(bounds, id) {
      if (bounds.length === 0) return true;
      if (!(await local.enter(bounds, id))) return false;
      const isFree = await run('enter', bounds, id).catch(() => 1);
      if (isFree === 1) held.set(id, bounds);
      else await local.leave(bounds, id);
      return isFree === 1;
    },

    async leave(bounds, id) {
      held.delete(id);
      await local.leave(bounds, id);
      const gone = bounds.map((bound) => redis.run((client) => client.zrem(keyOf(bound), id)));
      await Promise.allSettled(gone);
    },

    async close() {
      clearInterval(timer);
      stop();
      await local.close();
    },
  };
}

const keyOf = ({ tenantId, key }: Bound): string => redisKey(tenantId, 'places', key);

import { createHash } from 'node:crypto';
import { redisKey, type SharedRedis } from '../redis/redis.ts';
import { luaScript } from '../redis/script.ts';
import type { Allowance, Limiter, Quota } from './limiter.ts';

/**
 * Units are members of a sorted set, scored with the time they were taken at: Redis's own, in µs. One script, so that a decision is one
 * step for all processes. Where the clock was set back, what was taken in its future counts from now. Mode: take, refund or peek. Answers allowed (0 or 1), the count, and µs until the oldest unit leaves.
 */
const countUnits = luaScript<Answer>(`
local key, mode, id = KEYS[1], ARGV[1], ARGV[2]
local limit, window = tonumber(ARGV[3]), tonumber(ARGV[4]) * 1000
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
if mode == 'refund' then redis.call('ZREM', key, id) end
redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.0f', now - window))
for _, ahead in ipairs(redis.call('ZRANGEBYSCORE', key, string.format('(%.0f', now), '+inf')) do
  redis.call('ZADD', key, string.format('%.0f', now), ahead)
  redis.call('PEXPIRE', key, ARGV[4] + 1)
end
local count = redis.call('ZCARD', key)
local allowed = count < limit
if mode == 'take' then
  if redis.call('ZSCORE', key, id) then
    allowed = true
  elseif allowed then
    redis.call('ZADD', key, string.format('%.0f', now), id)
    redis.call('PEXPIRE', key, ARGV[4] + 1)
    count = count + 1
  end
end
local oldest = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
local reset = oldest[2] and oldest[2] + window - now or 0
return {allowed and 1 or 0, count, reset}
`);

type Mode = 'take' | 'refund' | 'peek';

/** Units that may have been counted although nobody got to hear it, at most. */
const mostOwed = 1_000;

/** Counts in Redis, on its clock: exact over all processes. While Redis does not answer `local` counts, against a share of each limit. */
export function redisLimiter(redis: SharedRedis, local: Limiter): Limiter {
  const owed = new Map<string, { quota: Quota; id: string }>();
  const nameOf = (quota: Quota, id: string) => `${keyOf(quota)} ${id}`;
  const count = (mode: Mode, quota: Quota, id: string): Promise<Allowance> =>
    redis.run(async (client) =>
      allowanceOf(quota, await countUnits(client, [keyOf(quota)], [mode, id, quota.limit, quota.windowMs])),
    );
  const owe = (quota: Quota, id: string) => {
    if (owed.size < mostOwed) owed.set(nameOf(quota, id), { quota, id });
  };
  const giveBack = (quota: Quota, id: string) => count('refund', quota, id).catch(() => owe(quota, id));
  const stop = redis.onReturn(async () => {
    for (const [name, { quota, id }] of [...owed]) if (owed.delete(name)) await giveBack(quota, id);
  });

  return {
    async take(quota, id) {
      const isAsked = redis.isThere;
      try {
        const allowance = await count('take', quota, id);
        owed.delete(nameOf(quota, id));
        return allowance;
      } catch (error) {
        // It may have been counted all the same.
        if (isAsked) owe(quota, id);
        if (quota.failsClosed) throw error;
        return local.take(shareOf(quota), id);
      }
    },

    async refund(quota, id) {
      await Promise.all([giveBack(quota, id), local.refund(quota, id)]);
    },

    async peek(quota) {
      try {
        return await count('peek', quota, '');
      } catch {
        if (!quota.failsClosed) return local.peek(shareOf(quota));
        return { allowed: false, limit: quota.limit, remaining: 0, resetAt: new Date() };
      }
    },

    async close() {
      stop();
      await local.close();
    },
  };
}

type Answer = [allowed: number, count: number, resetUs: number];

function allowanceOf({ limit }: Quota, [allowed, count, resetUs]: Answer): Allowance {
  return {
    allowed: allowed === 1,
    limit,
    remaining: Math.max(0, limit - count),
    resetAt: new Date(Date.now() + Math.ceil(resetUs / 1_000)),
  };
}

/** Processes do not know of each other without Redis: each lets a quarter through, and something at least. */
const shareOf = (quota: Quota): Quota => ({ ...quota, limit: Math.max(1, Math.floor(quota.limit / 4)) });

// Addresses of people and machines stand in keys; they need not be legible there.
function keyOf({ tenantId, key }: Quota): string {
  if (tenantId !== undefined) return redisKey(tenantId, 'limit', key);
  return redisKey(null, 'limit', createHash('sha256').update(key).digest('base64url'));
}

import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

type Script<Answer> = (
  redis: Redis,
  keys: readonly string[],
  given: readonly (string | number)[],
) => Promise<Answer>;

/** A script in Lua that Redis runs in one step. It is sent whole only to a Redis that does not know it (any more). */
export function luaScript<Answer>(source: string): Script<Answer> {
  const hash = createHash('sha1').update(source).digest('hex');
  return async (redis, keys, given) => {
    try {
      return (await redis.evalsha(hash, keys.length, ...keys, ...given)) as Answer;
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return (await redis.eval(source, keys.length, ...keys, ...given)) as Answer;
    }
  };
}

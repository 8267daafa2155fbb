import { setTimeout as pause } from 'node:timers/promises';
import type { Deadlines } from './deadlines.ts';
import { mishapOf } from './openai-errors.ts';
import type { ModelTiming } from './timing.ts';

const maxRetries = 2;

/** Repeats an attempt that yielded nothing yet, as long as another may do better and the deadlines allow. */
export async function retrying<T>(
  deadlines: Deadlines,
  timing: ModelTiming,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await deadlines.race(attempt());
    } catch (error) {
      deadlines.signal.throwIfAborted();
      const { retryable, retryAfterMs } = mishapOf(error);
      const waitMs = retryAfterMs ?? timing.retryDelayMs * 2 ** retries;
      if (!retryable || retries === maxRetries || waitMs > timing.maxRetryAfterMs) throw error;
      await deadlines.race(pause(waitMs, undefined, { signal: deadlines.signal }));
    }
  }
}

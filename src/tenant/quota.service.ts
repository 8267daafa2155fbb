import { Failure } from '../errors.ts';
import type { Allowance, Limiter, Quota } from '../limits/limiter.ts';

/** Counts against limits; the one place that turns a refusal into RATE_LIMITED. */
export class QuotaService {
  readonly #limiter: Limiter;

  constructor(limiter: Limiter) {
    this.#limiter = limiter;
  }

  /** Counts one unit in each quota, or none in any. Returns how to take it back. Fails with RATE_LIMITED or SERVICE_UNAVAILABLE. */
  async spend(wanted: readonly Quota[], id: string): Promise<() => Promise<void>> {
    const taken: Quota[] = [];
    const refund = async () => {
      await Promise.all(taken.splice(0).map((quota) => this.#limiter.refund(quota, id)));
    };
    try {
      for (const quota of wanted) {
        const allowance = await this.#limiter.take(quota, id);
        if (!allowance.allowed) throw rateLimited(allowance);
        taken.push(quota);
      }
      return refund;
    } catch (error) {
      await refund();
      throw error;
    }
  }

  /** Like `spend`, for limits whose excess is passed over in silence. */
  async allows(quota: Quota, id: string): Promise<boolean> {
    return (await this.#limiter.take(quota, id)).allowed;
  }

  peek(quota: Quota): Promise<Allowance> {
    return this.#limiter.peek(quota);
  }
}

export function rateLimited({ limit, resetAt }: Pick<Allowance, 'limit' | 'resetAt'>): Failure {
  const retryAfterSeconds = Math.max(1, Math.ceil((resetAt.getTime() - Date.now()) / 1_000));
  return new Failure('RATE_LIMITED', 'Too many requests; please try again later.', {
    limit,
    resetAt: resetAt.toISOString(),
    retryAfterSeconds,
  });
}

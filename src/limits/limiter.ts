export interface Quota {
  /** Absent: the count belongs to no tenant. */
  tenantId?: string;
  /** Whose count: unique per purpose, within the tenant where it belongs to one. */
  key: string;
  limit: number;
  windowMs: number;
  /** While the shared count cannot be reached nothing is let through; others are then counted by each process, against a share. */
  failsClosed?: boolean;
}

export interface Allowance {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** When the oldest counted unit leaves the window; now if nothing is counted. */
  resetAt: Date;
}

/**
 * Exact rolling-window counter: at most `limit` units in any `windowMs`, however many callers ask at once.
 * A refused call counts nothing. Fails with SERVICE_UNAVAILABLE when the counter cannot be reached.
 */
export interface Limiter {
  /** Counts one unit under a caller-chosen id (the same id again counts nothing and is allowed) or refuses. */
  take(quota: Quota, id: string): Promise<Allowance>;
  /** Takes one unit back. Harmless when there is none. */
  refund(quota: Quota, id: string): Promise<void>;
  peek(quota: Quota): Promise<Allowance>;
  close(): Promise<void>;
}

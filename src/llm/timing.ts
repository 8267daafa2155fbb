/** How long a call to a model may take, step by step. Tests pass a quicker table. */
export interface ModelTiming {
  /** Until the connection stands, TLS included. */
  connectMs: number;
  /** Until the first token (of an extraction: until its answer), retries included. */
  firstTokenMs: number;
  /** Between two tokens. */
  idleMs: number;
  totalMs: number;
  /** Before the first retry; the second waits twice as long. */
  retryDelayMs: number;
  /** A provider that asks for a longer pause is not waited for. */
  maxRetryAfterMs: number;
  /** How long the provider has to end its stream after it said that it finished; then the connection is dropped. */
  drainMs: number;
  /** Failures this close together open the breaker. */
  breakerWindowMs: number;
  breakerOpenMs: number;
}

export const modelTiming: ModelTiming = {
  connectMs: 5_000,
  firstTokenMs: 15_000,
  idleMs: 10_000,
  totalMs: 60_000,
  retryDelayMs: 400,
  maxRetryAfterMs: 5_000,
  drainMs: 250,
  breakerWindowMs: 30_000,
  breakerOpenMs: 30_000,
};

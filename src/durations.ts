const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Every lease, lifetime and timeout, in milliseconds. `createApp` takes the table, so that tests can run time faster. */
export const durations = {
  accessTokenMs: 15 * minute,
  refreshTokenMs: 30 * day,
  verifyLinkMs: 24 * hour,
  pendingTenantMs: 24 * hour,
  widgetSessionMs: 24 * hour,
  /** How long an expired widget session is still recognised as such, and its row kept. */
  widgetSessionRetentionMs: 7 * day,
  /** A reply whose writer has not renewed it for this long is given up by the reaper. */
  replyLeaseMs: 8 * second,
  reaperIntervalMs: 4 * second,
  /** How often what was said so far is stored and the lease renewed while a reply is written. */
  replyFlushMs: 400,
  /** Deltas closer together than this travel as one. */
  coalesceMs: 25,
  replyLogMs: 10 * minute,
  /** A reader whose log has been silent for this long looks at the reply's stored state. */
  silentLogMs: 2 * second,
  /** How stale a process's picture of a tenant may be. */
  tenantCacheMs: 2 * second,
  socketInitMs: 3 * second,
  socketHeartbeatMs: 12 * second,
  /** How long running replies may go on once the process was told to stop. */
  drainMs: 25 * second,
} as const;

export type Durations = { readonly [Name in keyof typeof durations]: number };

/** Where a log or a bell belongs. The tenant comes from the viewer, so that keys of two tenants can never meet. */
export interface StreamKey {
  tenantId: string;
  id: string;
}

/** One entry of an ordered log; the entry at place n carries index n. Entries are kept as JSON: plain data, dates as text. */
export interface LogEntry {
  index: number;
}

/**
 * Ordered reply logs and doorbells. A log is keyed by reply, never by conversation. A bell carries nothing but "there is more":
 * every reader reads the log from its own cursor, so that a slow one costs the others nothing.
 */
export interface Events {
  /** Whether other processes write and ring here too. */
  readonly isShared: boolean;
  /** Adds entries; their indexes must go on where the log ends. The log lives for a fixed time after its last entry. */
  append<T extends LogEntry>(log: StreamKey, entries: readonly T[]): Promise<void>;
  /** Entries with an index above `after`, in order; null when the log does not exist (any more), or cannot be reached. */
  read<T extends LogEntry>(log: StreamKey, after: number): Promise<T[] | null>;
  /** Wakes every listener of this bell; one that is out of reach looks for itself when it is back. */
  ring(bell: StreamKey): Promise<void>;
  /** From now on no ring is missed: one that comes between two waits is remembered (once). */
  listen(bell: StreamKey): Promise<Bell>;
  close(): Promise<void>;
}

export interface Bell {
  /** Resolves true at the next ring (or at once if one is pending), false after `timeoutMs` or `close()`. */
  wait(timeoutMs: number): Promise<boolean>;
  readonly isClosed: boolean;
  close(): void;
}

/** So many at once: of a tenant's, or nobody's. */
export interface Bound {
  tenantId: string | null;
  key: string;
  limit: number;
}

/** Counts what is open at this moment: sockets. What the process of a dead one has counted is free again within a minute. */
export interface Places {
  /** Takes a place in each bound, or in none; false: one is full. Never fails. */
  enter(bounds: readonly Bound[], id: string): Promise<boolean>;
  /** Harmless where there is none. */
  leave(bounds: readonly Bound[], id: string): Promise<void>;
  close(): Promise<void>;
}

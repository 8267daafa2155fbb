/** Remembers what may be used once: request nonces, keys of idempotent calls. */
export interface Nonces {
  /**
   * True for the first caller of all who show this nonce for this owner (a tenant's id; null: the system) within `ttlMs`.
   * Fails with SERVICE_UNAVAILABLE where that cannot be known.
   */
  accept(tenantId: string | null, nonce: string, ttlMs: number): Promise<boolean>;
  close(): Promise<void>;
}

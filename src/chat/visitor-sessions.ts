/** Knows the sessions that visitors have opened, before anything is said in them. */
export interface VisitorSessions {
  hasSession(owner: { tenantId: string }, sessionId: string): Promise<boolean>;
}

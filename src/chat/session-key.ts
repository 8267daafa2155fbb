/** A conversation's place: a session of a tenant. */
export interface Session {
  tenantId: string;
  sessionId: string;
}

/** Of what a process keeps by session. A session's id is free of colons. */
export const sessionKey = ({ tenantId, sessionId }: Session): string => `${sessionId}:${tenantId}`;

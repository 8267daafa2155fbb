import { Failure } from '../errors.ts';

export type Role = 'READ_ONLY' | 'STANDARD' | 'ADMIN' | 'OPERATOR';

/** Where a request comes from; the same for HTTP and the websocket. */
export interface Client {
  requestId: string;
  ip: string;
  /** The Origin header, null when there was none. */
  origin: string | null;
  /** Asks not to be counted where that is not needed to serve it. */
  hasOptedOut: boolean;
}

export interface AnonymousViewer {
  kind: 'anonymous';
  tenantId: null;
  client: Client;
  /** Why the credential that was shown is not good; public fields ignore it. */
  fault: Failure | null;
}

/** Someone talking to an embedded widget. */
export interface VisitorViewer {
  kind: 'visitor';
  tenantId: string;
  sessionId: string;
  /** The credential itself, which the visitor may ask to see again. */
  token: string;
  /** BCP 47 tag that the page asked for. */
  locale: string | null;
  expiresAt: Date;
  client: Client;
}

export interface UserViewer {
  kind: 'user';
  userId: string;
  /** null for platform staff. */
  tenantId: string | null;
  role: Role;
  /** Login session that the access token belongs to. */
  loginId: string;
  expiresAt: Date;
  client: Client;
}

/** Who is asking. */
export type Viewer = AnonymousViewer | VisitorViewer | UserViewer;

/** A viewer who acts within a tenant. */
export type Member = VisitorViewer | (UserViewer & { tenantId: string });

export function anonymous(client: Client, fault: Failure | null = null): AnonymousViewer {
  return { kind: 'anonymous', tenantId: null, client, fault };
}

/** A viewer who acts within a tenant. Fails with FORBIDDEN for anyone else. */
export function memberOf(viewer: Viewer): Member {
  if (viewer.kind === 'visitor') return viewer;
  if (viewer.kind === 'user' && viewer.tenantId !== null) return { ...viewer, tenantId: viewer.tenantId };
  throw new Failure('FORBIDDEN', 'This belongs to tenants, and you act for none.');
}

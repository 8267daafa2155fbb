import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Client, Viewer, VisitorViewer } from '../auth/viewer.ts';
import type { KnownTalks } from '../chat/known-talks.ts';
import type { VisitorSessions } from '../chat/visitor-sessions.ts';
import { dayOf } from '../day.ts';
import type { Durations } from '../durations.ts';
import { Failure } from '../errors.ts';
import type { VisitorContact, VisitorContacts } from '../estimation/visitor-contacts.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import { createOpaqueToken, hashToken } from '../security/tokens.ts';
import type { ApiKeysService } from '../tenant/api-keys.service.ts';
import type { Credential } from '../tenant/credential.model.ts';
import { type Credentials, isExpired } from '../tenant/credentials.service.ts';
import type { QuotaService } from '../tenant/quota.service.ts';
import type { Tenant } from '../tenant/tenant.model.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import type { Quotas, Tiers } from '../tenant/tiers.ts';
import { contactFrom } from './contact.ts';
import type { Leads } from './leads.service.ts';
import type { Views } from './views.service.ts';
import type { CustomerInfoInput, StartWidgetSessionInput, WidgetSession } from './widget.types.ts';
import type { WidgetDays } from './widget-days.service.ts';
import { StoredWidgetSession, type WidgetConfig } from './widget-session.model.ts';

const tokenPrefix = 'efws_';

export interface WidgetDependencies {
  database: Database;
  credentials: Credentials;
  apiKeys: ApiKeysService;
  directory: TenantDirectory;
  quota: QuotaService;
  leads: Leads;
  views: Views;
  days: WidgetDays;
  /** Told of each session that opens. */
  talks: KnownTalks;
  durations: Durations;
  tiers: Tiers;
  quotas: Quotas;
}

/** Visitors of embedded widgets: the public key's two rights, their sessions, their contact details. */
export class WidgetService implements VisitorContacts, VisitorSessions {
  readonly #d: WidgetDependencies;
  readonly #recent: LRUCache<string, Credential>;

  constructor(dependencies: WidgetDependencies) {
    this.#d = dependencies;
    // Gone once it is stale: visitors are many, and seldom seen again at once.
    const ttl = dependencies.durations.tenantCacheMs;
    this.#recent = new LRUCache({ max: 10_000, ttl, ttlAutopurge: true });
  }

  /** Branding for a page, which counts as a view unless the browser asks not to be counted. Fails with UNAUTHENTICATED, TENANT_INACTIVE or, from an origin not on the list, FORBIDDEN. */
  async config(viewer: Viewer, apiKey: string): Promise<WidgetConfig> {
    const tenant = await this.#tenantOfKey(apiKey, viewer.client);
    if (!viewer.client.hasOptedOut) this.#d.views.count(tenant._id);
    return this.#configOf(tenant);
  }

  /** Fails as `config`, and with RATE_LIMITED. */
  async start(viewer: Viewer, input: StartWidgetSessionInput): Promise<WidgetSession> {
    const tenant = await this.#tenantOfKey(input.apiKey, viewer.client);
    const sessionId = randomUUID();
    const byIp = { key: `widget-sessions:${viewer.client.ip}`, ...this.#d.quotas.sessionsPerIp };
    await this.#d.quota.spend([byIp], sessionId);
    const { token, hash } = createOpaqueToken(tokenPrefix);
    const expiresAt = new Date(Date.now() + this.#d.durations.widgetSessionMs);
    const purgeAt = new Date(expiresAt.getTime() + this.#d.durations.widgetSessionRetentionMs);
    const config = this.#configOf(tenant);
    const locale = input.locale ?? null;
    await this.#rows(tenant._id).insert({
      _id: sessionId,
      config,
      locale,
      pageUrl: input.pageUrl ?? null,
      customerInfo: null,
      expiresAt,
      reviewAt: expiresAt,
    } as Omit<StoredWidgetSession, 'tenantId'>);
    await this.#d.credentials.add({
      kind: 'widget',
      key: hash,
      tenantId: tenant._id,
      sessionId,
      expiresAt,
      purgeAt,
      ...(locale && { locale }),
    });
    // Before anybody has the token: whoever talks has been counted.
    await this.#d.days.add({ tenantId: tenant._id }, dayOf(new Date()), { views: 0, sessions: 1 });
    this.#d.talks.begin({ tenantId: tenant._id, sessionId });
    return { sessionToken: token, sessionId, expiresAt, config, customerInfo: null };
  }

  /** Recognises session tokens. Fails with SESSION_EXPIRED, TENANT_INACTIVE, FORBIDDEN or UNAUTHENTICATED. */
  recognise = async (token: string, client: Client): Promise<VisitorViewer | null> => {
    if (!token.startsWith(tokenPrefix)) return null;
    const credential = await this.#credentialOf(hashToken(token));
    if (!credential?.sessionId || !credential.expiresAt)
      throw new Failure('UNAUTHENTICATED', 'The credential is not valid.');
    if (isExpired(credential))
      throw new Failure('SESSION_EXPIRED', 'This session has ended; please start a new one.');
    const tenant = await this.#d.directory.getActive(credential.tenantId);
    checkOrigin(tenant, client);
    const { tenantId, sessionId, expiresAt, locale } = credential;
    return { kind: 'visitor', tenantId, sessionId, token, locale: locale ?? null, expiresAt, client };
  };

  /** Fails with FORBIDDEN where the visitor's page is no longer on the tenant's list. */
  async recheck<V extends Viewer>(viewer: V): Promise<V> {
    if (viewer.kind === 'visitor')
      checkOrigin(await this.#d.directory.getActive(viewer.tenantId), viewer.client);
    return viewer;
  }

  async session(viewer: VisitorViewer): Promise<WidgetSession> {
    const stored = await this.#rows(viewer.tenantId).findOne({ _id: viewer.sessionId });
    return sessionOf(viewer, stored);
  }

  /** Keeps how the visitor can be reached: by mail or by phone at least. Fails with BAD_USER_INPUT. */
  async capture(viewer: Viewer, input: CustomerInfoInput): Promise<WidgetSession> {
    if (viewer.kind !== 'visitor') throw new Failure('FORBIDDEN', 'Only visitors leave contact details.');
    return sessionOf(viewer, await this.#d.leads.keep(viewer, contactFrom(input)));
  }

  async contactOf(viewer: VisitorViewer): Promise<VisitorContact | null> {
    const stored = await this.#rows(viewer.tenantId).findOne({ _id: viewer.sessionId });
    return stored?.customerInfo ? { email: stored.customerInfo.email } : null;
  }

  /** At most as old as a process's picture of a tenant may be: a visitor's requests come in bursts. */
  async #credentialOf(hash: string): Promise<Credential | null> {
    const known = this.#recent.get(hash);
    if (known) return known;
    const credential = await this.#d.credentials.find('widget', hash);
    if (credential) this.#recent.set(hash, credential);
    return credential;
  }

  async hasSession(owner: { tenantId: string }, sessionId: string): Promise<boolean> {
    return (await this.#rows(owner.tenantId).count({ _id: sessionId })) > 0;
  }

  async #tenantOfKey(apiKey: string, client: Client): Promise<Tenant> {
    const tenant = await this.#d.apiKeys.tenantOf(apiKey);
    checkOrigin(tenant, client);
    return tenant;
  }

  #configOf(tenant: Tenant): WidgetConfig {
    return {
      tenantName: tenant.name,
      branding: tenant.branding,
      isWhiteLabel: this.#d.tiers[tenant.tier].whiteLabel,
      leadCaptureRequired: tenant.leadCaptureRequired,
    };
  }

  #rows(tenantId: string) {
    return scoped(this.#d.database, StoredWidgetSession, { tenantId });
  }
}

function checkOrigin({ allowedOrigins }: Tenant, { origin }: Client): void {
  if (allowedOrigins.length === 0 || (origin !== null && allowedOrigins.includes(origin))) return;
  throw new Failure('FORBIDDEN', 'This widget may not be used from here.');
}

function sessionOf(viewer: VisitorViewer, stored: StoredWidgetSession | null): WidgetSession {
  if (!stored) throw new Failure('SESSION_EXPIRED', 'This session has ended; please start a new one.');
  const { token: sessionToken, sessionId, expiresAt } = viewer;
  return { sessionToken, sessionId, expiresAt, config: stored.config, customerInfo: stored.customerInfo };
}

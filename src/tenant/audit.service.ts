import { memberOf, type Viewer } from '../auth/viewer.ts';
import type { Connection, PageArgs } from '../connection.ts';
import type { Durations } from '../durations.ts';
import { greaterThan } from '../persistence/criteria.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { newId } from '../persistence/mongo.ts';
import { newestFirst } from '../persistence/newest-first.ts';
import { scoped } from '../persistence/scoped.ts';
import { AuditEntry } from './audit.model.ts';

export const auditActions = [
  'tenant.registered',
  'tenant.verified',
  'tenant.settings_changed',
  'tenant.deactivated',
  'tenant.reactivated',
  'tenant.tier_changed',
  'tenant.purged',
  'login.failed_repeatedly',
  'user.invited',
  'user.role_changed',
  'user.removed',
  'openai_key.set',
  'openai_key.removed',
  'openai_key.failed',
  'api_key.rotated',
  'reference_class.created',
  'reference_class.changed',
  'reference_class.archived',
  'tuning.decided',
  'feedback.resolved',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** Whose log holds what operators decide for all tenants at once; no tenant has this id. */
export const platformLog = { tenantId: 'platform' };

export interface AuditEvent {
  action: AuditAction;
  /** Who: a user's address, `operator`, `visitor` or `system`. */
  actor: string;
  /** What it was done to: an id or an address. */
  target?: string | null;
  /** Never a secret: names of fields, roles, tiers, counts. */
  details?: Record<string, unknown>;
}

/** What was done in a tenant's account. Rows are added and read, never changed. */
export class AuditService {
  readonly #database: Database;
  readonly #durations: Durations;

  constructor(database: Database, durations: Durations) {
    this.#database = database;
    this.#durations = durations;
  }

  async record(owner: { tenantId: string }, event: AuditEvent): Promise<void> {
    await this.#insert(newId(), owner, event);
  }

  /** Like `record`, for what may be told again after a crash: under one id it stands there once. */
  async recordOnce(id: string, owner: { tenantId: string }, event: AuditEvent): Promise<void> {
    try {
      await this.#insert(id, owner, event);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** The viewer's own tenant's, newest first. */
  async list(viewer: Viewer, page: PageArgs): Promise<Connection<AuditEntry>> {
    const rows = scoped(this.#database, AuditEntry, memberOf(viewer));
    const kept = { at: greaterThan(new Date(Date.now() - this.#durations.auditMs)) };
    return newestFirst(rows, page, { by: 'at', criteria: kept });
  }

  async #insert(_id: string, owner: { tenantId: string }, event: AuditEvent): Promise<void> {
    const at = new Date();
    const { action, actor, target = null, details = {} } = event;
    const purgeAt = new Date(at.getTime() + this.#durations.auditMs);
    await scoped(this.#database, AuditEntry, owner).insert({
      _id,
      action,
      actor,
      target,
      details,
      at,
      purgeAt,
    });
  }
}

import { isDeepStrictEqual } from 'node:util';
import { memberOf, type Viewer } from '../auth/viewer.ts';
import { Failure } from '../errors.ts';
import type { Database } from '../persistence/database.ts';
import { Secret } from '../security/secret.ts';
import type { AuditEvent, AuditService } from './audit.service.ts';
import type { OpenaiKeysService } from './openai-keys.service.ts';
import { type SettingsChange, settingsChange } from './settings-change.ts';
import { type StoredOpenaiKey, Tenant } from './tenant.model.ts';
import type { UpdateTenantSettingsInput } from './tenant.types.ts';
import type { TenantDirectory } from './tenant-directory.ts';

export interface SettingsDependencies {
  database: Database;
  directory: TenantDirectory;
  audit: AuditService;
  openaiKeys: OpenaiKeysService;
  /** What the audit log calls who asks. */
  actorOf: (viewer: Viewer) => Promise<string>;
}

/** What a tenant's admin decides. */
export class SettingsService {
  readonly #d: SettingsDependencies;

  constructor(dependencies: SettingsDependencies) {
    this.#d = dependencies;
  }

  /**
   * Absent fields stay as they are, null means the default. A new OpenAI key is tried once all else is known to be good.
   * Fails with BAD_USER_INPUT, LLM_KEY_INVALID, LLM_QUOTA_EXCEEDED, LLM_UNAVAILABLE or TENANT_INACTIVE, having changed nothing.
   */
  async update(viewer: Viewer, input: UpdateTenantSettingsInput): Promise<Tenant> {
    const { tenantId } = memberOf(viewer);
    const change = settingsChange(input);
    const { openaiApiKey } = input;
    if (openaiApiKey === null) change.openaiKey = null;
    else if (openaiApiKey !== undefined)
      change.openaiKey = await this.#accept(viewer, tenantId, new Secret(openaiApiKey));
    if (Object.keys(change).length > 0) await this.#apply(viewer, tenantId, change);
    return this.#d.directory.getActive(tenantId);
  }

  async #accept(viewer: Viewer, tenantId: string, key: Secret): Promise<StoredOpenaiKey> {
    try {
      return await this.#d.openaiKeys.accept(tenantId, key);
    } catch (error) {
      const isRefused =
        error instanceof Failure && ['LLM_KEY_INVALID', 'LLM_QUOTA_EXCEEDED'].includes(error.code);
      if (isRefused)
        await this.#record(viewer, tenantId, [
          { action: 'openai_key.failed', details: { code: error.code } },
        ]);
      throw error;
    }
  }

  async #apply(viewer: Viewer, tenantId: string, change: SettingsChange): Promise<void> {
    const before = await this.#d.database
      .model(Tenant)
      .findOneAndUpdate(
        // One that was deactivated meanwhile has had its key erased.
        { _id: { $eq: tenantId }, status: { $eq: 'ACTIVE' } },
        { $set: change },
        { returnDocument: 'before' },
      )
      .lean<Tenant>()
      .exec();
    this.#d.directory.forget(tenantId);
    if (before) await this.#record(viewer, tenantId, eventsOf(before, change));
  }

  async #record(
    viewer: Viewer,
    tenantId: string,
    events: readonly Omit<AuditEvent, 'actor'>[],
  ): Promise<void> {
    if (events.length === 0) return;
    const actor = await this.#d.actorOf(viewer);
    for (const event of events) await this.#d.audit.record({ tenantId }, { ...event, actor });
  }
}

/** What really changed, by the names of the input's fields. */
function eventsOf(before: Tenant, change: SettingsChange): Omit<AuditEvent, 'actor'>[] {
  const changed = Object.keys(change).filter(
    (path) => !isDeepStrictEqual(valueAt(before, path), change[path]),
  );
  if (changed.length === 0) return [];
  const fields = changed.map((path) => (path === 'openaiKey' ? 'openaiApiKey' : path));
  const events: Omit<AuditEvent, 'actor'>[] = [{ action: 'tenant.settings_changed', details: { fields } }];
  if (changed.includes('openaiKey'))
    events.push({ action: change.openaiKey ? 'openai_key.set' : 'openai_key.removed' });
  return events;
}

function valueAt(document: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      document,
    );
}

import { memberOf, type Viewer } from '../auth/viewer.ts';
import { badInput, Failure } from '../errors.ts';
import type { Database } from '../persistence/database.ts';
import { createApiKey, hashApiKey, isWellFormedApiKey, prefixOfApiKey } from '../security/api-keys.ts';
import { isAcceptedKey, isInGrace } from './api-key-validity.ts';
import type { AuditService } from './audit.service.ts';
import type { Credentials } from './credentials.service.ts';
import { Tenant } from './tenant.model.ts';
import type { RotateApiKeyPayload } from './tenant.types.ts';
import type { TenantDirectory } from './tenant-directory.ts';

const hour = 3_600_000;
const longestGraceHours = 168;

export interface ApiKeysDependencies {
  database: Database;
  credentials: Credentials;
  directory: TenantDirectory;
  audit: AuditService;
  /** The address that the audit log knows a user by. */
  actorOf: (viewer: Viewer) => Promise<string>;
}

/** The public key that stands in tenants' pages. Which one is good, the tenant's row alone says. */
export class ApiKeysService {
  readonly #d: ApiKeysDependencies;

  constructor(dependencies: ApiKeysDependencies) {
    this.#d = dependencies;
  }

  /**
   * The active tenant whose key this is. Fails with UNAUTHENTICATED, alike for keys that are made up, replaced or not confirmed yet, or
   * with TENANT_INACTIVE. Found by the hash of the whole key: how long it takes tells nothing about the secret in it.
   */
  async tenantOf(apiKey: string): Promise<Tenant> {
    const credential = isWellFormedApiKey(apiKey)
      ? await this.#d.credentials.find('apiKey', hashApiKey(apiKey))
      : null;
    const tenant = credential && (await this.#accepting(credential.tenantId, prefixOfApiKey(apiKey)));
    if (!tenant || tenant.status === 'PENDING_VERIFICATION')
      throw new Failure('UNAUTHENTICATED', 'The API key is not valid.');
    return this.#d.directory.getActive(tenant._id);
  }

  /** `gracePeriodHours`: 0 to 168. Fails with BAD_USER_INPUT or, within an earlier grace period, CONFLICT; 0 ends every older key. */
  async rotate(viewer: Viewer, gracePeriodHours: number): Promise<RotateApiKeyPayload> {
    if (!Number.isInteger(gracePeriodHours) || gracePeriodHours < 0 || gracePeriodHours > longestGraceHours)
      throw badInput('gracePeriodHours', `must be a whole number from 0 to ${longestGraceHours}`);
    const { tenantId } = memberOf(viewer);
    const actor = await this.#d.actorOf(viewer);
    const { key, hash } = createApiKey();
    const prefix = prefixOfApiKey(key);
    // Nobody knows it yet: it is good only once the tenant's row names it.
    await this.#d.credentials.add({ kind: 'apiKey', key: hash, tenantId, keyPrefix: prefix });
    const oldKeyExpiresAt = new Date(Date.now() + gracePeriodHours * hour);
    const before = await this.#putInUse(tenantId, prefix, gracePeriodHours > 0 ? oldKeyExpiresAt : null);
    this.#d.directory.forget(tenantId);
    if (!before) {
      await this.#d.credentials.consume('apiKey', hash);
      // Where the tenant has been deactivated meanwhile, that is the reason.
      await this.#d.directory.getActive(tenantId);
      throw new Failure('CONFLICT', 'The key before is still in its grace period; 0 hours ends it at once.');
    }
    await this.#retire(before, oldKeyExpiresAt);
    const details = { gracePeriodHours };
    await this.#d.audit.record({ tenantId }, { action: 'api_key.rotated', actor, target: prefix, details });
    return { apiKey: key, oldKeyExpiresAt };
  }

  /** The tenant's row as it was before; null where it is not active, or an earlier key is in its grace period. */
  async #putInUse(tenantId: string, apiKeyPrefix: string, graceUntil: Date | null): Promise<Tenant | null> {
    const tenants = this.#d.database.model(Tenant);
    const active = { _id: { $eq: tenantId }, status: { $eq: 'ACTIVE' as const } };
    for (;;) {
      const known = await tenants.findOne(active).lean<Tenant>().exec();
      if (!known || (graceUntil && isInGrace(known.previousApiKey, new Date()))) return null;
      const previousApiKey = graceUntil && { prefix: known.apiKeyPrefix, expiresAt: graceUntil };
      // Every rotation changes it: of several at once, one gets through and the others look again.
      const unchanged = { ...active, apiKeyPrefix: { $eq: known.apiKeyPrefix } };
      const change = { $set: { apiKeyPrefix, previousApiKey } };
      if (await tenants.findOneAndUpdate(unchanged, change).lean<Tenant>().exec()) return known;
    }
  }

  /** Housekeeping: rows of keys that the tenant's row names no longer need not stay. */
  async #retire({ _id, apiKeyPrefix, previousApiKey }: Tenant, at: Date): Promise<void> {
    await this.#d.credentials.retireApiKey(_id, apiKeyPrefix, at);
    if (previousApiKey) await this.#d.credentials.retireApiKey(_id, previousApiKey.prefix, new Date());
  }

  async #accepting(tenantId: string, prefix: string): Promise<Tenant | null> {
    const known = await this.#d.directory.find(tenantId);
    if (known && isAcceptedKey(known, prefix, new Date())) return known;
    // Another process may just have issued it.
    this.#d.directory.forget(tenantId);
    const latest = await this.#d.directory.find(tenantId);
    return latest && isAcceptedKey(latest, prefix, new Date()) ? latest : null;
  }
}

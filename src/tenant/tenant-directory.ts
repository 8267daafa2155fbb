import { LRUCache } from 'lru-cache';
import { Failure } from '../errors.ts';
import type { Database } from '../persistence/database.ts';
import { Tenant } from './tenant.model.ts';

/** Tenants by id, at most `freshMs` old: requests need one each time, and a change must bite within 5 s everywhere. */
export class TenantDirectory {
  readonly #database: Database;
  readonly #recent: LRUCache<string, Promise<Tenant | null>>;

  constructor(database: Database, freshMs: number) {
    this.#database = database;
    this.#recent = new LRUCache({ max: 10_000, ttl: freshMs });
  }

  /** null: there is no such tenant. */
  find(tenantId: string): Promise<Tenant | null> {
    const known = this.#recent.get(tenantId);
    if (known) return known;
    const reading = this.#database
      .model(Tenant)
      .findOne({ _id: { $eq: tenantId } })
      .lean<Tenant>()
      .exec();
    reading.catch(() => this.#recent.delete(tenantId));
    this.#recent.set(tenantId, reading);
    return reading;
  }

  /** A tenant that may be used. Fails with UNAUTHENTICATED, EMAIL_NOT_VERIFIED or TENANT_INACTIVE. */
  async getActive(tenantId: string): Promise<Tenant> {
    const tenant = await this.find(tenantId);
    if (!tenant) throw new Failure('UNAUTHENTICATED', 'The credential is not valid.');
    if (tenant.status === 'DEACTIVATED')
      throw new Failure('TENANT_INACTIVE', 'This account has been deactivated.');
    if (tenant.status === 'PENDING_VERIFICATION')
      throw new Failure('EMAIL_NOT_VERIFIED', 'The e-mail address has not been confirmed yet.');
    return tenant;
  }

  forget(tenantId: string): void {
    this.#recent.delete(tenantId);
  }
}

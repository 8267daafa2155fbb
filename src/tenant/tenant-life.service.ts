import type { QueryFilter, UpdateQuery } from 'mongoose';
import { memberOf, type Viewer } from '../auth/viewer.ts';
import { type Connection, decodeTimeCursor, pageOf } from '../connection.ts';
import type { Durations } from '../durations.ts';
import { badInput, Failure, notFound } from '../errors.ts';
import type { Database } from '../persistence/database.ts';
import type { AuditService } from './audit.service.ts';
import { Tenant } from './tenant.model.ts';
import type { TenantsArgs } from './tenant.types.ts';
import type { TenantClosing } from './tenant-closing.service.ts';
import type { TenantDirectory } from './tenant-directory.ts';
import type { TierName } from './tiers.ts';

/** Platform staff act under this name: tenants' logs hold nobody's address but their own users'. */
const operator = 'operator';

export interface TenantLifeDependencies {
  database: Database;
  directory: TenantDirectory;
  closing: TenantClosing;
  audit: AuditService;
  durations: Durations;
  actorOf: (viewer: Viewer) => Promise<string>;
  onFault: (error: unknown) => void;
}

/** From one end of a tenant's life to the other, and what the platform's staff decide about it. */
export class TenantLifeService {
  readonly #d: TenantLifeDependencies;

  constructor(dependencies: TenantLifeDependencies) {
    this.#d = dependencies;
  }

  /** Ends every way in at once; the data is kept, unreadable, until `purgeAt`. Fails with BAD_USER_INPUT where the name is another. */
  async deactivate(viewer: Viewer, confirmName: string): Promise<Tenant> {
    const { tenantId } = memberOf(viewer);
    const closingBy = await this.#d.actorOf(viewer);
    const purgeAt = new Date(Date.now() + this.#d.durations.tenantRetentionMs);
    const deactivated = await this.#change(
      { _id: { $eq: tenantId }, status: { $eq: 'ACTIVE' }, name: { $eq: confirmName.trim() } },
      { $set: { status: 'DEACTIVATED', purgeAt, closingBy, openaiKey: null, previousApiKey: null } },
    );
    this.#d.directory.forget(tenantId);
    if (!deactivated) {
      await this.#d.directory.getActive(tenantId);
      throw badInput('confirmName', "must equal the account's name");
    }
    // It is deactivated whatever becomes of this, and the rest is made up for.
    await this.#d.closing.finish(deactivated).catch(this.#d.onFault);
    return deactivated;
  }

  /** Fails with CONFLICT for an active tenant, and NOT_FOUND for one that is unconfirmed, unknown or erased. */
  async reactivate(_viewer: Viewer, tenantId: string): Promise<Tenant> {
    const tenant = await this.#get(tenantId);
    if (tenant.status === 'PENDING_VERIFICATION') throw notFound('Tenant');
    if (tenant.status === 'ACTIVE') throw alreadyActive();
    // Before it lives again, so that nothing from before does.
    await this.#d.closing.finish(tenant);
    const reactivated = await this.#change(
      { ...existing(), _id: { $eq: tenantId }, status: { $eq: 'DEACTIVATED' } },
      { $set: { status: 'ACTIVE', purgeAt: null, openaiKey: null, previousApiKey: null } },
    );
    this.#d.directory.forget(tenantId);
    if (!reactivated) {
      await this.#get(tenantId);
      throw alreadyActive();
    }
    await this.#d.audit.record({ tenantId }, { action: 'tenant.reactivated', actor: operator });
    return reactivated;
  }

  /** Fails with NOT_FOUND. */
  async changeTier(_viewer: Viewer, tenantId: string, tier: TierName): Promise<Tenant> {
    const before = await this.#tenants
      .findOneAndUpdate({ ...existing(), _id: { $eq: tenantId }, tier: { $ne: tier } }, { $set: { tier } })
      .lean<Tenant>()
      .exec();
    this.#d.directory.forget(tenantId);
    const tenant = await this.#get(tenantId);
    if (!before) return tenant;
    const details = { from: before.tier, to: tier };
    await this.#d.audit.record({ tenantId }, { action: 'tenant.tier_changed', actor: operator, details });
    return tenant;
  }

  /** Newest first; cursors stay good while new ones arrive. */
  async list(_viewer: Viewer, { first, after, status }: TenantsArgs): Promise<Connection<Tenant>> {
    const wanted = { ...existing(), ...(status && { status: { $eq: status } }) };
    const last = after ? decodeTimeCursor(after) : null;
    const older = last && [
      { createdAt: { $lt: last.at } },
      { createdAt: { $eq: last.at }, _id: { $lt: last.id } },
    ];
    const newest = this.#tenants.find({ ...wanted, ...(older && { $or: older }) });
    const [totalCount, rows] = await Promise.all([
      this.#tenants.countDocuments(wanted).exec(),
      newest
        .sort({ createdAt: -1, _id: -1 })
        .limit(first + 1)
        .lean<Tenant[]>()
        .exec(),
    ]);
    const page = { first, after: after ?? null, totalCount };
    return pageOf(rows, page, ({ createdAt, _id }) => [createdAt.getTime(), _id]);
  }

  async #get(tenantId: string): Promise<Tenant> {
    const tenant = await this.#tenants
      .findOne({ ...existing(), _id: { $eq: tenantId } })
      .lean<Tenant>()
      .exec();
    if (!tenant) throw notFound('Tenant');
    return tenant;
  }

  #change(filter: QueryFilter<Tenant>, change: UpdateQuery<Tenant>): Promise<Tenant | null> {
    return this.#tenants.findOneAndUpdate(filter, change, { returnDocument: 'after' }).lean<Tenant>().exec();
  }

  get #tenants() {
    return this.#d.database.model(Tenant);
  }
}

/** What is not erased, and not to be erased by now: rows go a little later than they say. */
function existing() {
  const past = { $lte: new Date() };
  return { purgeBegunAt: { $eq: null }, purgeAt: { $not: past }, pendingUntil: { $not: past } };
}

const alreadyActive = (): Failure => new Failure('CONFLICT', 'This tenant is active.');

import type { Durations } from '../durations.ts';
import type { Database, DocumentClass } from '../persistence/database.ts';
import { eraseTenant } from '../persistence/erasure.ts';
import type { SystemJob } from '../persistence/tenant-guard.ts';
import type { AuditService } from './audit.service.ts';
import type { RecurringTask } from './job-runner.service.ts';
import { Tenant } from './tenant.model.ts';
import type { TenantDirectory } from './tenant-directory.ts';

const comment: SystemJob = 'system:purge';

export interface PurgeDependencies {
  database: Database;
  /** Every registered document class. */
  types: readonly DocumentClass<object>[];
  directory: TenantDirectory;
  audit: AuditService;
  durations: Durations;
}

/** Erases tenants whose time of retention is over, from every collection, and leaves one line that says so. */
export class PurgeService {
  readonly task: RecurringTask;
  readonly #d: PurgeDependencies;

  constructor(dependencies: PurgeDependencies) {
    this.#d = dependencies;
    const everyMs = dependencies.durations.purgeEveryMs;
    this.task = { name: 'purge', everyMs, run: (signal) => this.#purgeAll(signal) };
  }

  async #purgeAll(signal: AbortSignal): Promise<void> {
    const due = await this.#tenants.find(overdue(), { _id: 1 }, { comment }).lean<{ _id: string }[]>().exec();
    for (const { _id } of due) await this.#purge(_id, signal);
  }

  async #purge(tenantId: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const begun = { $set: { purgeBegunAt: new Date() } };
    const claimed = await this.#tenants.updateOne({ ...overdue(), _id: { $eq: tenantId } }, begun).exec();
    // An operator has brought it back meanwhile.
    if (claimed.matchedCount === 0) return;
    await eraseTenant(this.#d.database, this.#d.types, tenantId, signal);
    // Until the tenant's own row is gone all of this is done again, earlier tombstones erased: in the end there is one.
    const tombstone = { action: 'tenant.purged', actor: 'system', target: tenantId } as const;
    await this.#d.audit.recordOnce(`purged-${tenantId}`, { tenantId }, tombstone);
    await this.#tenants.deleteOne({ _id: { $eq: tenantId } }).exec();
    this.#d.directory.forget(tenantId);
  }

  get #tenants() {
    return this.#d.database.model(Tenant);
  }
}

function overdue() {
  return { status: { $eq: 'DEACTIVATED' as const }, purgeAt: { $lte: new Date() } };
}

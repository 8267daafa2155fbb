import type { Durations } from '../durations.ts';
import type { Database } from '../persistence/database.ts';
import type { SystemJob } from '../persistence/tenant-guard.ts';
import type { AuditService } from './audit.service.ts';
import type { CredentialKind } from './credential.model.ts';
import type { Credentials } from './credentials.service.ts';
import type { RecurringTask } from './job-runner.service.ts';
import { deactivatedMail } from './mails.ts';
import type { Postman } from './postman.service.ts';
import { Tenant } from './tenant.model.ts';

/** The API key's row and the addresses stay: the key works again after a reactivation, and nobody else may take the addresses. */
const waysIn: readonly CredentialKind[] = ['login', 'refresh', 'reset', 'invite', 'widget', 'verify'];

const comment: SystemJob = 'system:closing';

export interface TenantClosingDependencies {
  database: Database;
  credentials: Credentials;
  postman: Postman;
  audit: AuditService;
  durations: Durations;
}

/** What follows from a deactivation: every way in goes, the log says so, the company is told. Done to its end after a crash. */
export class TenantClosing {
  readonly task: RecurringTask;
  readonly #d: TenantClosingDependencies;

  constructor(dependencies: TenantClosingDependencies) {
    this.#d = dependencies;
    const everyMs = dependencies.durations.closingEveryMs;
    this.task = { name: 'closing', everyMs, run: (signal) => this.#finishAll(signal) };
  }

  /** Idempotent; also takes what was let in at the last moment, by a process that did not know yet. */
  async finish(tenant: Tenant): Promise<void> {
    await this.#d.credentials.removeAll({ tenantId: tenant._id }, waysIn);
    if (tenant.closingBy && tenant.purgeAt) await this.#tell(tenant, tenant.closingBy, tenant.purgeAt);
  }

  async #tell({ _id: tenantId, name, email }: Tenant, actor: string, purgeAt: Date): Promise<void> {
    const id = `deactivated-${tenantId}-${purgeAt.getTime()}`;
    const details = { purgeAt: purgeAt.toISOString() };
    await this.#d.audit.recordOnce(id, { tenantId }, { action: 'tenant.deactivated', actor, details });
    const letter = deactivatedMail(name, purgeAt);
    await this.#d.postman.post({ id, tenantId, to: email, purpose: 'deactivated', letter });
    await this.#tenants.updateOne({ _id: { $eq: tenantId } }, { $unset: { closingBy: 1 } }).exec();
  }

  async #finishAll(signal: AbortSignal): Promise<void> {
    const unfinished = await this.#tenants
      .find({ closingBy: { $gt: '' } }, null, { comment })
      .lean<Tenant[]>()
      .exec();
    for (const tenant of unfinished) {
      signal.throwIfAborted();
      await this.finish(tenant);
    }
  }

  get #tenants() {
    return this.#d.database.model(Tenant);
  }
}

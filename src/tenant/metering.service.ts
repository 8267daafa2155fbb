import type { Member } from '../auth/viewer.ts';
import type { Quota } from '../limits/limiter.ts';
import type { QuotaService } from './quota.service.ts';
import type { RateLimit } from './tenant.types.ts';
import type { TenantDirectory } from './tenant-directory.ts';
import { sessionShare, type TierName, type Tiers } from './tiers.ts';

const hour = 3_600_000;

/** Who is charged: a viewer, or an agent that calls the functions for a tenant. */
export type Charged = Member | { kind: 'agent'; tenantId: string };

/** Charges metered operations to the tenant's hour and, for visitors, to their session's share of it. */
export class MeteringService {
  readonly #quotas: QuotaService;
  readonly #directory: TenantDirectory;
  readonly #tiers: Tiers;

  constructor(quotas: QuotaService, directory: TenantDirectory, tiers: Tiers) {
    this.#quotas = quotas;
    this.#directory = directory;
    this.#tiers = tiers;
  }

  /** Counts one operation under an id of its own and returns how to refund it. Fails with RATE_LIMITED or SERVICE_UNAVAILABLE. */
  async charge(viewer: Charged, operationId: string): Promise<() => Promise<void>> {
    const { tier } = await this.#directory.getActive(viewer.tenantId);
    const tenantHour = this.#tenantHour(viewer.tenantId, tier);
    const wanted = [tenantHour];
    if (viewer.kind === 'visitor')
      wanted.unshift({
        ...tenantHour,
        key: `session-share:${viewer.sessionId}`,
        limit: sessionShare(this.#tiers[tier].requestsPerHour),
      });
    return this.#quotas.spend(wanted, operationId);
  }

  /** What is left of the tenant's hour; reading it costs nothing. */
  async left(viewer: Member): Promise<RateLimit> {
    const { tier } = await this.#directory.getActive(viewer.tenantId);
    const { limit, remaining, resetAt } = await this.#quotas.peek(this.#tenantHour(viewer.tenantId, tier));
    return { limit, remaining, resetAt };
  }

  #tenantHour(tenantId: string, tier: TierName): Quota {
    const { requestsPerHour: limit, byokRequired } = this.#tiers[tier];
    // What costs the platform's own money is not let through uncounted.
    return { tenantId, key: 'metered', limit, windowMs: hour, failsClosed: !byokRequired };
  }
}

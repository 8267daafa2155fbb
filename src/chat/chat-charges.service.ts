import type { Member } from '../auth/viewer.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { MeteringService } from '../tenant/metering.service.ts';
import { type QuotaService, rateLimited } from '../tenant/quota.service.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import type { Quotas, Tiers } from '../tenant/tiers.ts';

/** No reply lasts longer (the model's total, and what comes before and after): a place not given back is free again by then. */
const longestReplyMs = 90_000;
const retrySoonMs = 2_000;

export interface Payment {
  settle(useful: boolean): Promise<void>;
}

/** What a message costs: a place among the replies at once, the session's own limits, one metered operation. */
export class ChatCharges {
  constructor(
    private readonly limiter: Limiter,
    private readonly quota: QuotaService,
    private readonly metering: MeteringService,
    private readonly directory: TenantDirectory,
    private readonly tiers: Tiers,
    private readonly quotas: Quotas,
  ) {}

  /** Fails with RATE_LIMITED or SERVICE_UNAVAILABLE, having counted nothing. */
  async charge(viewer: Member, messageId: string, { isFree }: { isFree: boolean }): Promise<Payment> {
    const leave = await this.#enter(viewer, messageId);
    const refunds: (() => Promise<void>)[] = [];
    const giveBack = () => Promise.all(refunds.map((refund) => refund()));
    try {
      if (!isFree) {
        refunds.push(await this.quota.spend(this.#sessionLimits(viewer), messageId));
        refunds.push(await this.metering.charge(viewer, messageId));
      }
    } catch (error) {
      await Promise.all([giveBack(), leave()]);
      throw error;
    }
    return {
      settle: async (useful) => {
        await Promise.all([leave(), ...(useful ? [] : [giveBack()])]);
      },
    };
  }

  async #enter(viewer: Member, messageId: string): Promise<() => Promise<void>> {
    const { tier } = await this.directory.getActive(viewer.tenantId);
    const { repliesAtOnce: limit, byokRequired } = this.tiers[tier];
    const owner = { tenantId: viewer.tenantId, failsClosed: !byokRequired };
    const places = { ...owner, key: 'replies', limit, windowMs: longestReplyMs };
    const { allowed } = await this.limiter.take(places, messageId);
    if (!allowed) throw rateLimited({ limit, resetAt: new Date(Date.now() + retrySoonMs) });
    return () => this.limiter.refund(places, messageId);
  }

  #sessionLimits(viewer: Member) {
    if (viewer.kind !== 'visitor') return [];
    const session = `session:${viewer.sessionId}`;
    const { tenantId } = viewer;
    return [
      { tenantId, key: `${session}:minute`, ...this.quotas.messagesPerSessionMinute },
      { tenantId, key: `${session}:messages`, ...this.quotas.messagesPerSession },
    ];
  }
}

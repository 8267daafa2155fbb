import { memberOf, type Viewer } from '../auth/viewer.ts';
import type { MeteringService } from './metering.service.ts';
import type { Tenant } from './tenant.model.ts';
import type { OpenaiKeyStatus, RateLimit, TierLimits } from './tenant.types.ts';
import type { TenantDirectory } from './tenant-directory.ts';
import type { Tiers } from './tiers.ts';

/** The viewer's own tenant, and what only some may see of it. */
export class TenantService {
  readonly #directory: TenantDirectory;
  readonly #metering: MeteringService;
  readonly #tiers: Tiers;

  constructor(directory: TenantDirectory, metering: MeteringService, tiers: Tiers) {
    this.#directory = directory;
    this.#metering = metering;
    this.#tiers = tiers;
  }

  get(viewer: Viewer): Promise<Tenant> {
    return this.#directory.getActive(memberOf(viewer).tenantId);
  }

  rateLimit(viewer: Viewer): Promise<RateLimit> {
    return this.#metering.left(memberOf(viewer));
  }

  limits(tenant: Tenant): TierLimits {
    return this.#tiers[tenant.tier];
  }

  /** null to everyone but the tenant's admins. */
  forAdmins<T>(viewer: Viewer, tenant: Tenant, secret: () => T): T | null {
    const admin = viewer.kind === 'user' && viewer.role === 'ADMIN' && viewer.tenantId === tenant._id;
    return admin ? secret() : null;
  }

  openaiKey({ openaiKey }: Tenant): OpenaiKeyStatus {
    const { lastFour = null, validatedAt = null } = openaiKey ?? {};
    return { isSet: openaiKey !== null, lastFour, validatedAt };
  }
}

import type { CredentialStrategy } from '../auth/authenticate.ts';
import { memberOf, type UserViewer, type Viewer } from '../auth/viewer.ts';
import { Failure } from '../errors.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import type { MeteringService } from './metering.service.ts';
import type { Tenant } from './tenant.model.ts';
import type { OpenaiKeyStatus, RateLimit, TierLimits } from './tenant.types.ts';
import type { TenantDirectory } from './tenant-directory.ts';
import type { Tiers } from './tiers.ts';
import { User } from './user.model.ts';

/** The viewer's own tenant, and what only some may see of it. */
export class TenantService {
  readonly #database: Database;
  readonly #directory: TenantDirectory;
  readonly #metering: MeteringService;
  readonly #tiers: Tiers;

  constructor(database: Database, directory: TenantDirectory, metering: MeteringService, tiers: Tiers) {
    this.#database = database;
    this.#directory = directory;
    this.#metering = metering;
    this.#tiers = tiers;
  }

  /** Lets a strategy's users in only while their tenant is active. Fails as `TenantDirectory.getActive`. */
  recognising(strategy: CredentialStrategy): CredentialStrategy {
    return async (token, client) => {
      const viewer = await strategy(token, client);
      if (viewer?.tenantId) await this.#directory.getActive(viewer.tenantId);
      return viewer;
    };
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

  openaiKey(_tenant: Tenant): OpenaiKeyStatus {
    return { isSet: false, lastFour: null, validatedAt: null };
  }

  /** The signed-in user's own row. Fails with UNAUTHENTICATED when it is gone. */
  async user(viewer: UserViewer): Promise<User | null> {
    if (viewer.tenantId === null) return null;
    const user = await scoped(this.#database, User, viewer).findOne({ _id: viewer.userId });
    if (!user) throw new Failure('UNAUTHENTICATED', 'The credential is not valid.');
    return user;
  }
}

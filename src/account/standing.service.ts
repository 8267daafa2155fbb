import { LRUCache } from 'lru-cache';
import type { CredentialStrategy } from '../auth/authenticate.ts';
import type { Role, UserViewer, Viewer } from '../auth/viewer.ts';
import type { Durations } from '../durations.ts';
import { Failure } from '../errors.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import { type Credentials, isExpired } from '../tenant/credentials.service.ts';
import type { Tenant } from '../tenant/tenant.model.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { passwordStampOf, platformOwner, User } from './user.model.ts';

export interface StandingDependencies {
  database: Database;
  credentials: Credentials;
  directory: TenantDirectory;
  durations: Durations;
}

/** Someone who signed in: which login it was, and whose. */
export interface LoginHolder {
  tenantId: string;
  userId: string;
  loginId: string;
}

interface Standing {
  userId: string;
  /** null: the login has ended. */
  role: Promise<Role | null>;
}

/** Whether those who signed in, or opened a widget, may still act, and in which role. */
export class StandingService {
  readonly #d: StandingDependencies;
  readonly #recent: LRUCache<string, Standing>;

  constructor(dependencies: StandingDependencies) {
    this.#d = dependencies;
    this.#recent = new LRUCache({ max: 10_000, ttl: dependencies.durations.tenantCacheMs });
  }

  /** Lets a strategy's users in only while they and their tenant may act. Fails as `check`. */
  recognising(strategy: CredentialStrategy): CredentialStrategy {
    return async (token, client) => {
      const viewer = await strategy(token, client);
      return viewer && this.check(viewer);
    };
  }

  /**
   * The viewer as they stand now: what other processes have changed shows within `tenantCacheMs`, what this one has at once.
   * Fails with UNAUTHENTICATED or TENANT_INACTIVE where they may act no longer.
   */
  async check<V extends Viewer>(viewer: V): Promise<V> {
    if (viewer.tenantId !== null) await this.#d.directory.getActive(viewer.tenantId);
    if (viewer.kind !== 'user') return viewer;
    const role = await this.#roleOf(viewer);
    if (role === null) throw notValid();
    return { ...viewer, role };
  }

  /** Of a user whose login, role or password has just changed. */
  forget(userId: string): void {
    const theirs = [...this.#recent.entries()].filter(([, standing]) => standing.userId === userId);
    for (const [loginId] of theirs) this.#recent.delete(loginId);
  }

  /** The user behind a login as the database has them now; null: the login has ended. */
  async holderOf({ tenantId, userId, loginId }: LoginHolder): Promise<User | null> {
    const [login, user] = await Promise.all([
      this.#d.credentials.find('login', loginId),
      scoped(this.#d.database, User, { tenantId }).findOne({ _id: userId }),
    ]);
    if (!login || isExpired(login) || !user?.isActive) return null;
    const isTheirs = login.tenantId === user.tenantId && login.userId === user._id;
    return isTheirs && login.passwordStamp === passwordStampOf(user) ? user : null;
  }

  /** The tenant that owns a row, null for platform staff's. Fails with UNAUTHENTICATED, EMAIL_NOT_VERIFIED or TENANT_INACTIVE. */
  async activeTenant({ tenantId }: { tenantId: string }): Promise<Tenant | null> {
    return tenantId === platformOwner ? null : this.#d.directory.getActive(tenantId);
  }

  /** The signed-in user's own row. Fails with UNAUTHENTICATED when it is gone. */
  async user(viewer: UserViewer): Promise<User> {
    const owner = { tenantId: viewer.tenantId ?? platformOwner };
    const user = await scoped(this.#d.database, User, owner).findOne({ _id: viewer.userId });
    if (!user) throw notValid();
    return user;
  }

  /** How the audit log calls someone: by their address, or by what they are. */
  async actorOf(viewer: Viewer): Promise<string> {
    if (viewer.kind !== 'user') return viewer.kind === 'visitor' ? 'visitor' : 'system';
    return viewer.tenantId === null ? 'operator' : (await this.user(viewer)).email;
  }

  #roleOf(viewer: UserViewer): Promise<Role | null> {
    const { loginId, userId } = viewer;
    const known = this.#recent.get(loginId);
    if (known?.userId === userId) return known.role;
    const holder = { tenantId: viewer.tenantId ?? platformOwner, userId, loginId };
    const role = this.holderOf(holder).then((user) => user?.role ?? null);
    this.#recent.set(loginId, { userId, role });
    role.catch(() => this.#recent.delete(loginId));
    return role;
  }
}

const notValid = (): Failure => new Failure('UNAUTHENTICATED', 'The credential is not valid.');

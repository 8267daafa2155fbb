import { randomUUID } from 'node:crypto';
import type { AccessTokens } from '../auth/tokens.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Durations } from '../durations.ts';
import { Failure } from '../errors.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import { verifyPassword } from '../security/passwords.ts';
import { createOpaqueToken } from '../security/tokens.ts';
import type { Credential } from './credential.model.ts';
import type { Credentials } from './credentials.service.ts';
import type { QuotaService } from './quota.service.ts';
import type { AuthPayload, LoginInput } from './tenant.types.ts';
import type { TenantDirectory } from './tenant-directory.ts';
import type { Quotas } from './tiers.ts';
import { User } from './user.model.ts';

/** A password is tried against the confirmed account and at most this many registrations nobody has confirmed. */
const pendingTried = 3;

export interface LoginDependencies {
  database: Database;
  credentials: Credentials;
  directory: TenantDirectory;
  quota: QuotaService;
  accessTokens: AccessTokens;
  durations: Durations;
  quotas: Quotas;
}

/** Signing in with address and password. */
export class LoginService {
  readonly #d: LoginDependencies;

  constructor(dependencies: LoginDependencies) {
    this.#d = dependencies;
  }

  /** Fails with UNAUTHENTICATED, EMAIL_NOT_VERIFIED, TENANT_INACTIVE or RATE_LIMITED (failed tries count). */
  async login(viewer: Viewer, { email, password }: LoginInput): Promise<AuthPayload> {
    const { ip } = viewer.client;
    const forgive = await this.#d.quota.spend(
      [
        { key: `logins:${ip}`, ...this.#d.quotas.loginsPerIp },
        { key: `logins:${ip}:${email}`, ...this.#d.quotas.loginsPerAccountAndIp },
      ],
      randomUUID(),
    );
    const user = await this.#userWithPassword(email, password);
    await forgive();
    if (user.pendingUntil)
      throw new Failure(
        'EMAIL_NOT_VERIFIED',
        'Please confirm your e-mail address first: follow the link in our mail.',
      );
    await this.#d.directory.getActive(user.tenantId);
    return this.#openLogin(user);
  }

  async #userWithPassword(email: string, password: string): Promise<User> {
    const verified = await this.#d.credentials.find('email', email);
    const pending = await this.#d.credentials.findPending(email, pendingTried);
    const accounts = await Promise.all([verified, ...pending].map((credential) => this.#userOf(credential)));
    for (const user of accounts) if (user && (await verifyPassword(user.passwordHash, password))) return user;
    // An unknown address must take as long as a known one.
    if (accounts.every((user) => user === null)) await verifyPassword(null, password);
    throw new Failure('UNAUTHENTICATED', 'The e-mail address or the password is wrong.');
  }

  async #userOf(credential: Credential | null): Promise<User | null> {
    if (!credential?.userId) return null;
    const user = await scoped(this.#d.database, User, credential).findOne({ _id: credential.userId });
    const usable = user?.isActive && (!user.pendingUntil || user.pendingUntil.getTime() > Date.now());
    return usable ? user : null;
  }

  async #openLogin(user: User): Promise<AuthPayload> {
    const { token, hash } = createOpaqueToken();
    const loginId = randomUUID();
    const expiresAt = new Date(Date.now() + this.#d.durations.refreshTokenMs);
    await this.#d.credentials.add({
      kind: 'refresh',
      key: hash,
      tenantId: user.tenantId,
      userId: user._id,
      sessionId: loginId,
      expiresAt,
      purgeAt: expiresAt,
    });
    const claims = { userId: user._id, tenantId: user.tenantId, role: user.role, loginId };
    return {
      accessToken: await this.#d.accessTokens.issue(claims),
      refreshToken: token,
      expiresIn: this.#d.accessTokens.lifetimeSeconds,
      user,
    };
  }
}

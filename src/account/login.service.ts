import { randomUUID } from 'node:crypto';
import type { Viewer } from '../auth/viewer.ts';
import { Failure } from '../errors.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import { verifyPassword } from '../security/passwords.ts';
import type { AuditService } from '../tenant/audit.service.ts';
import type { Credential } from '../tenant/credential.model.ts';
import type { Credentials } from '../tenant/credentials.service.ts';
import type { QuotaService } from '../tenant/quota.service.ts';
import type { Quotas } from '../tenant/tiers.ts';
import type { AuthPayload, LoginInput } from './account.types.ts';
import type { LoginSessionsService } from './login-sessions.service.ts';
import type { StandingService } from './standing.service.ts';
import { User } from './user.model.ts';

/** A password is tried against the confirmed account and at most this many registrations nobody has confirmed. */
const pendingTried = 3;

export interface LoginDependencies {
  database: Database;
  credentials: Credentials;
  quota: QuotaService;
  audit: AuditService;
  standing: StandingService;
  sessions: LoginSessionsService;
  quotas: Quotas;
  onFault: (error: unknown) => void;
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
    await this.#d.standing.activeTenant(user);
    return this.#d.sessions.open(user);
  }

  async #userWithPassword(email: string, password: string): Promise<User> {
    const verified = await this.#d.credentials.find('email', email);
    const pending = await this.#d.credentials.findPending(email, pendingTried);
    // As many tries for every address: how long a refusal takes tells neither whether it is known nor how it is known.
    const candidates = Array.from({ length: 1 + pendingTried }, (_, place) =>
      place === 0 ? verified : (pending[place - 1] ?? null),
    );
    const accounts = await Promise.all(candidates.map((credential) => this.#userOf(credential)));
    for (const user of accounts) {
      const fits = await verifyPassword(user?.passwordHash ?? null, password);
      if (user && fits) return user;
    }
    await this.#countFailure(email, accounts[0] ?? null);
    throw new Failure('UNAUTHENTICATED', 'The e-mail address or the password is wrong.');
  }

  async #userOf(credential: Credential | null): Promise<User | null> {
    if (!credential?.userId) return null;
    const user = await scoped(this.#d.database, User, credential).findOne({ _id: credential.userId });
    const usable = user?.isActive && (!user.pendingUntil || user.pendingUntil.getTime() > Date.now());
    return usable ? user : null;
  }

  /** Counted for every address alike; the fifth failure of an account that exists goes into its log, which the answer does not wait for. */
  async #countFailure(email: string, account: User | null): Promise<void> {
    const { failedLoginsUntold, failedLoginsTold } = this.#d.quotas;
    const id = randomUUID();
    if (await this.#d.quota.allows({ key: `failed-logins:${email}`, ...failedLoginsUntold }, id)) return;
    if (!(await this.#d.quota.allows({ key: `failed-logins-told:${email}`, ...failedLoginsTold }, id)))
      return;
    if (account && !account.pendingUntil)
      this.#d.audit
        .record(account, { action: 'login.failed_repeatedly', actor: 'system', target: email })
        .catch(this.#d.onFault);
  }
}

import type { Viewer } from '../auth/viewer.ts';
import type { Durations } from '../durations.ts';
import { badInput } from '../errors.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import { hashPassword, passwordFault } from '../security/passwords.ts';
import { createOpaqueToken, hashToken } from '../security/tokens.ts';
import { type Credentials, isExpired } from '../tenant/credentials.service.ts';
import type { Postman } from '../tenant/postman.service.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import type { Addresses } from './addresses.service.ts';
import { takingAtLeast } from './answer-alike.ts';
import { linkInvalid } from './link-invalid.ts';
import type { LoginSessionsService } from './login-sessions.service.ts';
import { resetMail } from './mails.ts';
import type { StandingService } from './standing.service.ts';
import { passwordStampOf, platformOwner, User } from './user.model.ts';

export interface PasswordResetDependencies {
  database: Database;
  credentials: Credentials;
  directory: TenantDirectory;
  postman: Postman;
  durations: Durations;
  addresses: Addresses;
  standing: StandingService;
  sessions: LoginSessionsService;
  /** Base of the links in mails. */
  publicUrl: () => string;
}

/** A new password for those who lost theirs. */
export class PasswordResetService {
  readonly #d: PasswordResetDependencies;

  constructor(dependencies: PasswordResetDependencies) {
    this.#d = dependencies;
  }

  /** Answers alike for every address; a link goes to those who could log in. */
  async request(_viewer: Viewer, email: string): Promise<boolean> {
    await takingAtLeast(this.#d.durations.alikeAnswerMs, async () => {
      const user = await this.#d.addresses.ownerOf(email);
      if (user && (await this.#couldLogIn(user))) await this.#mailLink(user);
    });
    return true;
  }

  /** Fails with BAD_USER_INPUT (the link stays good), TOKEN_INVALID or TENANT_INACTIVE. */
  async reset(_viewer: Viewer, token: string, newPassword: string): Promise<boolean> {
    const user = await this.#userOf(token);
    const tenant = await this.#d.standing.activeTenant(user);
    const fault = passwordFault(newPassword, [tenant?.name ?? '', user.email]);
    if (fault) throw badInput('newPassword', fault);
    const { _id, tenantId, passwordHash } = user;
    // Links and logins bear the old password's stamp: this one step ends them all, and of two who use links at once one gets here.
    const changed = await scoped(this.#d.database, User, user).update(
      { _id, isActive: true, passwordHash },
      { $set: { passwordHash: await hashPassword(newPassword) } },
    );
    if (!changed) throw linkInvalid();
    await this.#d.sessions.endAllOf({ tenantId, userId: _id });
    await this.#d.credentials.removeAll({ tenantId, userId: _id }, ['reset']);
    return true;
  }

  async #userOf(token: string): Promise<User> {
    const link = await this.#d.credentials.find('reset', hashToken(token));
    if (!link?.userId || isExpired(link)) throw linkInvalid();
    const user = await scoped(this.#d.database, User, link).findOne({ _id: link.userId });
    if (!user?.isActive || link.passwordStamp !== passwordStampOf(user)) throw linkInvalid();
    return user;
  }

  async #couldLogIn({ isActive, pendingUntil, tenantId }: User): Promise<boolean> {
    if (!isActive || pendingUntil) return false;
    return tenantId === platformOwner || (await this.#d.directory.find(tenantId))?.status === 'ACTIVE';
  }

  async #mailLink(user: User): Promise<void> {
    const { _id: userId, tenantId, email } = user;
    const { token, hash } = createOpaqueToken();
    const expiresAt = new Date(Date.now() + this.#d.durations.resetLinkMs);
    await this.#d.credentials.add({
      ...{ kind: 'reset', key: hash, tenantId, userId, email },
      ...{ passwordStamp: passwordStampOf(user), expiresAt, purgeAt: expiresAt },
    });
    const letter = resetMail(`${this.#d.publicUrl()}/reset?token=${token}`);
    await this.#d.postman.post({ tenantId, to: email, purpose: 'reset', letter });
  }
}

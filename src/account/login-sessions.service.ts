import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { AccessTokens } from '../auth/tokens.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Durations } from '../durations.ts';
import { Failure } from '../errors.ts';
import { isDuplicateKey } from '../persistence/database.ts';
import { createOpaqueToken, hashToken } from '../security/tokens.ts';
import type { Credential } from '../tenant/credential.model.ts';
import { type Credentials, isExpired, type NewCredential } from '../tenant/credentials.service.ts';
import type { AuthPayload } from './account.types.ts';
import type { LoginHolder, StandingService } from './standing.service.ts';
import { passwordStampOf, tenantIdOf, type User } from './user.model.ts';

export interface LoginSessionsDependencies {
  credentials: Credentials;
  standing: StandingService;
  accessTokens: AccessTokens;
  durations: Durations;
}

/** What a refresh token's row says, once it is known to be complete. */
interface Refresh extends LoginHolder {
  token: string;
  salt: string;
  expiresAt: Date;
  usedAt: Date | null;
}

/** Sign-ins: each is a family of refresh tokens of which one at a time is good, and ends as a whole. */
export class LoginSessionsService {
  readonly #d: LoginSessionsDependencies;

  constructor(dependencies: LoginSessionsDependencies) {
    this.#d = dependencies;
  }

  /** Begins one for a user who has proved who they are. It ends by itself 30 days later, however often it is refreshed. */
  async open(user: User): Promise<AuthPayload> {
    const { _id: userId, tenantId } = user;
    const loginId = randomUUID();
    const expiresAt = new Date(Date.now() + this.#d.durations.refreshTokenMs);
    await this.#d.credentials.add({
      ...{ kind: 'login', key: loginId, tenantId, userId },
      ...{ passwordStamp: passwordStampOf(user), expiresAt, purgeAt: expiresAt },
    });
    const { token } = createOpaqueToken();
    await this.#d.credentials.add(rowOf({ tenantId, userId, loginId, expiresAt }, token));
    return this.#payload(user, loginId, token);
  }

  /**
   * Exchanges the token for its successor, which is the same however often and by however many it is asked for within the grace.
   * Fails with UNAUTHENTICATED, having ended the family where the token was used before, or with TENANT_INACTIVE.
   */
  async refresh(_viewer: Viewer, refreshToken: string): Promise<AuthPayload> {
    const shown = await this.#find(refreshToken);
    const user = shown && (await this.#d.standing.holderOf(shown));
    if (!shown || !user) throw notValid();
    await this.#d.standing.activeTenant(user);
    return this.#payload(user, shown.loginId, await this.#rotate(shown));
  }

  /** Ends the family of this token; true whether or not there was one. */
  async logout(_viewer: Viewer, refreshToken: string): Promise<boolean> {
    const shown = await this.#find(refreshToken);
    if (shown) await this.#end(shown);
    return true;
  }

  /** Ends every sign-in of a user. */
  async endAllOf({ tenantId, userId }: { tenantId: string; userId: string }): Promise<void> {
    await this.#d.credentials.removeAll({ tenantId, userId }, ['login', 'refresh']);
    this.#d.standing.forget(userId);
  }

  async #find(token: string): Promise<Refresh | null> {
    if (!/^[\w-]{43}$/.test(token)) return null;
    const row = await this.#d.credentials.find('refresh', hashToken(token));
    return row && !isExpired(row) ? refreshOf(row, token) : null;
  }

  /** The successor's row comes first: a crash before the token is marked leaves both good, and nobody knows the successor yet. */
  async #rotate(shown: Refresh): Promise<string> {
    const successor = successorOf(shown);
    if (shown.usedAt === null) {
      await this.#addOnce(rowOf(shown, successor));
      if (await this.#d.credentials.markUsed('refresh', hashToken(shown.token))) return successor;
    }
    if (await this.#isWithinGrace(shown.token, successor)) return successor;
    await this.#end(shown);
    throw notValid();
  }

  /** Used a moment ago, by someone who has not used what they got: who asks again did not get the answer. */
  async #isWithinGrace(token: string, successor: string): Promise<boolean> {
    const [used, next] = await Promise.all([this.#find(token), this.#find(successor)]);
    if (!used?.usedAt || next?.usedAt !== null) return false;
    return Date.now() - used.usedAt.getTime() <= this.#d.durations.refreshGraceMs;
  }

  async #addOnce(credential: NewCredential): Promise<void> {
    try {
      await this.#d.credentials.add(credential);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Without the login's row the family's tokens are worthless. */
  async #end({ loginId, userId }: LoginHolder): Promise<void> {
    await this.#d.credentials.consume('login', loginId);
    this.#d.standing.forget(userId);
  }

  async #payload(user: User, loginId: string, refreshToken: string): Promise<AuthPayload> {
    const { issue, lifetimeSeconds: expiresIn } = this.#d.accessTokens;
    const claims = { userId: user._id, tenantId: tenantIdOf(user), role: user.role, loginId };
    return { accessToken: await issue(claims), refreshToken, expiresIn, user };
  }
}

/** Nobody can work it out without the token itself. */
function successorOf({ token, salt }: Refresh): string {
  return createHmac('sha256', token).update(salt).digest('base64url');
}

function rowOf(
  { tenantId, userId, loginId, expiresAt }: LoginHolder & { expiresAt: Date },
  token: string,
): NewCredential {
  return {
    ...{ kind: 'refresh', key: hashToken(token), tenantId, userId, sessionId: loginId },
    ...{ salt: randomBytes(32).toString('base64url'), expiresAt, purgeAt: expiresAt },
  };
}

function refreshOf(row: Credential, token: string): Refresh | null {
  const { tenantId, userId, sessionId: loginId, salt, expiresAt, usedAt = null } = row;
  return userId && loginId && salt && expiresAt
    ? { token, tenantId, userId, loginId, salt, expiresAt, usedAt }
    : null;
}

const notValid = (): Failure =>
  new Failure('UNAUTHENTICATED', 'The refresh token is not valid; please log in again.');

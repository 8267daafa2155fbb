import { memberOf, type Viewer } from '../auth/viewer.ts';
import type { Durations } from '../durations.ts';
import { badInput, Failure } from '../errors.ts';
import { greaterThan } from '../persistence/criteria.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { newId } from '../persistence/mongo.ts';
import { scoped } from '../persistence/scoped.ts';
import { hashPassword, passwordFault, verifyPassword } from '../security/passwords.ts';
import { createOpaqueToken, hashToken } from '../security/tokens.ts';
import type { AuditService } from '../tenant/audit.service.ts';
import { type Credentials, isExpired } from '../tenant/credentials.service.ts';
import type { Postman } from '../tenant/postman.service.ts';
import type { AuthPayload, InviteUserInput } from './account.types.ts';
import type { Addresses } from './addresses.service.ts';
import type { Admins } from './admins.service.ts';
import { takingAtLeast } from './answer-alike.ts';
import { linkInvalid } from './link-invalid.ts';
import type { LoginSessionsService } from './login-sessions.service.ts';
import { invitationMail, invitedElsewhereMail } from './mails.ts';
import type { StandingService } from './standing.service.ts';
import { User } from './user.model.ts';

export interface InvitationDependencies {
  database: Database;
  credentials: Credentials;
  postman: Postman;
  audit: AuditService;
  durations: Durations;
  addresses: Addresses;
  admins: Admins;
  standing: StandingService;
  sessions: LoginSessionsService;
  /** Base of the links in mails. */
  publicUrl: () => string;
}

/** Bringing colleagues in. */
export class InvitationService {
  readonly #d: InvitationDependencies;

  constructor(dependencies: InvitationDependencies) {
    this.#d = dependencies;
  }

  /** Who is invited already gets a new link and role. Fails with CONFLICT for an address that already belongs to the tenant. */
  async invite(viewer: Viewer, { email, role }: InviteUserInput): Promise<User> {
    const { tenantId } = memberOf(viewer);
    return takingAtLeast(this.#d.durations.alikeAnswerMs, async () => {
      const user = await this.#keep(tenantId, email, role);
      const actor = await this.#d.standing.actorOf(viewer);
      const details = { email, role };
      await this.#d.audit.record(user, { action: 'user.invited', actor, target: user._id, details });
      await this.#mailLink(user);
      return user;
    });
  }

  /**
   * Makes the invited the user they were invited to be and signs them in; a link whose use a crash cut short finishes it, given the same
   * password. Fails with BAD_USER_INPUT (the link stays good), TOKEN_INVALID, CONFLICT where the address was confirmed for another
   * account meanwhile, or TENANT_INACTIVE.
   */
  async accept(_viewer: Viewer, token: string, password: string): Promise<AuthPayload> {
    const key = hashToken(token);
    const invited = await this.#invitedBy(key);
    const tenant = await this.#d.standing.activeTenant(invited);
    const fault = passwordFault(password, [tenant?.name ?? '', invited.email]);
    if (fault) throw badInput('password', fault);
    await this.#d.addresses.claim(invited);
    const user = await this.#activate(invited, password);
    if (user.role === 'ADMIN') await this.#d.admins.add(user);
    // Last, so that a crash on the way leaves a link that finishes the work; of two at once only one gets here.
    if (!(await this.#d.credentials.consume('invite', key))) throw linkInvalid();
    return this.#d.sessions.open(user);
  }

  async #keep(tenantId: string, email: string, role: User['role']): Promise<User> {
    const rows = this.#rows({ tenantId });
    const pendingUntil = new Date(Date.now() + this.#d.durations.inviteLinkMs);
    for (;;) {
      const known = await rows.findOne({ email });
      if (known?.isActive) throw new Failure('CONFLICT', 'This address already belongs to your account.');
      const change = { role, pendingUntil, passwordHash: null };
      const invited = known
        ? await rows.update({ _id: known._id, isActive: false }, { $set: change })
        : await this.#insert({ ...change, _id: newId(), tenantId, email });
      if (invited) return invited;
    }
  }

  /** null: someone else has just invited the same address. */
  async #insert({ tenantId, ...row }: Partial<User> & { tenantId: string }): Promise<User | null> {
    try {
      return await this.#rows({ tenantId }).insert({ ...row, isActive: false } as Omit<User, 'tenantId'>);
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  /** To an address of another account goes a notice; the link that nobody gets is made all the same, so that both take as long. */
  async #mailLink({ _id: userId, tenantId, email, pendingUntil }: User): Promise<void> {
    const owner = await this.#d.addresses.ownerOf(email);
    const { token, hash } = createOpaqueToken();
    await this.#d.credentials.removeAll({ tenantId, userId }, ['invite']);
    await this.#d.credentials.add({
      ...{ kind: 'invite', key: hash, tenantId, userId, email },
      ...(pendingUntil && { expiresAt: pendingUntil, purgeAt: pendingUntil }),
    });
    const name = (await this.#d.standing.activeTenant({ tenantId }))?.name ?? 'efOfX';
    const url = `${this.#d.publicUrl()}/invite?token=${token}`;
    const isElsewhere = owner !== null && owner._id !== userId;
    const letter = isElsewhere ? invitedElsewhereMail(name) : invitationMail(name, url);
    await this.#d.postman.post({ tenantId, to: email, purpose: 'invite', letter });
  }

  async #invitedBy(key: string): Promise<User> {
    const link = await this.#d.credentials.find('invite', key);
    const user =
      link?.userId && !isExpired(link) ? await this.#rows(link).findOne({ _id: link.userId }) : null;
    if (!user) throw linkInvalid();
    return user;
  }

  async #activate(invited: User, password: string): Promise<User> {
    const waiting = { _id: invited._id, isActive: false, pendingUntil: greaterThan(new Date()) };
    const passwordHash = await hashPassword(password);
    const change = { $set: { isActive: true, passwordHash }, $unset: { pendingUntil: 1 } };
    const activated = await this.#rows(invited).update(waiting, change);
    if (activated) return activated;
    const user = await this.#rows(invited).findOne({ _id: invited._id });
    if (user?.isActive && (await verifyPassword(user.passwordHash, password))) return user;
    if (!user) await this.#d.addresses.free(invited);
    throw linkInvalid();
  }

  #rows(owner: { tenantId: string }) {
    return scoped(this.#d.database, User, owner);
  }
}

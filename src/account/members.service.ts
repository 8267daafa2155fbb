import { memberOf, type Viewer } from '../auth/viewer.ts';
import type { Connection, PageArgs } from '../connection.ts';
import { notFound } from '../errors.ts';
import { greaterThan } from '../persistence/criteria.ts';
import type { Database } from '../persistence/database.ts';
import { newestFirst } from '../persistence/newest-first.ts';
import { scoped } from '../persistence/scoped.ts';
import type { AuditAction, AuditService } from '../tenant/audit.service.ts';
import type { Credentials } from '../tenant/credentials.service.ts';
import type { Addresses } from './addresses.service.ts';
import type { Admins } from './admins.service.ts';
import type { StandingService } from './standing.service.ts';
import { type TenantRoleName, User } from './user.model.ts';

export interface MembersDependencies {
  database: Database;
  credentials: Credentials;
  audit: AuditService;
  addresses: Addresses;
  admins: Admins;
  standing: StandingService;
}

/** A tenant's users. Its last admin can be neither removed nor demoted. What a crash cuts short is finished by asking again. */
export class MembersService {
  readonly #d: MembersDependencies;

  constructor(dependencies: MembersDependencies) {
    this.#d = dependencies;
  }

  /** Newest first, invited ones included. */
  async list(viewer: Viewer, page: PageArgs): Promise<Connection<User>> {
    const rows = this.#rows(memberOf(viewer));
    // An invitation that has expired is none, whether or not its row has gone yet.
    const present = [{ pendingUntil: null }, { pendingUntil: greaterThan(new Date()) }];
    return newestFirst(rows, page, { by: 'createdAt', anyOf: [present] });
  }

  /** Fails with NOT_FOUND or, for the last admin, CONFLICT. */
  async updateRole(viewer: Viewer, userId: string, role: TenantRoleName): Promise<User> {
    const user = await this.#get(viewer, userId);
    if (role !== 'ADMIN') await this.#d.admins.leave(user);
    if (role !== user.role)
      await this.#record(viewer, user, 'user.role_changed', { from: user.role, to: role });
    const changed = await this.#change(user, { role });
    if (role === 'ADMIN') await this.#d.admins.add(changed);
    else await this.#leaveAgain(changed, { role: 'ADMIN' });
    this.#d.standing.forget(userId);
    return changed;
  }

  /** Fails as `updateRole`. The row goes last: while it is there, asking again removes what is left. */
  async remove(viewer: Viewer, userId: string): Promise<boolean> {
    const user = await this.#get(viewer, userId);
    const { tenantId, email, role, isActive } = user;
    await this.#d.admins.leave(user);
    await this.#record(viewer, user, 'user.removed', { email, role });
    await this.#change(user, { isActive: false });
    await this.#leaveAgain(user, { isActive });
    this.#d.standing.forget(userId);
    await this.#d.credentials.removeAll({ tenantId, userId }, ['login', 'refresh', 'reset', 'invite']);
    await this.#d.addresses.free(user);
    await this.#rows(user).remove({ _id: userId });
    return true;
  }

  /** Someone may have listed them again meanwhile; then, where they are the last one by now, all is as it was. */
  async #leaveAgain(user: User, before: Partial<User>): Promise<void> {
    try {
      await this.#d.admins.leave(user);
    } catch (error) {
      await this.#change(user, before);
      throw error;
    }
  }

  async #get(viewer: Viewer, userId: string): Promise<User> {
    const user = await this.#rows(memberOf(viewer)).findOne({ _id: userId });
    if (!user) throw notFound('User');
    return user;
  }

  async #change(user: User, change: Partial<User>): Promise<User> {
    const changed = await this.#rows(user).update({ _id: user._id }, { $set: change });
    if (!changed) throw notFound('User');
    return changed;
  }

  /** Before the change itself: no change is without its entry, not even one that a crash cuts short. */
  async #record(viewer: Viewer, user: User, action: AuditAction, details: Record<string, unknown>) {
    const actor = await this.#d.standing.actorOf(viewer);
    await this.#d.audit.record(user, { action, actor, target: user._id, details });
  }

  #rows(owner: { tenantId: string }) {
    return scoped(this.#d.database, User, owner);
  }
}

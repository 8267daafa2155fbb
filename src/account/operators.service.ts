import type { Durations } from '../durations.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { newId } from '../persistence/mongo.ts';
import { scoped } from '../persistence/scoped.ts';
import { createOpaqueToken } from '../security/tokens.ts';
import type { Credentials } from '../tenant/credentials.service.ts';
import { platformOwner, User } from './user.model.ts';

export interface OperatorsDependencies {
  database: Database;
  credentials: Credentials;
  durations: Durations;
}

export interface OperatorInvitation {
  /** Shown once: whoever follows the link with it chooses the operator's password. */
  token: string;
  expiresAt: Date;
}

/** Platform staff. Nobody makes one through the API: it takes access to the machine. */
export class OperatorsService {
  readonly #d: OperatorsDependencies;

  constructor(dependencies: OperatorsDependencies) {
    this.#d = dependencies;
  }

  /** Makes an operator, or gives one a new link; earlier links end. Fails with an Error where the address is a tenant's user. */
  async invite(email: string): Promise<OperatorInvitation> {
    const owner = await this.#d.credentials.find('email', email);
    if (owner && owner.tenantId !== platformOwner)
      throw new Error(`${email} is the address of a tenant's user; an operator needs another one.`);
    const expiresAt = new Date(Date.now() + this.#d.durations.inviteLinkMs);
    const userId = await this.#userOf(email, expiresAt);
    await this.#d.credentials.removeAll({ tenantId: platformOwner, userId }, ['invite']);
    const { token, hash } = createOpaqueToken();
    await this.#d.credentials.add({
      kind: 'invite',
      key: hash,
      tenantId: platformOwner,
      userId,
      email,
      expiresAt,
      purgeAt: expiresAt,
    });
    return { token, expiresAt };
  }

  /** One who has chosen a password stays as they are; one who has not is waited for until `pendingUntil`. */
  async #userOf(email: string, pendingUntil: Date): Promise<string> {
    for (;;) {
      const known = await this.#staff.findOne({ email });
      if (!known) await this.#insert(email, pendingUntil);
      else if (!known.pendingUntil || (await this.#extend(known, pendingUntil))) return known._id;
    }
  }

  /** false: a password has been chosen just now, or the row has gone. */
  async #extend({ _id, pendingUntil: before }: User, pendingUntil: Date): Promise<boolean> {
    const change = { $set: { pendingUntil } };
    return (await this.#staff.update({ _id, pendingUntil: before }, change)) !== null;
  }

  /** Harmless where somebody else has just done so. */
  async #insert(email: string, pendingUntil: Date): Promise<void> {
    const row = { _id: newId(), email, passwordHash: null, role: 'OPERATOR', isActive: false, pendingUntil };
    try {
      await this.#staff.insert(row as Omit<User, 'tenantId'>);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  get #staff() {
    return scoped(this.#d.database, User, { tenantId: platformOwner });
  }
}

import { Failure } from '../errors.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import type { Credential } from '../tenant/credential.model.ts';
import type { Credentials } from '../tenant/credentials.service.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { platformOwner, User } from './user.model.ts';

export interface AddressesDependencies {
  database: Database;
  credentials: Credentials;
  directory: TenantDirectory;
}

/** Confirmed e-mail addresses: each belongs to one user of the whole platform. */
export class Addresses {
  readonly #d: AddressesDependencies;

  constructor(dependencies: AddressesDependencies) {
    this.#d = dependencies;
  }

  /** null: nobody has confirmed this address. */
  async ownerOf(email: string): Promise<User | null> {
    const claim = await this.#d.credentials.find('email', email);
    return claim && this.#holderOf(claim);
  }

  /** Makes it the user's own; once more changes nothing. Fails with CONFLICT where someone else has it. */
  async claim(user: Pick<User, '_id' | 'tenantId' | 'email'>): Promise<void> {
    while (!(await this.#add(user))) {
      const claim = await this.#d.credentials.find('email', user.email);
      if (claim?.userId === user._id) return;
      if (claim && (await this.#holderOf(claim)))
        throw new Failure('CONFLICT', 'This address has been confirmed for another account meanwhile.');
      // Whose activation a crash cut short, and whose rows have expired since, has no use for it.
      if (claim?.userId) await this.#d.credentials.release('email', user.email, claim.userId);
    }
  }

  async free({ _id, email }: Pick<User, '_id' | 'email'>): Promise<void> {
    await this.#d.credentials.release('email', email, _id);
  }

  async #add({ _id: userId, tenantId, email }: Pick<User, '_id' | 'tenantId' | 'email'>): Promise<boolean> {
    try {
      await this.#d.credentials.add({ kind: 'email', key: email, tenantId, userId, email });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async #holderOf({ tenantId, userId }: Credential): Promise<User | null> {
    if (!userId) return null;
    const user = await scoped(this.#d.database, User, { tenantId }).findOne({ _id: userId });
    if (!user || isOver(user)) return null;
    const isOrphan = tenantId !== platformOwner && (await this.#d.directory.find(tenantId)) === null;
    return isOrphan ? null : user;
  }
}

const isOver = ({ pendingUntil }: User): boolean =>
  pendingUntil !== undefined && pendingUntil.getTime() <= Date.now();

import type { Database } from '../persistence/database.ts';
import { Credential, type CredentialKind } from './credential.model.ts';

export type NewCredential = Omit<Credential, '_id' | 'createdAt'> & { key: string };

/** The global way from a hash or a verified address to a tenant; everything here is looked up by exact key. */
export class Credentials {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Fails with a duplicate key where the same key is there already. */
  async add({ key, ...credential }: NewCredential): Promise<void> {
    await this.#model.create({ _id: `${credential.kind}:${key}`, ...credential });
  }

  /** Also finds one that has expired: the caller tells the difference. */
  find(kind: CredentialKind, key: string): Promise<Credential | null> {
    return this.#model
      .findOne({ _id: { $eq: `${kind}:${key}` } })
      .lean<Credential>()
      .exec();
  }

  /** Takes it away; false: someone else already has. */
  async consume(kind: CredentialKind, key: string): Promise<boolean> {
    return (await this.#model.deleteOne({ _id: { $eq: `${kind}:${key}` } }).exec()).deletedCount === 1;
  }

  /** The newest registrations with this address that nobody has confirmed. */
  findPending(email: string, limit: number): Promise<Credential[]> {
    const newest = this.#model.find({ kind: { $eq: 'pendingEmail' }, email: { $eq: email } });
    return newest.sort({ createdAt: -1 }).limit(limit).lean<Credential[]>().exec();
  }

  get #model() {
    return this.#database.model(Credential);
  }
}

export const isExpired = (credential: { expiresAt?: Date }): boolean =>
  credential.expiresAt !== undefined && credential.expiresAt.getTime() <= Date.now();

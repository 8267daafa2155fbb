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

  /** Takes it away if it is still this user's. */
  async release(kind: CredentialKind, key: string, userId: string): Promise<void> {
    await this.#model.deleteOne({ _id: { $eq: `${kind}:${key}` }, userId: { $eq: userId } }).exec();
  }

  /** Of all who use it at once, one is told true. */
  async markUsed(kind: CredentialKind, key: string): Promise<boolean> {
    const unused = { _id: { $eq: `${kind}:${key}` }, usedAt: { $exists: false } };
    const { modifiedCount } = await this.#model.updateOne(unused, { $set: { usedAt: new Date() } }).exec();
    return modifiedCount === 1;
  }

  /** Takes it away; false: someone else already has. */
  async consume(kind: CredentialKind, key: string): Promise<boolean> {
    return (await this.#model.deleteOne({ _id: { $eq: `${kind}:${key}` } }).exec()).deletedCount === 1;
  }

  /** Takes away all of a tenant's, or of one of its users, of these kinds. */
  async removeAll(
    { tenantId, userId }: { tenantId: string; userId?: string },
    kinds: readonly CredentialKind[],
  ): Promise<void> {
    const owner = { tenantId: { $eq: tenantId }, ...(userId !== undefined && { userId: { $eq: userId } }) };
    await this.#model.deleteMany({ ...owner, kind: { $in: [...kinds] } }).exec();
  }

  /** Keeps the API key of a tenant that is no longer pending. */
  async keepApiKeys(tenantId: string): Promise<void> {
    const keys = { tenantId: { $eq: tenantId }, kind: { $eq: 'apiKey' } } as const;
    await this.#model.updateMany(keys, { $unset: { purgeAt: 1 } }).exec();
  }

  /** Lets the row of an API key that is good no longer go. */
  async retireApiKey(tenantId: string, keyPrefix: string, purgeAt: Date): Promise<void> {
    const key = {
      tenantId: { $eq: tenantId },
      kind: { $eq: 'apiKey' },
      keyPrefix: { $eq: keyPrefix },
    } as const;
    await this.#model.updateOne(key, { $set: { purgeAt } }).exec();
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

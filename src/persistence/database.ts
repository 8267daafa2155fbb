import type { Model } from 'mongoose';

/** A class whose decorators describe both the stored document and the GraphQL type. Every document's `_id` is an opaque string. */
export type DocumentClass<T extends object> = new () => T;

export interface Database {
  /** The collection behind a document class. Services use it through `scoped` wherever rows belong to tenants. */
  model<T extends object>(type: DocumentClass<T>): Model<T>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A unique index refused the write: someone else was first. */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 11_000;
}

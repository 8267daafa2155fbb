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

/** WriteConflict, and the SQLSTATEs of engines built on PostgreSQL: two writes stood in each other's way, and this one left nothing. */
const conflicts: readonly unknown[] = [112, '40P01', '40001'];
const attempts = 5;

/** Does a write again that another write stood in the way of. MongoDB itself does so for writes outside transactions; others leave it to us. */
export async function despiteConflicts<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt === attempts || !isWriteConflict(error)) throw error;
    }
  }
}

function isWriteConflict(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, codeName, message } = error as { code?: unknown; codeName?: unknown; message?: unknown };
  // Among the errors of a bulk write, DocumentDB tells a deadlock by its message alone.
  return conflicts.includes(code) || conflicts.includes(codeName) || message === 'deadlock detected';
}

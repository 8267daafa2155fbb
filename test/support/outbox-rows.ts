import type mongoose from 'mongoose';
import { expect, vi } from 'vitest';

type Db = mongoose.mongo.Db;

/** A mail as it waits in the database. */
export interface OutboxRow {
  _id: string;
  tenantId: string;
  to: string;
  subject: string | null;
  text: string | null;
  html: string | null;
  status: string;
  attempts: number;
  sender?: string;
  dueAt: Date;
  purgeAt?: Date;
  createdAt: Date;
}

const outbox = (db: Db) => db.collection<OutboxRow>('outbox');

export const outboxRows = (db: Db): Promise<OutboxRow[]> => outbox(db).find({}).toArray();

export const outboxRow = (db: Db, to: string): Promise<OutboxRow | null> => outbox(db).findOne({ to });

export async function changeRow(db: Db, to: string, change: Partial<OutboxRow>): Promise<void> {
  await outbox(db).updateOne({ to }, { $set: change });
}

/** Puts mails into the queue by hand: due, and by one of a tenant that is gone, unless said otherwise. */
export async function putRows(
  db: Db,
  rows: readonly (Pick<OutboxRow, '_id'> & Partial<OutboxRow>)[],
): Promise<void> {
  const now = new Date();
  await outbox(db).insertMany(
    rows.map((row) => ({
      ...{ tenantId: 'nobody', to: `${row._id}@queue.example`, subject: 'Hello', text: `Hello ${row._id}` },
      ...{ html: '<p>Hello</p>', status: 'WAITING', attempts: 0, dueAt: now, createdAt: now },
      ...row,
    })),
  );
}

/** The row of the mail to an address, once it has come that far. */
export const settled = (db: Db, to: string, status: string): Promise<OutboxRow> =>
  vi.waitFor(
    async () => {
      const row = await outboxRow(db, to);
      expect(row?.status).toBe(status);
      if (!row) throw new Error('no row');
      return row;
    },
    { timeout: 10_000, interval: 20 },
  );

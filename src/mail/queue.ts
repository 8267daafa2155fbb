import { randomUUID } from 'node:crypto';
import type { Durations } from '../durations.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { backoffMs } from './backoff.ts';
import type { Mail } from './mailer.ts';
import { OutboxMail, type OutboxStatus } from './outbox.model.ts';

/** A mail that is ours to send, until the lease ends or we say what became of it. */
export interface Claim {
  mail: Mail;
  sender: string;
  failures: number;
  createdAt: Date;
}

export type MailQueue = ReturnType<typeof mailQueue>;

/** The outbox's rows: every step is one conditional write, so that of any number of processes one sends a mail. */
export function mailQueue(database: Database, durations: Durations) {
  const rows = database.model(OutboxMail);
  const leaseEnd = () => new Date(Date.now() + durations.mailLeaseMs);
  const ours = ({ mail, sender }: Claim) => ({ _id: { $eq: mail.id }, sender: { $eq: sender } });
  const change = async (filter: object, update: object): Promise<boolean> =>
    (await rows.updateOne(filter, update).exec()).matchedCount === 1;
  const end = (status: 'SENT' | 'FAILED') => {
    const purgeAt = new Date(Date.now() + durations.mailRetentionMs);
    return { $set: { status, purgeAt, subject: null, text: null, html: null }, $unset: { sender: 1 } };
  };
  const takeOne = (filter: object, update: object): Promise<OutboxMail | null> =>
    rows
      .findOneAndUpdate(filter, update, { sort: { dueAt: 1 }, returnDocument: 'after' })
      .lean<OutboxMail>()
      .exec();

  return {
    /** The same id again changes nothing. */
    async add({ id, ...mail }: Mail & { tenantId: string }): Promise<void> {
      try {
        await rows.create({ _id: id, ...mail, status: 'WAITING', dueAt: new Date() });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },

    async counts(): Promise<Record<'WAITING' | 'HANDING_OVER' | 'FAILED', number>> {
      const count = (status: OutboxStatus) => rows.countDocuments({ status: { $eq: status } }).exec();
      const statuses = ['WAITING', 'HANDING_OVER', 'FAILED'] as const;
      const [WAITING = 0, HANDING_OVER = 0, FAILED = 0] = await Promise.all(statuses.map(count));
      return { WAITING, HANDING_OVER, FAILED };
    },

    /** The mail that has been due for longest; null: none is. */
    async claim(): Promise<Claim | null> {
      const sender = randomUUID();
      const row = await takeOne(
        { status: { $eq: 'WAITING' }, dueAt: { $lte: new Date() } },
        { $set: { sender, dueAt: leaseEnd() } },
      );
      if (!row) return null;
      const { _id: id, to, subject, text, html, attempts: failures, createdAt } = row;
      const mail = { id, to, subject: subject ?? '', text: text ?? '', html: html ?? '' };
      return { mail, sender, failures, createdAt };
    },

    async renew(claim: Claim): Promise<void> {
      await change(ours(claim), { $set: { dueAt: leaseEnd() } });
    },

    /** The last step before the mail leaves. Rejects where it is not ours any more. */
    async handOver(claim: Claim): Promise<void> {
      const filter = { ...ours(claim), status: { $eq: 'WAITING' } };
      const isOurs = await change(filter, { $set: { status: 'HANDING_OVER', dueAt: leaseEnd() } });
      if (!isOurs) throw new Error('Somebody else sends this mail by now.');
    },

    async sent(claim: Claim): Promise<boolean> {
      return change(ours(claim), end('SENT'));
    },

    /** Puts the mail back for a later attempt, or gives it up when its time has passed. Null: it is not ours any more. */
    async failed(claim: Claim): Promise<'WAITING' | 'FAILED' | null> {
      const attempts = claim.failures + 1;
      const deadline = claim.createdAt.getTime() + durations.mailRetryForMs;
      const isOver = Date.now() >= deadline;
      const dueAt = new Date(Math.min(Date.now() + backoffMs(attempts, durations.mailBackoffMs), deadline));
      const { $set, $unset } = isOver
        ? end('FAILED')
        : { $set: { status: 'WAITING', dueAt }, $unset: { sender: 1 } };
      const isOurs = await change(ours(claim), { $set: { ...$set, attempts }, $unset });
      if (!isOurs) return null;
      return isOver ? 'FAILED' : 'WAITING';
    },

    /** Makes due what is put off for longer than any mail is: the clock has been set back since. */
    async bringForward(): Promise<void> {
      const never = new Date(Date.now() + durations.mailNeverMs);
      const late = { status: { $in: ['WAITING', 'HANDING_OVER'] as const }, dueAt: { $gt: never } };
      await rows.updateMany(late, { $set: { dueAt: new Date() } }).exec();
    },

    /** Gives a mail back that has not been handed over. */
    async release(claim: Claim): Promise<void> {
      const filter = { ...ours(claim), status: { $eq: 'WAITING' } };
      await change(filter, { $set: { dueAt: new Date() }, $unset: { sender: 1 } });
    },

    /** Frees mails whose senders died before the handover. Only for who knows that no other process lives. */
    async releaseAll(): Promise<void> {
      await rows
        .updateMany(
          { status: { $eq: 'WAITING' }, sender: { $exists: true } },
          { $set: { dueAt: new Date() }, $unset: { sender: 1 } },
        )
        .exec();
    },

    /** Takes one mail whose sender, none of the `living`, died during the handover, its lease having ended by then; returns its id. */
    async settleOne(
      became: 'WAITING' | 'SENT',
      endedBy: Date,
      living: readonly Claim[],
    ): Promise<string | null> {
      const again = { $set: { status: 'WAITING', dueAt: new Date() }, $unset: { sender: 1 } };
      const row = await takeOne(
        {
          status: { $eq: 'HANDING_OVER' },
          dueAt: { $lte: endedBy },
          sender: { $nin: living.map(({ sender }) => sender) },
        },
        became === 'SENT' ? end('SENT') : again,
      );
      return row?._id ?? null;
    },
  };
}

import type { Durations } from '../durations.ts';
import { grouped } from '../grouped.ts';
import { not, oneOf } from '../persistence/criteria.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import type { ConversationsService } from './conversations.service.ts';
import { Message } from './message.model.ts';

/** A reply on its way, as it stands whenever it is looked at. */
export interface Unfinished {
  readonly reply: Message;
  readonly content: string;
  readonly log: { readonly lastIndex: number };
  readonly stop: AbortController;
}

export interface ReplyFlushesDependencies {
  database: Database;
  conversations: ConversationsService;
  durations: Durations;
  /** Hears of faults of ours, for the log. */
  onFault: (error: unknown) => void;
}

/** Times are of `performance.now()`: a clock that is set back must not keep a reply from being stored. */
interface Entry {
  writing: Unfinished;
  flushedAt: number;
  renewedAt: number;
}

type Owner = { tenantId: string };

/** Why a reply is stopped: somebody asked for it, or its row is no longer this writer's. */
export const cancelled = Symbol('cancelled');
export const superseded = Symbol('superseded');

/** A reaper whose clock is far ahead waits for a quarter of the lease. */
const renewalsPerLease = 8;
/** A hundred at once would keep the database from everything else for some 50 ms. */
const slicesPerFlush = 10;

/**
 * Stores from time to time what the replies of this process have come to, and renews their leases, whether or not the model says anything:
 * those of a tenant that are due in one command, since one for each would cost more than writing the replies. Learns at the same time of
 * cancellations, and of replies that were given up.
 */
export class ReplyFlushes {
  readonly #d: ReplyFlushesDependencies;
  readonly #open = new Set<Entry>();
  #timer: NodeJS.Timeout | undefined;
  #isFlushing = false;

  constructor(dependencies: ReplyFlushesDependencies) {
    this.#d = dependencies;
  }

  /** From now on; returns how to say that it has ended. */
  add(writing: Unfinished): () => void {
    const now = performance.now();
    const entry = { writing, flushedAt: now, renewedAt: now };
    this.#open.add(entry);
    this.#timer ??= setInterval(() => this.#flushDue(), this.#sliceMs);
    return () => {
      this.#open.delete(entry);
      if (this.#open.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  get #sliceMs(): number {
    return this.#d.durations.replyFlushMs / slicesPerFlush;
  }

  async #flushDue(): Promise<void> {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    const flushes = [...grouped(this.#due(), tenantOf)].map(([tenantId, entries]) =>
      this.#flush({ tenantId }, entries),
    );
    for (const flush of await Promise.allSettled(flushes))
      if (flush.status === 'rejected') this.#d.onFault(flush.reason);
    this.#isFlushing = false;
  }

  /** Those that have waited longest, at most a slice of all. */
  #due(): Entry[] {
    const now = performance.now();
    const due = [...this.#open].filter(
      ({ flushedAt }) => now - flushedAt >= this.#d.durations.replyFlushMs - this.#sliceMs,
    );
    const chosen = due
      .sort((one, other) => one.flushedAt - other.flushedAt)
      .slice(0, Math.ceil(this.#open.size / slicesPerFlush));
    for (const entry of chosen) entry.flushedAt = now;
    return chosen;
  }

  async #flush(owner: Owner, entries: readonly Entry[]): Promise<void> {
    const rows = scoped(this.#d.database, Message, owner);
    const changes = entries.map(({ writing: { reply, content, log } }) => ({
      criteria: { _id: reply._id, status: 'STREAMING' },
      change: { $set: { content, lastIndex: log.lastIndex } },
    }));
    await Promise.all([rows.updateEach(changes), this.#renew(owner, entries)]);
    const _id = oneOf(entries.map(({ writing }) => writing.reply._id));
    const going = await rows.count({ _id, status: 'STREAMING', isCancelRequested: not(true) });
    if (going < entries.length) this.#stop(entries, await rows.find({ _id }));
  }

  async #renew(owner: Owner, entries: readonly Entry[]): Promise<void> {
    const { replyLeaseMs } = this.#d.durations;
    const now = performance.now();
    const due = entries.filter(({ renewedAt }) => now - renewedAt >= replyLeaseMs / renewalsPerLease);
    await this.#d.conversations.renew(
      owner,
      due.map(({ writing: { reply } }) => reply),
      new Date(Date.now() + replyLeaseMs),
    );
    for (const entry of due) entry.renewedAt = now;
  }

  #stop(entries: readonly Entry[], rows: readonly Message[]): void {
    const stored = new Map(rows.map((row) => [row._id, row]));
    for (const entry of entries) {
      // It may have ended meanwhile, by its own writer.
      if (!this.#open.has(entry)) continue;
      const row = stored.get(entry.writing.reply._id);
      if (row?.status !== 'STREAMING') entry.writing.stop.abort(superseded);
      else if (row.isCancelRequested) entry.writing.stop.abort(cancelled);
    }
  }
}

const tenantOf = ({ writing: { reply } }: Entry): string => reply.tenantId;

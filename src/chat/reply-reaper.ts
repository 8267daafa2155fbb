import type { Durations } from '../durations.ts';
import type { Events } from '../events/events.ts';
import type { Database } from '../persistence/database.ts';
import { acrossTenants, lessThan, scoped } from '../persistence/scoped.ts';
import type { ChatReplyEvent } from './chat.types.ts';
import { Conversation } from './conversation.model.ts';
import { Message } from './message.model.ts';
import { interrupted, replyLog, sessionBell, terminalEvent } from './reply-events.ts';

/**
 * A dead writer's log may have gone with it, and may have held events that were never stored. More than can be written between two
 * flushes, so that the end always comes after everything that anyone has read.
 */
const unstoredEvents = 256;
const batch = 100;

/** Gives up replies whose writer has died: they become FAILED, and what was said is kept. */
export class ReplyReaper {
  readonly #database: Database;
  readonly #events: Events;
  readonly #durations: Durations;
  #timer: NodeJS.Timeout | undefined;

  constructor(database: Database, events: Events, durations: Durations) {
    this.#database = database;
    this.#events = events;
    this.#durations = durations;
  }

  /** Looks now and then for claims that nobody renews. `onFault` hears of rounds that failed; the next one tries again. */
  start(onFault: (error: unknown) => void): void {
    const round = async () => {
      await this.sweep(new Date()).catch(onFault);
      this.#timer = setTimeout(round, this.#durations.reaperIntervalMs);
      this.#timer.unref();
    };
    this.#timer = setTimeout(round, this.#durations.reaperIntervalMs);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Gives up every claim whose lease ended before `deadline`. */
  async sweep(deadline: Date): Promise<void> {
    const conversations = acrossTenants(this.#database, Conversation, 'system:reaper');
    const stale = await conversations.find({ 'writing.leaseUntil': lessThan(deadline) }, { limit: batch });
    for (const conversation of stale) await this.reap(conversation);
    if (stale.length === batch) await this.sweep(deadline);
  }

  /** Idempotent; harmless to a reply that ended in the meantime. */
  async reap({ _id: sessionId, tenantId, writing }: Conversation): Promise<void> {
    if (!writing) return;
    const messages = scoped(this.#database, Message, { tenantId });
    const reply = await messages.findOne({ _id: writing.messageId });
    if (reply?.status === 'STREAMING') await this.#fail(reply);
    await scoped(this.#database, Conversation, { tenantId }).update(
      { _id: sessionId, 'writing.messageId': writing.messageId },
      { $set: { writing: null } },
    );
    await this.#events.ring(sessionBell({ tenantId, sessionId }));
  }

  async #fail(reply: Message): Promise<void> {
    const messages = scoped(this.#database, Message, reply);
    const log = await this.#events.read<ChatReplyEvent>(replyLog(reply), -1);
    const index = log ? log.length : (reply.lastIndex ?? 0) + unstoredEvents;
    const failed = await messages.update(
      { _id: reply._id, status: 'STREAMING' },
      { $set: { status: 'FAILED', failure: interrupted, lastIndex: index, isCharged: true } },
    );
    const question = { sessionId: reply.sessionId, turn: reply.turn, role: 'USER' };
    const userMessage = await messages.findOne(question);
    if (!failed || !userMessage || !log) return;
    const end = terminalEvent(userMessage, failed, index);
    // It is stored: whoever finds no end in the log looks there.
    await this.#events.append(replyLog(reply), [end]).catch(() => undefined);
  }
}

import type { Member } from '../auth/viewer.ts';
import type { Durations } from '../durations.ts';
import { notFound } from '../errors.ts';
import { closable } from '../events/closable.ts';
import type { Bell, Events } from '../events/events.ts';
import { createInFlight } from '../in-flight.ts';
import { greaterThan } from '../persistence/criteria.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import { type ChatReplyArgs, type ChatReplyEvent, isTerminal } from './chat.types.ts';
import { claimedRows } from './claimed-turn.ts';
import type { ConversationsService } from './conversations.service.ts';
import { Message } from './message.model.ts';
import { replyLog, sessionBell, terminalEvent } from './reply-events.ts';
import type { RunningReplies } from './running-replies.ts';
import type { Session } from './session-key.ts';

/** An idle reader looks anyway from time to time, should a ring have been lost on the way. */
const idleLookMs = 30_000;

interface Cursor {
  /** The reply being read; null: waiting for the one after `order`. */
  reply: Message | null;
  order: number;
  after: number;
}

export interface ReplyReaderDependencies {
  database: Database;
  events: Events;
  conversations: ConversationsService;
  running: RunningReplies;
  durations: Durations;
}

/** Reads the replies of a conversation from any cursor, each reader at its own pace. */
export class ReplyReader {
  readonly #database: Database;
  readonly #events: Events;
  readonly #conversations: ConversationsService;
  readonly #running: RunningReplies;
  readonly #durations: Durations;
  /** Those who are in the middle of a reply. */
  readonly #reading = createInFlight();

  constructor({ database, events, conversations, running, durations }: ReplyReaderDependencies) {
    this.#database = database;
    this.#events = events;
    this.#conversations = conversations;
    this.#running = running;
    this.#durations = durations;
  }

  /** The contract's `chatReply`. Fails with NOT_FOUND for a session or message that is not the viewer's to see. */
  async follow(viewer: Member, args: ChatReplyArgs): Promise<AsyncIterableIterator<ChatReplyEvent>> {
    const conversation = await this.#conversations.getReadable(viewer, args.sessionId);
    const session = { tenantId: viewer.tenantId, sessionId: args.sessionId };
    // Listening before looking: whatever happens in between rings.
    const bell = await this.#events.listen(sessionBell(session));
    try {
      const cursor = await this.#start(session, args, claimedRows(conversation)?.reply ?? null);
      return closable(this.#replies(session, cursor, bell), bell);
    } catch (error) {
      bell.close();
      throw error;
    }
  }

  /** The reply once it is no longer being written, whichever process writes it. */
  async finished(reply: Message): Promise<Message> {
    const bell = await this.#events.listen(sessionBell(reply));
    try {
      for await (const _ of this.#eventsOf(reply, -1, bell)) {
        // Only the end matters.
      }
    } finally {
      bell.close();
    }
    return (await this.#messages(reply).findOne({ _id: reply._id })) ?? reply;
  }

  /** Waits until nobody is in the middle of a reply, at most `patienceMs`: of those that have ended here, their listeners have the end then. */
  heard(patienceMs: number): Promise<void> {
    return this.#reading.untilIdle(patienceMs);
  }

  /** `claimed`: a reply that has begun, whether it is stored yet or not. */
  async #start(
    session: Session,
    { messageId, afterIndex }: ChatReplyArgs,
    claimed: Message | null,
  ): Promise<Cursor> {
    const after = Math.max(-1, afterIndex ?? -1);
    const replies = { sessionId: session.sessionId, role: 'ASSISTANT' };
    if (messageId !== undefined && messageId !== null) {
      const stored = await this.#messages(session).findOne({ ...replies, _id: messageId });
      const reply = stored ?? (claimed?._id === messageId ? claimed : null);
      if (!reply) throw notFound('Message');
      return { reply, order: reply.order ?? 0, after };
    }
    const last = await this.#messages(session).findOne(replies, { sort: { order: -1 } });
    const newest = (last?.order ?? 0) < (claimed?.order ?? 0) ? claimed : last;
    const wanted =
      afterIndex !== undefined && afterIndex !== null ? newest : newest?.status === 'STREAMING' && newest;
    return { reply: wanted || null, order: newest?.order ?? 0, after };
  }

  async *#replies(session: Session, cursor: Cursor, bell: Bell): AsyncGenerator<ChatReplyEvent> {
    let { reply, order, after } = cursor;
    let isRung = false;
    for (;;) {
      if (reply) {
        this.#reading.enter(cursor);
        try {
          yield* this.#eventsOf(reply, after, bell);
        } finally {
          this.#reading.leave(cursor);
        }
        order = reply.order ?? order;
      }
      if (bell.isClosed) return;
      // A process that is alone knows of every reply.
      const isLast: boolean = isRung && !this.#events.isShared && this.#running.isLast(session, order);
      reply = this.#running.after(session, order) ?? (isLast ? null : await this.#next(session, order));
      after = -1;
      isRung = reply !== null || (await bell.wait(idleLookMs));
    }
  }

  /** One reply's events after a place, to its end; ends early when the bell is closed. */
  async *#eventsOf(reply: Message, place: number, bell: Bell): AsyncGenerator<ChatReplyEvent> {
    if (reply.status !== 'STREAMING' && place >= (reply.lastIndex ?? 0)) return;
    let after = place;
    // A reply that has ended rings no more: what its log lacks is looked up at once.
    let silent = reply.status !== 'STREAMING';
    while (!bell.isClosed) {
      const entries = await this.#events.read<ChatReplyEvent>(replyLog(reply), after);
      for (const event of entries ?? []) {
        yield event;
        after = event.index;
        if (isTerminal(event)) return;
      }
      if (entries === null || (silent && entries.length === 0)) {
        const end = await this.#storedEnd(reply, after);
        if (end === 'seen') return;
        if (end) return yield end;
      }
      silent = !(await bell.wait(this.#durations.silentLogMs));
    }
  }

  /** What the database knows of a reply whose log has gone or fallen silent; null while it is being written. */
  async #storedEnd(reply: Message, after: number): Promise<ChatReplyEvent | 'seen' | null> {
    const stored = await this.#messages(reply).findOne({ _id: reply._id });
    if (!stored || stored.status === 'STREAMING') return null;
    const index = stored.lastIndex ?? 0;
    if (after >= index) return 'seen';
    const question = { sessionId: stored.sessionId, turn: stored.turn, role: 'USER' };
    const userMessage = await this.#messages(reply).findOne(question);
    return userMessage ? terminalEvent(userMessage, stored, index) : 'seen';
  }

  #next(session: Session, order: number): Promise<Message | null> {
    return this.#messages(session).findOne(
      { sessionId: session.sessionId, order: greaterThan(order) },
      { sort: { order: 1 } },
    );
  }

  #messages(owner: { tenantId: string }) {
    return scoped(this.#database, Message, owner);
  }
}

import { Failure } from '../errors.ts';
import type { Events } from '../events/events.ts';
import { LogWriter } from '../events/log-writer.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import { within } from '../within.ts';
import type { AskedReply, ReplyPlan } from './assistant.service.ts';
import { type ChatReplyEvent, isTerminal } from './chat.types.ts';
import { cameToBeStored, type TurnRows } from './claimed-turn.ts';
import type { ConversationsService } from './conversations.service.ts';
import { Message, type ReplyFailure } from './message.model.ts';
import { replyLog, sessionBell, terminalEvent } from './reply-events.ts';
import { cancelled, type ReplyFlushes, superseded } from './reply-flushes.ts';
import type { RunningReplies } from './running-replies.ts';

export interface ReplyWriterDependencies {
  database: Database;
  events: Events;
  conversations: ConversationsService;
  /** Told of each reply while it is being written. */
  replies: RunningReplies;
  flushes: ReplyFlushes;
  /** Hears of faults of ours, for the log. */
  onFault: (error: unknown) => void;
}

/** Whose reply is to be written. Its rows may be stored a moment later: see `OpenTurn`. */
export interface TurnToWrite extends TurnRows {
  stored: Promise<void>;
  asked: AskedReply;
}

interface Writing extends TurnRows {
  stored: Promise<void>;
  plan: ReplyPlan | null;
  content: string;
  log: LogWriter<ChatReplyEvent>;
  stop: AbortController;
}

/** Writes replies: model → log (and bell) → database. A closed socket does not stop it; `cancel` does. */
export class ReplyWriter {
  readonly #d: ReplyWriterDependencies;
  readonly #running = new Map<string, { stop: AbortController; done: Promise<Message> }>();

  constructor(dependencies: ReplyWriterDependencies) {
    this.#d = dependencies;
  }

  /** Starts writing and resolves with the finished reply, whatever became of it: see its status. Rejects where it could not be stored. */
  write({ userMessage, reply, stored, asked }: TurnToWrite): Promise<Message> {
    const { stop } = asked;
    const { events, onFault } = this.#d;
    const log = new LogWriter<ChatReplyEvent>({
      ...{ events, onFault },
      ...{ log: replyLog(reply), bell: sessionBell(reply) },
    });
    const writing: Writing = { userMessage, reply, stored, plan: null, content: '', log, stop };
    const isOver = this.#d.replies.add(reply);
    const done = this.#run(writing, asked).finally(() => {
      isOver();
      this.#running.delete(reply._id);
    });
    this.#running.set(reply._id, { stop, done });
    return done;
  }

  /** The reply that this process is writing under that id, if any. */
  running(messageId: string): Promise<Message> | null {
    return this.#running.get(messageId)?.done ?? null;
  }

  /** Ends a reply of this process and waits until that is stored; others see the stored request at their next flush. */
  async cancel(messageId: string): Promise<void> {
    const writing = this.#running.get(messageId);
    writing?.stop.abort(cancelled);
    await writing?.done.catch(() => undefined);
  }

  /** Waits for the running replies, at most `patienceMs`; what still runs then is failed as interrupted. */
  async drain(patienceMs: number): Promise<void> {
    const all = Promise.allSettled([...this.#running.values()].map(({ done }) => done));
    await within(patienceMs, all, undefined);
    for (const { stop } of this.#running.values())
      stop.abort(new Failure('SERVICE_UNAVAILABLE', 'The server is restarting.'));
    await all;
  }

  async #run(writing: Writing, asked: AskedReply): Promise<Message> {
    // Not before there is a row: without one a flush takes the reply for given up.
    const flushing = writing.stored.then(() => this.#flush(writing), nothing);
    try {
      return await this.#written(writing, asked);
    } catch (error) {
      // Who listens has to know; who sent it learns it from the error.
      if (!(await cameToBeStored(writing))) await this.#tellLost(writing);
      throw error;
    } finally {
      const stopFlushing = await flushing;
      stopFlushing?.();
    }
  }

  async #written(writing: Writing, asked: AskedReply): Promise<Message> {
    const { reply, stop } = writing;
    try {
      writing.plan = await asked.plan;
      const pieces = await asked.pieces;
      await this.#tellStart(writing);
      for await (const piece of pieces) {
        writing.content += piece;
        await this.#append(writing, (index) => ({ kind: 'delta', messageId: reply._id, index, text: piece }));
      }
      return await this.#finish(writing, 'COMPLETED');
    } catch (error) {
      await writing.stored;
      if (stop.signal.reason === superseded) return this.#stored(reply);
      if (stop.signal.reason === cancelled) return this.#finish(writing, 'CANCELLED');
      return this.#finish(writing, 'FAILED', this.#failureOf(error));
    }
  }

  /** Returns how to end the flushes. */
  #flush(writing: Writing): () => void {
    // Who has heard of it elsewhere, looked for its row and found none looks again.
    if (writing.log.lastIndex >= 0)
      void this.#d.events.ring(sessionBell(writing.reply)).catch(this.#d.onFault);
    return this.#d.flushes.add(writing);
  }

  async #tellStart(writing: Writing): Promise<void> {
    const { userMessage, reply } = writing;
    await this.#append(writing, (index) => ({ kind: 'started', messageId: reply._id, index, userMessage }));
  }

  async #append({ log }: Writing, event: (index: number) => ChatReplyEvent): Promise<void> {
    const next = event(log.lastIndex + 1);
    await log.append(next, isTerminal(next));
  }

  /** Stores the end before anyone hears of it, so that what was heard is never lost. */
  async #finish(writing: Writing, intended: Message['status'], failure?: ReplyFailure): Promise<Message> {
    const { userMessage, reply, plan } = writing;
    await writing.stored;
    if (writing.log.lastIndex < 0) await this.#tellStart(writing);
    const outcome = plan && !failure ? await plan.outcome(intended === 'COMPLETED') : null;
    // It may have been cancelled while the model's reading was awaited.
    const status =
      intended === 'COMPLETED' && writing.stop.signal.reason === cancelled ? 'CANCELLED' : intended;
    const index = writing.log.lastIndex + 1;
    const stored = await this.#messages(reply).update(
      { _id: reply._id, status: 'STREAMING' },
      {
        $set: {
          status,
          content: writing.content,
          lastIndex: index,
          ...(failure && { failure, isCharged: reply.isPrepaid === true || writing.content !== '' }),
          ...(outcome && { outcome }),
        },
      },
    );
    if (!stored) return this.#stored(reply);
    await this.#d.conversations.release(reply, reply.sessionId, reply._id, outcome);
    await this.#append(writing, () => terminalEvent(userMessage, stored, index));
    return stored;
  }

  async #tellLost(writing: Writing): Promise<void> {
    const { userMessage, reply } = writing;
    await this.#append(writing, (index) => terminalEvent(userMessage, { ...reply, status: 'FAILED' }, index));
  }

  async #stored(reply: Message): Promise<Message> {
    return (await this.#messages(reply).findOne({ _id: reply._id })) ?? reply;
  }

  #messages(reply: Message) {
    return scoped(this.#d.database, Message, reply);
  }

  #failureOf(error: unknown): ReplyFailure {
    if (error instanceof Failure)
      return { code: error.code, message: error.message, retryable: error.extensions.retryable === true };
    this.#d.onFault(error);
    return { code: 'INTERNAL_SERVER_ERROR', message: 'The reply could not be written.', retryable: true };
  }
}

const nothing = () => undefined;

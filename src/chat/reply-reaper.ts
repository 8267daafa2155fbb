import type { Durations } from '../durations.ts';
import type { Events } from '../events/events.ts';
import { greaterThan, lessThan } from '../persistence/criteria.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { acrossTenants, scoped } from '../persistence/scoped.ts';
import type { ChatReplyEvent } from './chat.types.ts';
import { claimedRows } from './claimed-turn.ts';
import { Conversation } from './conversation.model.ts';
import { Message } from './message.model.ts';
import { interrupted, replyLog, sessionBell, terminalEvent } from './reply-events.ts';

/**
 * A dead writer's log may have gone with it, and may have held events that were never stored. More than can be written between two
 * flushes, so that the end always comes after everything that anyone has read.
 */
const unstoredEvents = 256;
const batch = 100;
/** Claims that are watched at a time, those whose lease ends first before others. */
const mostWatched = 1_000;
const epoch = new Date(0);

/** A claim's lease as it was found, and since when, in ms of the process's monotonic clock. */
interface Sighting {
  lease: string;
  since: number;
}

/** Gives up replies whose writer has died: they become FAILED, and what was said is kept. */
export class ReplyReaper {
  readonly #database: Database;
  readonly #events: Events;
  readonly #durations: Durations;
  #timer: NodeJS.Timeout | undefined;
  #watched = new Map<string, Sighting>();

  constructor(database: Database, events: Events, durations: Durations) {
    this.#database = database;
    this.#events = events;
    this.#durations = durations;
  }

  /** Looks now and then for claims that nobody renews. `onFault` hears of rounds that failed; the next one tries again. */
  start(onFault: (error: unknown) => void): void {
    const round = async () => {
      await this.#look().catch(onFault);
      this.#timer = setTimeout(round, this.#durations.reaperIntervalMs);
      this.#timer.unref();
    };
    this.#timer = setTimeout(round, this.#durations.reaperIntervalMs);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Gives up claims that are not renewed while it watches: the wall clock alone may have been set meanwhile, by hours. */
  async #look(): Promise<void> {
    const conversations = acrossTenants(this.#database, Conversation, 'system:reaper');
    const claimed = { 'writing.leaseUntil': greaterThan(epoch) };
    const running = await conversations.find(claimed, {
      ...{ sort: { 'writing.leaseUntil': 1 }, limit: mostWatched },
    });
    const now = performance.now();
    const before = this.#watched;
    this.#watched = new Map(
      running.map((conversation) => [conversation._id, sighting(conversation, before, now)]),
    );
    for (const conversation of running) if (this.#isOver(conversation, now)) await this.reap(conversation);
  }

  #isOver({ _id, writing }: Conversation, now: number): boolean {
    const { replyLeaseMs } = this.#durations;
    const unchangedMs = now - (this.#watched.get(_id)?.since ?? now);
    const isOverByClock = (writing?.leaseUntil.getTime() ?? 0) < Date.now();
    // A writer that lives renews it many times in a quarter of it.
    return unchangedMs >= (isOverByClock ? replyLeaseMs / 4 : replyLeaseMs);
  }

  /** Gives up every claim whose lease ended before `deadline`. */
  async sweep(deadline: Date): Promise<void> {
    const conversations = acrossTenants(this.#database, Conversation, 'system:reaper');
    const stale = await conversations.find({ 'writing.leaseUntil': lessThan(deadline) }, { limit: batch });
    for (const conversation of stale) await this.reap(conversation);
    if (stale.length === batch) await this.sweep(deadline);
  }

  /** Idempotent; harmless to a reply that ended in the meantime. */
  async reap(conversation: Conversation): Promise<void> {
    const { _id: sessionId, tenantId, writing } = conversation;
    if (!writing) return;
    const messages = scoped(this.#database, Message, { tenantId });
    const find = () => messages.findOne({ _id: writing.messageId });
    const reply = (await find()) ?? ((await this.#store(conversation)) ? await find() : null);
    if (reply?.status === 'STREAMING') await this.#fail(reply);
    await scoped(this.#database, Conversation, { tenantId }).update(
      { _id: sessionId, 'writing.messageId': writing.messageId },
      { $set: { writing: null } },
    );
    await this.#events.ring(sessionBell({ tenantId, sessionId }));
  }

  /** What its writer had claimed and not stored yet; its own storing comes too late then. false: there was nothing to store. */
  async #store(conversation: Conversation): Promise<boolean> {
    const claimed = claimedRows(conversation);
    if (!claimed) return false;
    try {
      const { userMessage, reply } = claimed;
      await scoped(this.#database, Message, conversation).insertAll([userMessage, reply]);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    return true;
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

function sighting({ _id, writing }: Conversation, before: Map<string, Sighting>, now: number): Sighting {
  const lease = `${writing?.messageId} ${writing?.leaseUntil.getTime()}`;
  const known = before.get(_id);
  return known?.lease === lease ? known : { lease, since: now };
}

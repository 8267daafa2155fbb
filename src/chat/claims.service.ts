import { createHash } from 'node:crypto';
import type { Member } from '../auth/viewer.ts';
import type { Durations } from '../durations.ts';
import { Failure } from '../errors.ts';
import type { Events } from '../events/events.ts';
import type { Database } from '../persistence/database.ts';
import { newId } from '../persistence/mongo.ts';
import { scoped } from '../persistence/scoped.ts';
import { questionOf } from './claimed-turn.ts';
import type { Claim, Conversation } from './conversation.model.ts';
import type { ConversationsService } from './conversations.service.ts';
import { Message } from './message.model.ts';
import { sessionBell } from './reply-events.ts';
import type { ReplyReaper } from './reply-reaper.ts';

/** A message as it came in. */
export interface Incoming {
  sessionId: string;
  content: string;
  clientMessageId: string | null;
}

/** The right to write a reply, with the conversation as it is since. */
export interface ClaimedTurn {
  /** The reply's. */
  messageId: string;
  conversation: Conversation;
}

export interface ClaimDependencies {
  database: Database;
  events: Events;
  conversations: ConversationsService;
  reaper: ReplyReaper;
  durations: Durations;
}

/** One reply at a time: who may write the next one, and how the others fare meanwhile. */
export class Claims {
  readonly #d: ClaimDependencies;

  constructor(dependencies: ClaimDependencies) {
    this.#d = dependencies;
  }

  /**
   * null: the same message is being sent, or has been, by someone else; look it up.
   * Fails with CONFLICT while another message is being answered, or IDEMPOTENCY_CONFLICT.
   */
  async take(viewer: Member, incoming: Incoming, isNewTurn: boolean): Promise<ClaimedTurn | null> {
    const claim: Claim = {
      messageId: newId(),
      clientMessageId: incoming.clientMessageId,
      contentHash: contentHash(incoming.content),
      leaseUntil: new Date(Date.now() + this.#d.durations.replyLeaseMs),
      ...(isNewTurn && { question: questionOf(incoming.content) }),
    };
    const take = () => this.#d.conversations.claim(viewer, incoming.sessionId, claim, isNewTurn);
    const claimed = (await take()) ?? ((await this.#giveWay(viewer, incoming)) ? await take() : null);
    return claimed && { messageId: claim.messageId, conversation: claimed };
  }

  /** What to do about the one who is writing: true → the claim is free now; false → it is this very message. */
  async #giveWay(viewer: Member, incoming: Incoming): Promise<boolean> {
    const current = await this.#d.conversations.find(viewer, incoming.sessionId);
    if (!current?.writing) return true;
    if (current.writing.leaseUntil.getTime() < Date.now()) {
      await this.#d.reaper.reap(current);
      return true;
    }
    const isSame =
      incoming.clientMessageId !== null && current.writing.clientMessageId === incoming.clientMessageId;
    if (!isSame) throw new Failure('CONFLICT', 'A reply is being written; please wait for it or cancel it.');
    if (current.writing.contentHash !== contentHash(incoming.content)) throw otherContent();
    await this.#untilMoved(viewer, incoming.sessionId, current.writing.messageId);
    return false;
  }

  /** Waits until the claim has got as far as a stored reply, or is gone. */
  async #untilMoved(viewer: Member, sessionId: string, messageId: string): Promise<void> {
    const bell = await this.#d.events.listen(sessionBell({ tenantId: viewer.tenantId, sessionId }));
    try {
      for (;;) {
        if (await scoped(this.#d.database, Message, viewer).findOne({ _id: messageId })) return;
        const current = await this.#d.conversations.find(viewer, sessionId);
        if (current?.writing?.messageId !== messageId) return;
        if (current.writing.leaseUntil.getTime() < Date.now()) await this.#d.reaper.reap(current);
        else await bell.wait(this.#d.durations.coalesceMs);
      }
    } finally {
      bell.close();
    }
  }
}

const contentHash = (content: string): string => createHash('sha256').update(content).digest('base64url');

export const otherContent = (): Failure =>
  new Failure('IDEMPOTENCY_CONFLICT', 'This clientMessageId was used for another message.');

import { createHash, randomUUID } from 'node:crypto';
import type { Member } from '../auth/viewer.ts';
import type { Durations } from '../durations.ts';
import { Failure } from '../errors.ts';
import type { Events } from '../events/events.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { newId } from '../persistence/mongo.ts';
import { scoped } from '../persistence/scoped.ts';
import type { ChatCharges } from './chat-charges.service.ts';
import type { Claim, Conversation } from './conversation.model.ts';
import type { ConversationsService, Transcript } from './conversations.service.ts';
import { Message } from './message.model.ts';
import { sessionBell } from './reply-events.ts';
import type { ReplyReaper } from './reply-reaper.ts';

/** A message as it came in. */
export interface Incoming {
  sessionId: string;
  content: string;
  clientMessageId: string | null;
}

/** A turn whose reply is about to be written: stored, claimed and paid for. */
export interface OpenTurn {
  userMessage: Message;
  reply: Message;
  /** Everything said so far, the new message included. */
  transcript: Transcript;
  /** After the reply: ends its share of the replies at once, and gives the charge back if `useful` is false. */
  settle(useful: boolean): Promise<void>;
}

export interface TurnOpenerDependencies {
  database: Database;
  events: Events;
  conversations: ConversationsService;
  charges: ChatCharges;
  reaper: ReplyReaper;
  durations: Durations;
}

/** Opens turns and retries: one at a time per conversation, each paid once, nothing left behind where it fails. */
export class TurnOpener {
  readonly #d: TurnOpenerDependencies;

  constructor(dependencies: TurnOpenerDependencies) {
    this.#d = dependencies;
  }

  /**
   * null: the same message is being sent, or has been, by someone else; look it up.
   * Fails with CONFLICT while another message is being answered, IDEMPOTENCY_CONFLICT, RATE_LIMITED or BYOK_REQUIRED.
   */
  async open(viewer: Member, incoming: Incoming): Promise<OpenTurn | null> {
    const claim = await this.#claim(viewer, incoming, true);
    if (!claim) return null;
    return this.#orRelease(viewer, incoming.sessionId, claim, async () => {
      const payment = await this.#d.charges.charge(viewer, claim.messageId, { isFree: false });
      try {
        const userMessage = await this.#insertQuestion(viewer, incoming, claim.turns);
        if (!userMessage) {
          await payment.settle(false);
          await this.#d.conversations.release(viewer, incoming.sessionId, claim.messageId, null);
          return null;
        }
        return await this.#withReply(viewer, userMessage, claim, payment.settle);
      } catch (error) {
        await payment.settle(false);
        throw error;
      }
    });
  }

  /** One new attempt in the turn of a message whose reply failed (or was never begun); free if the first was charged. */
  async reopen(viewer: Member, userMessage: Message, failed: Message | null): Promise<OpenTurn | null> {
    const { sessionId, content } = userMessage;
    const incoming = { sessionId, content, clientMessageId: userMessage.clientMessageId ?? null };
    const claim = await this.#claim(viewer, incoming, false);
    if (!claim) return null;
    return this.#orRelease(viewer, sessionId, claim, async () => {
      const isFree = failed?.isCharged === true;
      const payment = await this.#d.charges.charge(viewer, claim.messageId, { isFree });
      try {
        if (failed) await this.#messages(viewer).update({ _id: failed._id }, { $set: { isReplaced: true } });
        return await this.#withReply(viewer, userMessage, claim, payment.settle);
      } catch (error) {
        await payment.settle(false);
        throw error;
      }
    });
  }

  async #claim(viewer: Member, incoming: Incoming, isNewTurn: boolean): Promise<ClaimedTurn | null> {
    const claim: Claim = {
      messageId: newId(),
      clientMessageId: incoming.clientMessageId,
      contentHash: contentHash(incoming.content),
      leaseUntil: new Date(Date.now() + this.#d.durations.replyLeaseMs),
    };
    const take = () => this.#d.conversations.claim(viewer, incoming.sessionId, claim, isNewTurn);
    const claimed = (await take()) ?? ((await this.#giveWay(viewer, incoming)) ? await take() : null);
    return claimed && { messageId: claim.messageId, turns: claimed.turns, order: claimed.replies };
  }

  /** What to do about the one who is writing: true → the claim is free now; false → it is this very message. */
  async #giveWay(viewer: Member, incoming: Incoming): Promise<boolean> {
    const current = await this.#writing(viewer, incoming.sessionId);
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
        if (await this.#messages(viewer).findOne({ _id: messageId })) return;
        const current = await this.#writing(viewer, sessionId);
        if (current?.writing?.messageId !== messageId) return;
        if (current.writing.leaseUntil.getTime() < Date.now()) await this.#d.reaper.reap(current);
        else await bell.wait(this.#d.durations.coalesceMs);
      }
    } finally {
      bell.close();
    }
  }

  /** null: this clientMessageId is stored already. */
  async #insertQuestion(viewer: Member, incoming: Incoming, turn: number): Promise<Message | null> {
    const { sessionId, content, clientMessageId } = incoming;
    try {
      return await this.#messages(viewer).insert({
        _id: newId(),
        sessionId,
        turn,
        role: 'USER',
        content,
        status: 'COMPLETED',
        ...(clientMessageId && { clientMessageId }),
      } as Omit<Message, 'tenantId'>);
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  async #withReply(
    viewer: Member,
    userMessage: Message,
    claim: ClaimedTurn,
    settle: OpenTurn['settle'],
  ): Promise<OpenTurn> {
    const { sessionId, turn } = userMessage;
    const { messageId: _id, order } = claim;
    const inserting = this.#messages(viewer).insert({
      _id,
      sessionId,
      turn,
      order,
      role: 'ASSISTANT',
      content: '',
      status: 'STREAMING',
      lastIndex: 0,
      isCharged: true,
    } as Omit<Message, 'tenantId'>);
    const [reply, transcript] = await Promise.all([
      inserting,
      this.#d.conversations.transcript(viewer, sessionId),
    ]);
    return { userMessage, reply, transcript, settle };
  }

  async #orRelease<T>(
    viewer: Member,
    sessionId: string,
    claim: ClaimedTurn,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.#d.conversations.release(viewer, sessionId, claim.messageId, null).catch(() => undefined);
      throw error;
    }
  }

  async #writing(viewer: Member, sessionId: string): Promise<Conversation | null> {
    return this.#d.conversations.find(viewer, sessionId);
  }

  #messages(viewer: Member) {
    return scoped(this.#d.database, Message, viewer);
  }
}

interface ClaimedTurn {
  messageId: string;
  turns: number;
  order: number;
}

const contentHash = (content: string): string => createHash('sha256').update(content).digest('base64url');

export const otherContent = (): Failure =>
  new Failure('IDEMPOTENCY_CONFLICT', 'This clientMessageId was used for another message.');

export const newSessionId = (): string => randomUUID();

import { setImmediate as afterThis } from 'node:timers/promises';
import type { Member } from '../auth/viewer.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { newId } from '../persistence/mongo.ts';
import { scoped } from '../persistence/scoped.ts';
import type { AskedReply, AssistantService } from './assistant.service.ts';
import type { ChatCharges, Payment } from './chat-charges.service.ts';
import type { ClaimedTurn, Claims, Incoming } from './claims.service.ts';
import type { ConversationsService } from './conversations.service.ts';
import { Message } from './message.model.ts';
import { type Draft, ReplyPlans } from './reply-plans.ts';

/** A turn whose reply is about to be written: stored, claimed and paid for. */
export interface OpenTurn {
  userMessage: Message;
  reply: Message;
  /** The reply's text, planned and asked for while the turn was being stored. */
  asked: AskedReply;
  /** After the reply: ends its share of the replies at once, and gives the charge back if `useful` is false. */
  settle(useful: boolean): Promise<void>;
}

export interface TurnOpenerDependencies {
  database: Database;
  conversations: ConversationsService;
  claims: Claims;
  charges: ChatCharges;
  assistant: AssistantService;
}

type NewMessage = Omit<Message, 'tenantId'>;

/** Opens turns and retries: each claimed and paid once, nothing left behind where it fails. */
export class TurnOpener {
  readonly #d: TurnOpenerDependencies;
  readonly #plans: ReplyPlans;

  constructor(dependencies: TurnOpenerDependencies) {
    this.#d = dependencies;
    this.#plans = new ReplyPlans(dependencies.conversations, dependencies.assistant);
  }

  /** null: the same message is in another's hands; look it up. Fails as `Claims.take` and `ChatCharges.charge`. */
  async open(viewer: Member, incoming: Incoming): Promise<OpenTurn | null> {
    const { sessionId } = incoming;
    const drafting = this.#plans.draft(viewer, sessionId, incoming.content);
    const claim = await this.#d.claims.take(viewer, incoming, true);
    if (!claim) return null;
    return this.#paying(viewer, sessionId, claim, false, async ({ settle }) => {
      const question = questionRow(incoming, claim);
      const storing = this.#store(viewer, question, claim);
      const asked = this.#ask(viewer, claim, question, drafting);
      const stored = await untilFailed(asked, storing);
      if (stored) return { ...stored, asked, settle };
      asked.stop.abort(unwanted);
      await settle(false);
      await this.#d.conversations.release(viewer, sessionId, claim.messageId, null);
      return null;
    });
  }

  /** One new attempt in the turn of a message whose reply failed (or was never begun); free if the first was charged. */
  async reopen(viewer: Member, userMessage: Message, failed: Message | null): Promise<OpenTurn | null> {
    const { sessionId, content, clientMessageId = null } = userMessage;
    const claim = await this.#d.claims.take(viewer, { sessionId, content, clientMessageId }, false);
    if (!claim) return null;
    return this.#paying(viewer, sessionId, claim, failed?.isCharged === true, async ({ settle }) => {
      if (!(await this.#replace(viewer, userMessage, failed))) {
        await settle(false);
        await this.#d.conversations.release(viewer, sessionId, claim.messageId, null);
        return null;
      }
      const row = { ...replyRow(userMessage, claim), isPrepaid: failed?.isCharged === true };
      const storing = this.#messages(viewer).insert(row);
      const asked = this.#ask(viewer, claim, userMessage, null);
      const reply = await untilFailed(asked, storing);
      return { userMessage, reply, asked, settle };
    });
  }

  /** Question and reply, in this order; null: this clientMessageId is stored already, and no reply has been. */
  async #store(
    viewer: Member,
    question: NewMessage,
    claim: ClaimedTurn,
  ): Promise<Pick<OpenTurn, 'userMessage' | 'reply'> | null> {
    try {
      const rows = [question, replyRow(question, claim)];
      const [userMessage, reply] = await this.#messages(viewer).insertAll(rows);
      if (userMessage && reply) return { userMessage, reply };
      throw new Error('a message was not stored');
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  /** Takes the failed reply's place; false: another attempt has been made since it was looked at. */
  async #replace(viewer: Member, { sessionId, turn }: Message, failed: Message | null): Promise<boolean> {
    if (!failed) return (await this.#messages(viewer).count({ sessionId, turn, role: 'ASSISTANT' })) === 0;
    const standing = { _id: failed._id, status: 'FAILED', isReplaced: false };
    return (await this.#messages(viewer).update(standing, { $set: { isReplaced: true } })) !== null;
  }

  async #paying<T>(
    viewer: Member,
    sessionId: string,
    claim: ClaimedTurn,
    isFree: boolean,
    work: (payment: Payment) => Promise<T>,
  ): Promise<T> {
    let payment: Payment | undefined;
    try {
      payment = await this.#d.charges.charge(viewer, claim.messageId, { isFree });
      return await work(payment);
    } catch (error) {
      await payment?.settle(false);
      // Where this fails too, the reaper finds the claim once its lease is over.
      await this.#undo(viewer, sessionId, claim).catch(() => undefined);
      throw error;
    }
  }

  /** Takes back a reply that will not be written, and only then the claim on it. */
  async #undo(viewer: Member, sessionId: string, { messageId }: ClaimedTurn): Promise<void> {
    await this.#messages(viewer).remove({ _id: messageId });
    await this.#d.conversations.release(viewer, sessionId, messageId, null);
  }

  /** Not later: the visitor waits for the model's first word, and storing the turn takes as long as that. */
  #ask(
    viewer: Member,
    { conversation }: ClaimedTurn,
    question: NewMessage,
    drafting: Promise<Draft> | null,
  ): AskedReply {
    const stop = new AbortController();
    // Planning and asking take a millisecond or two of this thread: what stores the turn is on its way first.
    const plan = afterThis().then(() => this.#plans.settled(viewer, conversation, question, drafting));
    const pieces = plan.then(({ text }) => text(stop.signal));
    // They fail the reply, which awaits them.
    plan.catch(() => undefined);
    pieces.catch(() => undefined);
    return { plan, pieces, stop };
  }

  #messages(viewer: Member) {
    return scoped(this.#d.database, Message, viewer);
  }
}

const unwanted = new Error('the turn was not stored');

/** Of a turn that cannot be stored nobody reads the reply. */
async function untilFailed<T>({ stop }: AskedReply, storing: Promise<T>): Promise<T> {
  try {
    return await storing;
  } catch (error) {
    stop.abort(unwanted);
    throw error;
  }
}

function questionRow(
  { sessionId, content, clientMessageId }: Incoming,
  { conversation }: ClaimedTurn,
): NewMessage {
  return {
    _id: newId(),
    sessionId,
    turn: conversation.turns,
    role: 'USER',
    content,
    status: 'COMPLETED',
    ...(clientMessageId && { clientMessageId }),
  } as NewMessage;
}

function replyRow({ sessionId, turn }: NewMessage, { messageId, conversation }: ClaimedTurn): NewMessage {
  return {
    _id: messageId,
    sessionId,
    turn,
    order: conversation.replies,
    role: 'ASSISTANT',
    content: '',
    status: 'STREAMING',
    lastIndex: 0,
    isCharged: true,
  } as NewMessage;
}

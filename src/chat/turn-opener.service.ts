import { setImmediate as afterThis } from 'node:timers/promises';
import type { Member } from '../auth/viewer.ts';
import { Failure } from '../errors.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import type { AskedReply, AssistantService } from './assistant.service.ts';
import type { ChatCharges, Payment } from './chat-charges.service.ts';
import { begun, claimedRows, type TurnRows } from './claimed-turn.ts';
import type { ClaimedTurn, Claims, Incoming } from './claims.service.ts';
import type { ConversationsService } from './conversations.service.ts';
import { isCurrent, type KnownTalk } from './known-talks.ts';
import { Message } from './message.model.ts';
import { interrupted } from './reply-events.ts';
import { type Draft, ReplyPlans } from './reply-plans.ts';

/** A turn whose reply is about to be written: claimed and paid for. */
export interface OpenTurn extends TurnRows {
  /** Its rows may be on their way still: its claim keeps what they hold. Rejects where they are not stored; then the claim is given back. */
  stored: Promise<void>;
  /** The reply's text, planned and asked for while the turn was being stored. */
  asked: AskedReply;
  /** What had been said before it; rejects as planning does. */
  earlier: Promise<readonly Message[]>;
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

/** Opens turns and retries: each claimed and paid once, nothing left behind where it fails. */
export class TurnOpener {
  readonly #d: TurnOpenerDependencies;
  readonly #plans: ReplyPlans;

  constructor(dependencies: TurnOpenerDependencies) {
    this.#d = dependencies;
    this.#plans = new ReplyPlans(dependencies.conversations, dependencies.assistant);
  }

  /**
   * With what is known of the session, if anything: where the claim proves that it still holds, the message cannot have been sent before, and
   * its reply does not wait until both are stored. null: the same message is in another's hands; look it up. Fails as `Claims.take` and
   * `ChatCharges.charge`.
   */
  async open(viewer: Member, incoming: Incoming, known: KnownTalk | null): Promise<OpenTurn | null> {
    const { sessionId } = incoming;
    const drafting = this.#plans.draft(viewer, sessionId, incoming.content, known);
    const claim = await this.#d.claims.take(viewer, incoming, true);
    if (!claim) return null;
    const isProven = known !== null && isCurrent(known, claim.conversation);
    if (known && !isProven && (await this.#isThere(viewer, incoming))) {
      await this.#d.conversations.release(viewer, sessionId, claim.messageId, null);
      return null;
    }
    return this.#paying(viewer, sessionId, claim, false, async ({ settle }) => {
      const rows = rowsOf(claim);
      const store = () => this.#messages(viewer).insertAll([rows.userMessage, rows.reply]);
      // Planning, asking and storing take a millisecond of this thread each: first goes what is waited for.
      const storing = isProven ? afterThis().then(store) : store();
      const turn = isProven ? Promise.resolve() : afterThis();
      const opened = { ...rows, ...this.#ask(viewer, claim, rows.userMessage, drafting, turn), settle };
      if (isProven) return { ...opened, stored: this.#stored(viewer, claim, opened.asked, storing) };
      if (await untilStored(opened.asked, storing)) return { ...opened, stored: Promise.resolve() };
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
      const row = { ...retryRow(userMessage, claim), isPrepaid: failed?.isCharged === true };
      const storing = this.#messages(viewer).insert(row);
      const asking = this.#ask(viewer, claim, userMessage, null, afterThis());
      const reply = await untilFailed(asking.asked, storing);
      return { userMessage, reply, ...asking, stored: Promise.resolve(), settle };
    });
  }

  /** Whether the message has been stored before, by what its sender called it. */
  async #isThere(viewer: Member, { sessionId, clientMessageId }: Incoming): Promise<boolean> {
    if (clientMessageId === null) return false;
    return (await this.#messages(viewer).findOne({ sessionId, clientMessageId })) !== null;
  }

  /** Of a reply that did not wait for it: what cannot be stored is taken back. */
  #stored(viewer: Member, claim: ClaimedTurn, asked: AskedReply, storing: Promise<unknown>): Promise<void> {
    const stored = untilFailed(asked, storing).then(nothing, async (error: unknown) => {
      await this.#undo(viewer, claim.conversation._id, claim).catch(nothing);
      // Somebody has stored it meanwhile: whoever sends it again finds that.
      throw isDuplicateKey(error) ? new Failure(interrupted.code, interrupted.message) : error;
    });
    // Its writer awaits it in time; until then a rejection must not count as nobody's.
    stored.catch(nothing);
    return stored;
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
      await this.#undo(viewer, sessionId, claim).catch(nothing);
      throw error;
    }
  }

  /** Takes back a reply that will not be written, and only then the claim on it. */
  async #undo(viewer: Member, sessionId: string, { messageId }: ClaimedTurn): Promise<void> {
    await this.#messages(viewer).remove({ _id: messageId, status: 'STREAMING' });
    await this.#d.conversations.release(viewer, sessionId, messageId, null);
  }

  /** Not later: the visitor waits for the model's first word, and storing the turn takes as long as that. */
  #ask(
    viewer: Member,
    { conversation }: ClaimedTurn,
    question: Message,
    drafting: Promise<Draft> | null,
    turn: Promise<void>,
  ): Pick<OpenTurn, 'asked' | 'earlier'> {
    const stop = new AbortController();
    const settled = turn.then(() => this.#plans.settled(viewer, conversation, question, drafting));
    const plan = settled.then((draft) => draft.plan);
    const earlier = settled.then((draft) => draft.earlier);
    const pieces = plan.then(({ text }) => text(stop.signal));
    // They fail the reply, which awaits them.
    for (const one of [plan, earlier, pieces]) one.catch(nothing);
    return { asked: { plan, pieces, stop }, earlier };
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

/** false: this clientMessageId is stored already, and no reply has been. */
async function untilStored(asked: AskedReply, storing: Promise<unknown>): Promise<boolean> {
  try {
    await untilFailed(asked, storing);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

function rowsOf({ conversation }: ClaimedTurn): TurnRows {
  const rows = claimedRows(conversation);
  if (!rows) throw new Error('a new turn was claimed without its question');
  return rows;
}

function retryRow(
  { sessionId, turn }: Message,
  { messageId, conversation }: ClaimedTurn,
): Omit<Message, 'tenantId'> {
  return { _id: messageId, sessionId, turn, order: conversation.replies, ...begun } as Omit<
    Message,
    'tenantId'
  >;
}

const nothing = (): void => undefined;

import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Member, memberOf, type Viewer } from '../auth/viewer.ts';
import { badInput, Failure } from '../errors.ts';
import type { Estimation } from '../estimation/estimation.model.ts';
import type { EstimationService } from '../estimation/estimation.service.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import type { AssistantService } from './assistant.service.ts';
import type { ChatHistory, ChatTurn, SendChatMessageInput } from './chat.types.ts';
import { cameToBeStored } from './claimed-turn.ts';
import { type Incoming, otherContent } from './claims.service.ts';
import { type ConversationsService, readingOf, utterancesOf } from './conversations.service.ts';
import { openingSuggestions } from './dialogue.ts';
import type { KnownTalk, KnownTalks } from './known-talks.ts';
import { Message } from './message.model.ts';
import { interrupted, turnOf } from './reply-events.ts';
import type { ReplyReader } from './reply-reader.ts';
import type { ReplyWriter } from './reply-writer.ts';
import type { OpenTurn, TurnOpener } from './turn-opener.service.ts';

const longestMessage = 4_000;
const longestDescription = 2_000;
/** A reply that was claimed is stored within a few milliseconds, or never. */
const cancelLooks = 20;
const cancelLookMs = 10;

export interface ChatDependencies {
  database: Database;
  conversations: ConversationsService;
  talks: KnownTalks;
  turns: TurnOpener;
  assistant: AssistantService;
  writer: ReplyWriter;
  reader: ReplyReader;
  estimations: EstimationService;
}

/** Talking: sending, cancelling, looking back, and turning a conversation into an estimate. */
export class ChatService {
  readonly #d: ChatDependencies;

  constructor(dependencies: ChatDependencies) {
    this.#d = dependencies;
  }

  /** Resolves when the reply is complete or cancelled; fails with the reply's code if it fails. See the contract for replays. */
  async send(viewer: Viewer, input: SendChatMessageInput): Promise<ChatTurn> {
    const member = memberOf(viewer);
    const incoming = await this.#incoming(member, input);
    await this.#d.assistant.check(member);
    const session = { tenantId: member.tenantId, sessionId: incoming.sessionId };
    for (;;) {
      const known = this.#d.talks.of(session);
      const earlier = isNew(incoming, known) ? null : await this.#earlier(member, incoming);
      if (earlier) return earlier;
      const turn = await this.#d.turns.open(member, incoming, known);
      if (turn) return this.#write(turn);
      this.#d.talks.forget(session);
    }
  }

  /** Everything said in a session that the viewer may see. Fails with NOT_FOUND. */
  async history(viewer: Viewer, sessionId: string): Promise<ChatHistory> {
    const member = memberOf(viewer);
    await this.#d.conversations.getReadable(member, sessionId);
    const transcript = await this.#d.conversations.transcript(member, sessionId);
    const outcome = transcript.conversation?.outcome;
    const reading = outcome ? null : readingOf(transcript);
    return {
      sessionId,
      messages: transcript.messages,
      readyForEstimate: outcome?.readyForEstimate ?? reading?.ready ?? false,
      extractedDetails: outcome?.extractedDetails ?? reading?.details ?? {},
      suggestions:
        outcome?.suggestions ?? openingSuggestions(member.kind === 'visitor' ? member.locale : null),
    };
  }

  /** false: nothing to end. */
  async cancel(viewer: Viewer, sessionId: string, messageId: string | null): Promise<boolean> {
    const member = memberOf(viewer);
    const writing = (await this.#d.conversations.getWritable(member, sessionId))?.writing;
    if (!writing || (messageId !== null && writing.messageId !== messageId)) return false;
    const isRequested = await this.#requestCancel(member, writing.messageId);
    await this.#d.writer.cancel(writing.messageId);
    return isRequested;
  }

  /** The reply may just have been claimed and not stored yet; false once it has ended. */
  async #requestCancel(viewer: Member, messageId: string): Promise<boolean> {
    for (let look = 0; look < cancelLooks; look += 1) {
      const running = { _id: messageId, status: 'STREAMING' };
      if (await this.#messages(viewer).update(running, { $set: { isCancelRequested: true } })) return true;
      if (await this.#messages(viewer).findOne({ _id: messageId })) return false;
      await delay(cancelLookMs);
    }
    return false;
  }

  /** The estimate from what was said. Fails as `EstimationService.estimateSession`, NOT_FOUND or FORBIDDEN. */
  async estimate(viewer: Viewer, sessionId: string): Promise<Estimation> {
    const member = memberOf(viewer);
    await this.#d.conversations.checkWritable(member, sessionId);
    const transcript = await this.#d.conversations.transcript(member, sessionId);
    const utterances = utterancesOf(transcript);
    const description = utterances
      .map(({ text }) => text)
      .join('\n')
      .slice(0, longestDescription);
    return this.#d.estimations.estimateSession(member, {
      sessionId,
      description: description.toWellFormed(),
      utterances,
      region: null,
      statement: null,
      customerEmail: null,
    });
  }

  async #incoming(viewer: Member, input: SendChatMessageInput): Promise<Incoming> {
    const content = checkedMessage(input.message);
    const clientMessageId = input.clientMessageId ?? null;
    const sessionId = input.sessionId ?? (viewer.kind === 'visitor' ? viewer.sessionId : null);
    if (sessionId) await this.#d.conversations.checkWritable(viewer, sessionId);
    return { sessionId: sessionId ?? newSessionId(viewer, clientMessageId), content, clientMessageId };
  }

  /** The turn of a clientMessageId that is known: its result, its end if it is being written, or one new attempt if it failed. */
  async #earlier(viewer: Member, incoming: Incoming): Promise<ChatTurn | null> {
    const { sessionId, clientMessageId } = incoming;
    if (!clientMessageId) return null;
    for (;;) {
      const userMessage = await this.#messages(viewer).findOne({ sessionId, clientMessageId });
      if (!userMessage) return null;
      if (userMessage.content !== incoming.content) throw otherContent();
      const place = { sessionId, turn: userMessage.turn, role: 'ASSISTANT' };
      const reply = await this.#messages(viewer).findOne(place, { sort: { order: -1 } });
      if (reply?.status === 'STREAMING') return resultOf(userMessage, await this.#finished(reply));
      if (reply && reply.status !== 'FAILED') return turnOf(userMessage, reply);
      const retry = await this.#d.turns.reopen(viewer, userMessage, reply);
      if (retry) return this.#write(retry);
    }
  }

  async #write(turn: OpenTurn): Promise<ChatTurn> {
    const { userMessage, settle } = turn;
    let isUseful = true;
    try {
      const written = await this.#d.writer.write(turn);
      isUseful = written.status !== 'FAILED' || written.content !== '';
      await this.#keep(turn, written);
      return resultOf(userMessage, written);
    } catch (error) {
      isUseful = isUseful && (await cameToBeStored(turn));
      throw error;
    } finally {
      await settle(isUseful);
    }
  }

  /** For the session's next turn. */
  async #keep({ userMessage, earlier }: OpenTurn, reply: Message): Promise<void> {
    const before = await earlier.catch(() => []);
    const messages = [...before, userMessage, reply];
    this.#d.talks.keep(reply, { turns: userMessage.turn, replies: reply.order ?? 0, messages });
  }

  #finished(reply: Message): Promise<Message> {
    return this.#d.writer.running(reply._id) ?? this.#d.reader.finished(reply);
  }

  #messages(viewer: Member) {
    return scoped(this.#d.database, Message, viewer);
  }
}

/** Whether nobody has sent it before, as far as this process knows: whoever opens its turn has to prove it. */
function isNew({ clientMessageId }: Incoming, known: KnownTalk | null): boolean {
  return !(known?.messages.some((message) => message.clientMessageId === clientMessageId) ?? true);
}

function resultOf(userMessage: Message, reply: Message): ChatTurn {
  if (reply.status !== 'FAILED') return turnOf(userMessage, reply);
  const { code, message } = reply.failure ?? interrupted;
  throw new Failure(code, message);
}

/** Of a new conversation: the same message of the same user opens the same one, however often it is sent. */
function newSessionId({ tenantId, ...viewer }: Member, clientMessageId: string | null): string {
  if (!clientMessageId || viewer.kind !== 'user') return randomUUID();
  const hash = createHash('sha256')
    .update(JSON.stringify([tenantId, viewer.userId, clientMessageId]))
    .digest('hex');
  // Version 8: made by the application; variant 10xx, as in every UUID.
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

function checkedMessage(message: string): string {
  const text = message.trim().toWellFormed();
  if (/^[\p{Cc}\p{Cf}\s]*$/u.test(text)) throw badInput('input.message', 'must not be empty');
  if (text.length > longestMessage)
    throw badInput('input.message', `must have at most ${longestMessage} characters`);
  return text;
}

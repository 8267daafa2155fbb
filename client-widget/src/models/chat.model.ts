import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { Emit } from '../embed.ts';
import {
  asFailure,
  type ReplyEvent,
  type SessionRecord,
  type Transport,
  type TransportFailure,
} from '../transport/transport.ts';
import {
  answering,
  asked,
  type Conversation,
  emptyConversation,
  findMessage,
  isReplying,
  withFault,
  withRetry,
  withSending,
  withSessionEnded,
  withTurn,
} from './conversation.ts';
import { mergeHistory } from './history.ts';
import { newlyFinished } from './newly-finished.ts';
import { applyReplyEvent, leavesGap } from './reply-events.ts';
import type { Session, SessionModel } from './session.model.ts';
import { randomUuid } from './uuid.ts';

export interface ChatModelOptions {
  transport: Transport;
  sessions: SessionModel;
  emit: Emit;
  /** A request was refused because the session is over: its socket is of no use either. */
  onExpired(): void;
}

interface ChatState {
  conversation: Signal<Conversation>;
  isBusy: ReadonlySignal<boolean>;
  /** The reply that has just been finished, for those who listen instead of looking. */
  announcement: Signal<string>;
}

type Chat = ChatState & ChatModelOptions;

/** The conversation and what the visitor can do in it. */
export interface ChatModel extends ChatState {
  /** One question at a time: nothing is sent while a reply is on its way. */
  send(text: string): Promise<void>;
  retry(clientMessageId: string): Promise<void>;
  /** Ends the reply being written; what was said stays. */
  stop(): Promise<void>;
  /** Takes a reply event in; false: one before it is missing. */
  take(event: ReplyEvent): boolean;
  merge(record: SessionRecord): void;
  forgetCursor(): void;
  /** Says that the session is over; false where that was said already. */
  endSession(session: Session | null): boolean;
}

export const longestMessage = 4_000;

export function createChat(options: ChatModelOptions): ChatModel {
  const conversation = signal(emptyConversation);
  const state: ChatState = {
    conversation,
    isBusy: computed(() => isReplying(conversation.value)),
    announcement: signal(''),
  };
  const chat: Chat = { ...options, ...state };
  return {
    ...state,
    send: (text) => send(chat, text),
    retry: (clientMessageId) => retry(chat, clientMessageId),
    stop: () => stop(chat),
    take: (event) => take(chat, event),
    merge(record) {
      conversation.value = mergeHistory(conversation.peek(), record);
    },
    forgetCursor() {
      conversation.value = { ...conversation.peek(), cursor: null };
    },
    endSession: (session) => endSession(chat, session),
  };
}

async function send(chat: Chat, text: string): Promise<void> {
  const message = text.trim().slice(0, longestMessage);
  if (!message || chat.isBusy.peek()) return;
  const clientMessageId = randomUuid();
  chat.conversation.value = withSending(chat.conversation.peek(), message, clientMessageId);
  await deliver(chat, message, clientMessageId);
}

async function retry(chat: Chat, clientMessageId: string): Promise<void> {
  const message = findMessage(chat.conversation.peek(), asked(clientMessageId));
  if (!message || chat.isBusy.peek()) return;
  chat.conversation.value = withRetry(chat.conversation.peek(), clientMessageId);
  await deliver(chat, message.text, clientMessageId);
}

async function deliver(chat: Chat, text: string, clientMessageId: string, isRenewed = false): Promise<void> {
  const { transport, sessions, conversation } = chat;
  let session: Session | null = null;
  try {
    session = await sessions.ensure();
    const turn = await transport.send({ sessionId: session.sessionId, message: text, clientMessageId });
    if (session === sessions.session.peek()) update(chat, withTurn(conversation.peek(), turn));
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (!failure.isExpired || !session || isRenewed) return fail(chat, clientMessageId, failure);
    if (endSession(chat, session)) chat.onExpired();
    conversation.value = withSending(conversation.peek(), text, clientMessageId);
    await deliver(chat, text, clientMessageId, true);
  }
}

function fail({ conversation, emit }: Chat, clientMessageId: string, failure: TransportFailure): void {
  const now = conversation.peek();
  const isAccepted = findMessage(now, asked(clientMessageId))?.state === 'sent';
  const reply = findMessage(now, answering(clientMessageId));
  // Only the answer to the request was lost: the stream brings the end of the reply.
  if (isAccepted && failure.code === 'NETWORK') return;
  if (reply && reply.state !== 'streaming') return;
  const { code, retryAfterSeconds } = failure;
  const target = reply ? answering(clientMessageId) : asked(clientMessageId);
  conversation.value = withFault(now, target, { code, isRetryable: true, retryAfterSeconds });
  emit('error', { code });
}

async function stop({ conversation, sessions, transport }: Chat): Promise<void> {
  const session = sessions.session.peek();
  const reply = findMessage(conversation.peek(), ({ state }) => state === 'streaming');
  if (session) await transport.cancel(session.sessionId, reply?.id ?? null).catch(() => false);
}

function take(chat: Chat, event: ReplyEvent): boolean {
  const now = chat.conversation.peek();
  if (leavesGap(now.cursor, event)) return false;
  update(chat, applyReplyEvent(now, event));
  return true;
}

function update({ conversation, announcement, emit }: Chat, next: Conversation): void {
  const finished = newlyFinished(conversation.peek(), next);
  conversation.value = next;
  for (const { author, text } of finished) {
    if (author === 'assistant') announcement.value = text;
    emit('message', { author, text });
  }
}

function endSession({ sessions, conversation }: Chat, session: Session | null): boolean {
  if (!session || sessions.session.peek() !== session) return false;
  sessions.adopt(null);
  conversation.value = withSessionEnded(conversation.peek(), randomUuid());
  return true;
}

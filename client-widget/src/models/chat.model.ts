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
  nextWaiting,
  patchMessage,
  withFault,
  withRetry,
  withSessionEnded,
  withTurn,
  withWaiting,
} from './conversation.ts';
import type { Entry, NoticeEntry } from './entry.ts';
import { mergeHistory } from './history.ts';
import { newlyFinished } from './newly-finished.ts';
import { applyReplyEvent, leavesGap } from './reply-events.ts';
import type { Session, SessionModel } from './session.model.ts';
import { computed, type ReadonlySignal, type Signal, signal } from './signal.ts';
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
  /** Something written has not been sent yet. */
  isWaiting: ReadonlySignal<boolean>;
  /** What has just come about, for those who listen instead of looking: a finished reply, a card, or a word of ours. */
  announcement: Signal<Entry | 'estimating' | 'contactThanks' | null>;
}

type Chat = ChatState & ChatModelOptions;

/** The conversation and what the visitor can do in it. */
export interface ChatModel extends ChatState {
  /** One question at a time: what is written while a reply is on its way, or the network is gone, is sent afterwards. */
  send(text: string): Promise<void>;
  /** Sends what has been waiting for the network. */
  sendWaiting(): Promise<void>;
  retry(clientMessageId: string): Promise<void>;
  restart(): Promise<void>;
  /** Ends the reply being written; what was said stays. */
  stop(): Promise<void>;
  /** Takes a reply event in; false: one before it is missing. */
  take(event: ReplyEvent): boolean;
  merge(record: SessionRecord): void;
  /** Suggests what to begin with, unless something was said by now. */
  greet(record: SessionRecord): void;
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
    isWaiting: computed(() => nextWaiting(conversation.value) !== undefined),
    announcement: signal(null),
  };
  const chat: Chat = { ...options, ...state };
  return {
    ...state,
    send: (text) => send(chat, text),
    sendWaiting: () => sendWaiting(chat),
    retry: (clientMessageId) => retry(chat, clientMessageId),
    restart: () => restart(chat),
    stop: () => stop(chat),
    take: (event) => take(chat, event),
    merge(record) {
      conversation.value = mergeHistory(conversation.peek(), record);
    },
    greet({ chatHistory: { suggestions } }) {
      const now = conversation.peek();
      if (!findMessage(now, () => true)) conversation.value = { ...now, suggestions };
    },
    forgetCursor() {
      conversation.value = { ...conversation.peek(), cursor: null };
    },
    endSession: (session) => endSession(chat, session, 'sessionEnded'),
  };
}

function send(chat: Chat, text: string): Promise<void> {
  const message = text.trim().slice(0, longestMessage);
  if (!message) return Promise.resolve();
  chat.conversation.value = withWaiting(chat.conversation.peek(), message, randomUuid());
  return sendWaiting(chat);
}

function retry(chat: Chat, clientMessageId: string): Promise<void> {
  chat.conversation.value = withRetry(chat.conversation.peek(), clientMessageId);
  return sendWaiting(chat);
}

/** Sends what waits, one after another in the order in which it was written, until the network or the server is in the way. */
async function sendWaiting(chat: Chat): Promise<void> {
  const { conversation } = chat;
  for (let last: string | null = null; ; ) {
    const { clientMessageId = null, text = '' } = nextWaiting(conversation.peek()) ?? {};
    if (!clientMessageId || chat.isBusy.peek()) return;
    conversation.value = patchMessage(conversation.peek(), asked(clientMessageId), { state: 'sending' });
    if (!(await deliver(chat, text, clientMessageId, clientMessageId === last))) return;
    last = clientMessageId;
  }
}

/** False: it has to be tried again. */
async function deliver(
  chat: Chat,
  text: string,
  clientMessageId: string,
  isRenewed: boolean,
): Promise<boolean> {
  const { transport, sessions, conversation } = chat;
  let session: Session | null = null;
  try {
    session = await sessions.ensure();
    const turn = await transport.send({ sessionId: session.sessionId, message: text, clientMessageId });
    if (session === sessions.session.peek()) update(chat, withTurn(conversation.peek(), turn));
    return true;
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (!failure.isExpired || !session || isRenewed) return fail(chat, clientMessageId, failure);
    conversation.value = patchMessage(conversation.peek(), asked(clientMessageId), { state: 'waiting' });
    // A new session takes it: `sendWaiting` begins with it.
    if (endSession(chat, session, 'sessionEnded')) chat.onExpired();
    return true;
  }
}

function fail({ conversation, emit }: Chat, clientMessageId: string, failure: TransportFailure): boolean {
  const now = conversation.peek();
  const isAccepted = findMessage(now, asked(clientMessageId))?.state === 'sent';
  const reply = findMessage(now, answering(clientMessageId));
  if (failure.code === 'NETWORK') {
    // Where only the answer to the request was lost, the stream brings the end of the reply.
    if (!isAccepted)
      conversation.value = patchMessage(now, asked(clientMessageId), { state: 'waiting', fault: null });
    return false;
  }
  if (reply && reply.state !== 'streaming') return true;
  const { code, retryAfterSeconds } = failure;
  const target = reply ? answering(clientMessageId) : asked(clientMessageId);
  conversation.value = withFault(now, target, { code, isRetryable: true, retryAfterSeconds });
  emit('error', { code });
  return false;
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

function update(chat: Chat, next: Conversation): void {
  const { conversation, announcement, emit } = chat;
  const finished = newlyFinished(conversation.peek(), next);
  conversation.value = next;
  for (const entry of finished) {
    const { author, text } = entry;
    if (author === 'assistant') announcement.value = entry;
    emit('message', { author, text });
  }
  // The stream may bring the end of a reply whose request was lost.
  if (finished.some(({ author }) => author === 'assistant')) void sendWaiting(chat);
}

function endSession(
  { sessions, conversation }: Chat,
  session: Session | null,
  notice: NoticeEntry['notice'],
): boolean {
  if (!session || sessions.session.peek() !== session) return false;
  sessions.adopt(null);
  conversation.value = withSessionEnded(conversation.peek(), randomUuid(), notice);
  return true;
}

/** A conversation from the beginning; what was said stays to be read. */
async function restart(chat: Chat): Promise<void> {
  if (chat.isBusy.peek()) await stop(chat);
  if (endSession(chat, chat.sessions.session.peek(), 'restarted')) chat.onExpired();
}

import type { ChatMessage, Estimation, ReplyCursor, Turn } from '../transport/transport.ts';
import {
  type Entry,
  estimateEntry,
  type Fault,
  isFinal,
  type MessageEntry,
  type NoticeEntry,
  replyEntry,
  visitorEntry,
} from './entry.ts';

/** All that is shown of a conversation, and the place up to which its replies were taken in. Never mutated. */
export interface Conversation {
  entries: readonly Entry[];
  cursor: ReplyCursor | null;
  suggestions: readonly string[];
  readyForEstimate: boolean;
}

export const emptyConversation: Conversation = {
  entries: [],
  cursor: null,
  suggestions: [],
  readyForEstimate: false,
};

type Matches = (entry: MessageEntry) => boolean;

export const withId =
  (id: string): Matches =>
  (entry) =>
    entry.id === id;
export const asked =
  (clientMessageId: string): Matches =>
  (entry) =>
    entry.author === 'visitor' && entry.clientMessageId === clientMessageId;
export const answering =
  (clientMessageId: string): Matches =>
  (entry) =>
    entry.author === 'assistant' && entry.clientMessageId === clientMessageId;

export function findMessage(conversation: Conversation, matches: Matches): MessageEntry | undefined {
  return conversation.entries.find(
    (entry): entry is MessageEntry => entry.kind === 'message' && !entry.isPast && matches(entry),
  );
}

export function isReplying({ entries }: Conversation): boolean {
  return entries.some(
    (entry) => entry.kind === 'message' && (entry.state === 'sending' || entry.state === 'streaming'),
  );
}

/** The visitor's message at the end, shown before the server knows it. */
export function withWaiting(conversation: Conversation, text: string, clientMessageId: string): Conversation {
  const entries = [...conversation.entries, visitorEntry(text, clientMessageId)];
  return { ...conversation, entries, suggestions: [] };
}

/** The message that is next to be sent. */
export function nextWaiting(conversation: Conversation): MessageEntry | undefined {
  return findMessage(conversation, isWaiting);
}

export const isWaiting = (entry: Entry): boolean => entry.kind === 'message' && entry.state === 'waiting';

/** A new entry at the end, but before what is still to be sent: that comes later. */
function withEntry(conversation: Conversation, entry: Entry): Conversation {
  const { entries } = conversation;
  const waiting = entries.filter(isWaiting);
  const others = entries.filter((other) => !isWaiting(other));
  return { ...conversation, entries: [...others, entry, ...waiting] };
}

export function patchMessage(
  conversation: Conversation,
  matches: Matches,
  patch: Partial<MessageEntry>,
): Conversation {
  const change = (entry: Entry): Entry =>
    entry.kind === 'message' && !entry.isPast && matches(entry) ? { ...entry, ...patch } : entry;
  return { ...conversation, entries: conversation.entries.map(change) };
}

/** A visitor's message as the server has it: accepted, whether or not this tab had sent it. */
export function withAccepted(conversation: Conversation, message: ChatMessage): Conversation {
  const matches: Matches = (entry) =>
    entry.author === 'visitor' &&
    (entry.id === message.id ||
      (message.clientMessageId !== null && entry.clientMessageId === message.clientMessageId));
  const accepted = { id: message.id, text: message.content, state: 'sent', fault: null } as const;
  if (findMessage(conversation, matches)) return patchMessage(conversation, matches, accepted);
  const entry = { ...visitorEntry(message.content, message.clientMessageId ?? message.id), ...accepted };
  return withEntry(conversation, entry);
}

/** The reply under this id, begun where it is new; a failed one to the same message makes room for it. */
export function withReply(conversation: Conversation, id: string, answers: string | null): Conversation {
  if (findMessage(conversation, withId(id))) return conversation;
  const cleared = answers === null ? conversation : withoutFailedReply(conversation, answers);
  return withEntry(cleared, replyEntry(id, answers));
}

function withoutFailedReply(conversation: Conversation, answers: string): Conversation {
  const isStale = (entry: Entry) =>
    entry.kind === 'message' && answering(answers)(entry) && entry.state === 'failed' && !entry.isPast;
  return { ...conversation, entries: conversation.entries.filter((entry) => !isStale(entry)) };
}

/** The same message once more, where it stands; the failed reply goes. */
export function withRetry(conversation: Conversation, clientMessageId: string): Conversation {
  const cleared = withoutFailedReply(conversation, clientMessageId);
  return patchMessage(cleared, asked(clientMessageId), { state: 'waiting', fault: null });
}

/** The end of a turn, whichever of stream and mutation brings it first; its text is authoritative. */
export function withTurn(conversation: Conversation, turn: Turn): Conversation {
  const { reply } = turn;
  const known = findMessage(conversation, withId(reply.id));
  const hasEnded = known !== undefined && isFinal(known.state) && known.state !== 'failed';
  const accepted = withAccepted(conversation, turn.userMessage);
  if (hasEnded) return accepted;
  const patched = patchMessage(
    withReply(accepted, reply.id, turn.userMessage.clientMessageId),
    withId(reply.id),
    {
      text: reply.content,
      state: reply.status === 'CANCELLED' ? 'cancelled' : 'completed',
      fault: null,
    },
  );
  return { ...patched, suggestions: turn.suggestions, readyForEstimate: turn.readyForEstimate };
}

export function withEstimate(conversation: Conversation, estimation: Estimation): Conversation {
  const entry = estimateEntry(estimation);
  const others = conversation.entries.filter(({ key }) => key !== entry.key);
  return withEntry({ ...conversation, entries: others }, entry);
}

/** The failure of one message: the visitor's where it was not accepted, else its reply. */
export function withFault(conversation: Conversation, matches: Matches, fault: Fault): Conversation {
  return patchMessage(conversation, matches, { state: 'failed', fault });
}

/** What is left on screen when the session has ended: everything, and a word about it; what is to be sent is so in the next one. */
export function withSessionEnded(
  conversation: Conversation,
  key: string,
  notice: NoticeEntry['notice'],
): Conversation {
  const settle = (entry: Entry): Entry =>
    entry.kind === 'message' && !isFinal(entry.state) && entry.state !== 'sent'
      ? { ...entry, isPast: true, state: 'failed' }
      : { ...entry, isPast: true };
  const { entries } = conversation;
  const past = entries.filter((entry) => !isWaiting(entry)).map(settle);
  const word: Entry[] = past.length > 0 ? [{ kind: 'notice', key, isPast: false, notice }] : [];
  return { ...emptyConversation, entries: [...past, ...word, ...entries.filter(isWaiting)] };
}

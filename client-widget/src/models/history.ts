import type { ChatMessage, SessionRecord } from '../transport/transport.ts';
import {
  type Conversation,
  findMessage,
  patchMessage,
  withAccepted,
  withEstimate,
  withId,
  withReply,
} from './conversation.ts';
import type { Entry, Fault, MessageState } from './entry.ts';

const interrupted: Fault = { code: 'INTERRUPTED', isRetryable: true, retryAfterSeconds: null };

/**
 * Brings what is shown into line with what the server has. Places on screen stay; what the server alone knows is
 * added in its order; a message it does not know stays, to be sent again.
 */
export function mergeHistory(conversation: Conversation, record: SessionRecord): Conversation {
  const { messages, suggestions, readyForEstimate } = record.chatHistory;
  const known = new Set(messages.map(({ id }) => id));
  const isGone = (entry: Entry) =>
    entry.kind === 'message' && !entry.isPast && entry.author === 'assistant' && !known.has(entry.id ?? '');
  const kept = { ...conversation, entries: conversation.entries.filter((entry) => !isGone(entry)) };
  const { estimation } = record;
  // A card that is new here belongs before what was said after it.
  const before = estimation
    ? messages.filter(({ createdAt }) => createdAt <= estimation.updatedAt)
    : messages;
  let merged = mergeMessages(kept, before, null);
  if (estimation && !hasCard(merged, estimation)) merged = withEstimate(merged, estimation);
  merged = mergeMessages(merged, messages.slice(before.length), before.at(-1) ?? null);
  const isStreaming = messages.some(({ status }) => status === 'STREAMING');
  return { ...merged, readyForEstimate, suggestions: isStreaming ? [] : suggestions };
}

function hasCard({ entries }: Conversation, estimation: { id: string; revision: number }): boolean {
  return entries.some(({ key }) => key === `${estimation.id}/${estimation.revision}`);
}

function mergeMessages(conversation: Conversation, messages: ChatMessage[], previous: ChatMessage | null) {
  return messages.reduce(
    (merged, message, place) => mergeMessage(merged, message, messages[place - 1] ?? previous),
    conversation,
  );
}

function mergeMessage(
  conversation: Conversation,
  message: ChatMessage,
  previous: ChatMessage | null,
): Conversation {
  if (message.role === 'USER') return withAccepted(conversation, message);
  const matches = withId(message.id);
  const begun = withReply(conversation, message.id, previous?.clientMessageId ?? null);
  // What is being written comes from the stream, from the cursor on.
  if (message.status === 'STREAMING') return begun;
  const state = stateOf[message.status];
  if (state !== 'failed') return patchMessage(begun, matches, { text: message.content, state, fault: null });
  const shown = findMessage(begun, matches);
  // What had been streamed before the failure may be more than was stored, and stays.
  const text = shown?.text.startsWith(message.content) ? shown.text : message.content;
  return patchMessage(begun, matches, { text, state, fault: shown?.fault ?? interrupted });
}

const stateOf: Record<Exclude<ChatMessage['status'], 'STREAMING'>, MessageState> = {
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
};

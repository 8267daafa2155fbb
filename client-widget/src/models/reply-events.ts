import type { ReplyCursor, ReplyEvent } from '../transport/transport.ts';
import {
  type Conversation,
  findMessage,
  patchMessage,
  withAccepted,
  withFault,
  withId,
  withReply,
  withTurn,
} from './conversation.ts';
import { isFinal } from './entry.ts';

/** Whether something between the cursor and this event is missing, so that it must be asked for again. */
export function leavesGap(cursor: ReplyCursor | null, event: ReplyEvent): boolean {
  if (isTerminal(event)) return false;
  const expected = cursor?.messageId === event.messageId ? cursor.index + 1 : 0;
  return event.index > expected;
}

/** Takes one event in. The same event again changes nothing. */
export function applyReplyEvent(conversation: Conversation, event: ReplyEvent): Conversation {
  const { cursor } = conversation;
  const wasSeen = cursor?.messageId === event.messageId && event.index <= cursor.index;
  if (wasSeen && !isTerminal(event)) return conversation;
  const next = take(conversation, event);
  return wasSeen ? next : { ...next, cursor: { messageId: event.messageId, index: event.index } };
}

function take(conversation: Conversation, event: ReplyEvent): Conversation {
  const matches = withId(event.messageId);
  switch (event.__typename) {
    case 'ChatReplyStarted': {
      const accepted = withAccepted(conversation, event.userMessage);
      const begun = withReply(accepted, event.messageId, event.userMessage.clientMessageId);
      const isOver = isFinal(findMessage(begun, matches)?.state ?? 'streaming');
      return isOver ? begun : { ...patchMessage(begun, matches, { text: '' }), suggestions: [] };
    }
    case 'ChatReplyDelta': {
      const begun = withReply(conversation, event.messageId, null);
      const reply = findMessage(begun, matches);
      if (!reply || isFinal(reply.state)) return begun;
      return patchMessage(begun, matches, { text: reply.text + event.text });
    }
    case 'ChatReplyCompleted':
      return withTurn(conversation, event.turn);
    case 'ChatReplyFailed': {
      const fault = { code: event.code, isRetryable: event.retryable, retryAfterSeconds: null };
      return withFault(withReply(conversation, event.messageId, null), matches, fault);
    }
  }
}

function isTerminal(event: ReplyEvent): boolean {
  return event.__typename === 'ChatReplyCompleted' || event.__typename === 'ChatReplyFailed';
}

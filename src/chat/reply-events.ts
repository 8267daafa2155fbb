import { unknownProject } from '../reference/project-details.ts';
import type { ChatReplyEvent, ChatTurn } from './chat.types.ts';
import type { Message } from './message.model.ts';

/** The turn that a reply closes. */
export function turnOf(userMessage: Message, reply: Message): ChatTurn {
  return {
    sessionId: reply.sessionId,
    userMessage,
    reply,
    suggestions: reply.outcome?.suggestions ?? [],
    readyForEstimate: reply.outcome?.readyForEstimate ?? false,
    extractedDetails: reply.outcome?.extractedDetails ?? unknownProject,
  };
}

/** The event that ends a reply which is no longer being written. */
export function terminalEvent(userMessage: Message, reply: Message, index: number): ChatReplyEvent {
  const place = { messageId: reply._id, index };
  if (reply.status !== 'FAILED') return { kind: 'completed', ...place, turn: turnOf(userMessage, reply) };
  const failure = reply.failure ?? interrupted;
  return { kind: 'failed', ...place, ...failure };
}

/** What is said of a reply whose process died. */
export const interrupted = {
  code: 'SERVICE_UNAVAILABLE',
  message: 'The reply was interrupted; please try again.',
  retryable: true,
} as const;

export const replyLog = (reply: { tenantId: string; _id: string }) => ({
  tenantId: reply.tenantId,
  id: `reply:${reply._id}`,
});

export const sessionBell = (session: { tenantId: string; sessionId: string }) => ({
  tenantId: session.tenantId,
  id: `chat:${session.sessionId}`,
});

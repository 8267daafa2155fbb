import { newId } from '../persistence/mongo.ts';
import type { Claim, ClaimedQuestion, Conversation } from './conversation.model.ts';
import type { Message } from './message.model.ts';

/** A turn's two rows as they are stored. */
export interface TurnRows {
  userMessage: Message;
  reply: Message;
}

/** Whether a turn's rows came to be stored, once that is certain. */
export const cameToBeStored = ({ stored }: { stored: Promise<void> }): Promise<boolean> =>
  stored.then(
    () => true,
    () => false,
  );

/** What a claim keeps of the message that it is for. */
export const questionOf = (content: string): ClaimedQuestion => ({ _id: newId(), content, at: new Date() });

/**
 * The rows of the turn that a conversation is claimed for, whether they are stored yet or not; null where nobody writes, or where a retry is
 * written, whose question has been stored before.
 */
export function claimedRows(conversation: Conversation | null): TurnRows | null {
  const { writing } = conversation ?? {};
  return conversation && writing?.question ? rowsOf(conversation, writing, writing.question) : null;
}

function rowsOf(
  { _id: sessionId, tenantId, turns: turn, replies: order }: Conversation,
  { messageId, clientMessageId }: Claim,
  { _id, content, at }: ClaimedQuestion,
): TurnRows {
  const common = { tenantId, sessionId, turn, isReplaced: false, createdAt: at, updatedAt: at };
  return {
    userMessage: {
      ...{ _id, ...common, role: 'USER', content, status: 'COMPLETED' },
      ...(clientMessageId !== null && { clientMessageId }),
    },
    reply: { _id: messageId, ...common, order, ...begun },
  };
}

/** What every reply begins with. */
export const begun = {
  role: 'ASSISTANT',
  content: '',
  status: 'STREAMING',
  lastIndex: 0,
  isCharged: true,
} as const;

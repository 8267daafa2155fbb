import type { Conversation } from './conversation.ts';
import type { MessageEntry } from './entry.ts';

const isFinished = ({ state }: MessageEntry) =>
  state === 'sent' || state === 'completed' || state === 'cancelled';

/** Messages that were accepted or completed between two states of a conversation. */
export function newlyFinished(before: Conversation, after: Conversation): MessageEntry[] {
  const finished = new Set(
    before.entries.filter((entry) => entry.kind === 'message' && isFinished(entry)).map(({ key }) => key),
  );
  return after.entries.filter(
    (entry): entry is MessageEntry =>
      entry.kind === 'message' && isFinished(entry) && !finished.has(entry.key),
  );
}

import { describe, expect, it } from 'vitest';
import {
  emptyConversation,
  withSessionEnded,
  withWaiting,
} from '../../client-widget/src/models/conversation.ts';
import { mergeHistory } from '../../client-widget/src/models/history.ts';
import { applyReplyEvent } from '../../client-widget/src/models/reply-events.ts';
import { estimation, eventsOf, message, record, turn } from './fake-transport.ts';

const first = turn('r1', 'A pool', 'Which city?', 'c1');
const second = turn('r2', 'San Diego', 'How large is it?', 'c2');
const at = (seconds: number) => ({ createdAt: `2026-01-01T10:00:${String(seconds).padStart(2, '0')}.000Z` });
const history = [
  { ...first.userMessage, ...at(10) },
  { ...first.reply, ...at(11) },
  { ...second.userMessage, ...at(40) },
  { ...second.reply, ...at(41) },
];
const shown = (conversation: typeof emptyConversation) =>
  conversation.entries.map((entry) => (entry.kind === 'message' ? entry.text : entry.kind));

describe('what the server has of a conversation', () => {
  it('is shown in its order, the estimate where it was made', () => {
    expect(shown(mergeHistory(emptyConversation, record(history, estimation)))).toEqual([
      'A pool',
      'Which city?',
      'estimate',
      'San Diego',
      'How large is it?',
    ]);
  });

  it('changes nothing when it is merged twice', () => {
    const once = mergeHistory(emptyConversation, record(history, estimation));
    expect(mergeHistory(once, record(history, estimation))).toEqual(once);
  });

  it('leaves a reply that is being written to the stream', () => {
    const events = eventsOf(first);
    const cut = events.slice(0, 2).reduce(applyReplyEvent, withWaiting(emptyConversation, 'A pool', 'c1'));
    const streaming = [
      first.userMessage,
      { ...first.reply, status: 'STREAMING' as const, content: 'Which city' },
    ];
    const merged = mergeHistory(cut, record(streaming));
    expect(shown(merged)).toEqual(['A pool', 'Which ']);
    expect(shown(events.slice(2).reduce(applyReplyEvent, merged))).toEqual(['A pool', 'Which city?']);
  });

  it('keeps a message that never arrived, to be sent again', () => {
    const unsent = withWaiting(mergeHistory(emptyConversation, record(history.slice(0, 2))), 'Unsent', 'c9');
    expect(shown(mergeHistory(unsent, record(history.slice(0, 2))))).toEqual([
      'A pool',
      'Which city?',
      'Unsent',
    ]);
  });

  it('keeps what had been streamed of a reply that failed, be it more than was stored', () => {
    const cut = eventsOf(first).slice(0, 2).reduce(applyReplyEvent, emptyConversation);
    const failed = { ...first.reply, content: '', status: 'FAILED' as const };
    const merged = mergeHistory(cut, record([first.userMessage, failed]));
    expect(merged.entries).toMatchObject([
      {},
      { text: 'Which ', state: 'failed', fault: { isRetryable: true } },
    ]);
  });

  it('drops a failed reply that a retry elsewhere has replaced', () => {
    const failed = { ...message('ASSISTANT', 'r0', 'Whi'), status: 'FAILED' as const };
    const before = mergeHistory(emptyConversation, record([first.userMessage, failed]));
    expect(shown(before)).toEqual(['A pool', 'Whi']);
    expect(shown(mergeHistory(before, record([first.userMessage, first.reply])))).toEqual([
      'A pool',
      'Which city?',
    ]);
  });

  it('never touches what an ended session has left on screen', () => {
    const ended = withSessionEnded(
      mergeHistory(emptyConversation, record(history.slice(0, 2))),
      'n1',
      'sessionEnded',
    );
    expect(shown(mergeHistory(ended, record(history.slice(2))))).toEqual([
      'A pool',
      'Which city?',
      'notice',
      'San Diego',
      'How large is it?',
    ]);
  });
});

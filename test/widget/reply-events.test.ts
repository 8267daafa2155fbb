import { describe, expect, it } from 'vitest';
import { emptyConversation, withWaiting } from '../../client-widget/src/models/conversation.ts';
import { applyReplyEvent, leavesGap } from '../../client-widget/src/models/reply-events.ts';
import { eventsOf, message, turn } from './fake-transport.ts';

const question = 'A pool, please';
const events = eventsOf(turn('r1', question, 'Which city is it in?', 'c1', { suggestions: ['San Diego'] }));
const sent = withWaiting(emptyConversation, question, 'c1');
const shown = (conversation: typeof sent) =>
  conversation.entries.map(
    (entry) => entry.kind === 'message' && `${entry.author}: ${entry.text} (${entry.state})`,
  );

describe('a streamed reply', () => {
  it('grows word by word and ends with its suggestions', () => {
    const texts = events.map((_, end) => {
      const upTo = events.slice(0, end + 1).reduce(applyReplyEvent, sent);
      return shown(upTo)[1];
    });
    expect(texts).toEqual([
      'assistant:  (streaming)',
      'assistant: Which  (streaming)',
      'assistant: Which city  (streaming)',
      'assistant: Which city is  (streaming)',
      'assistant: Which city is it  (streaming)',
      'assistant: Which city is it in? (streaming)',
      'assistant: Which city is it in? (completed)',
    ]);
    expect(events.reduce(applyReplyEvent, sent).suggestions).toEqual(['San Diego']);
  });

  it('reads the same whenever it is cut and taken up again, at every event and with every overlap', () => {
    const whole = events.reduce(applyReplyEvent, sent);
    for (let cut = 0; cut <= events.length; cut += 1) {
      for (let from = 0; from <= cut; from += 1) {
        const resumed = [...events.slice(0, cut), ...events.slice(from)].reduce(applyReplyEvent, sent);
        expect(resumed).toEqual(whole);
      }
    }
  });

  it('tells that an event is missing before one that came', () => {
    const { cursor } = events.slice(0, 3).reduce(applyReplyEvent, sent);
    const [, , , next, later] = events;
    expect([next, later].map((event) => event && leavesGap(cursor, event))).toEqual([false, true]);
    expect(events.slice(0, 2).map((event) => leavesGap(null, event))).toEqual([false, true]);
  });

  it('ends from the one terminal event when its log is gone', () => {
    const last = events.at(-1);
    if (!last) throw new Error('no events');
    const cut = events.slice(0, 3).reduce(applyReplyEvent, sent);
    expect(leavesGap(cut.cursor, last)).toBe(false);
    expect(shown(applyReplyEvent(cut, last))[1]).toBe('assistant: Which city is it in? (completed)');
  });

  it('of another tab brings the question along', () => {
    const conversation = events.reduce(applyReplyEvent, emptyConversation);
    expect(shown(conversation)).toEqual([
      'visitor: A pool, please (sent)',
      'assistant: Which city is it in? (completed)',
    ]);
  });

  it('that failed keeps what was said, until the retry takes its place', () => {
    const failed = applyReplyEvent(events.slice(0, 3).reduce(applyReplyEvent, sent), {
      __typename: 'ChatReplyFailed',
      messageId: 'r1',
      index: 3,
      code: 'LLM_UNAVAILABLE',
      retryable: true,
    });
    expect(shown(failed)[1]).toBe('assistant: Which city  (failed)');
    const retried = applyReplyEvent(failed, {
      __typename: 'ChatReplyStarted',
      messageId: 'r2',
      index: 0,
      userMessage: message('USER', 'r1-question', question, { clientMessageId: 'c1' }),
    });
    expect(shown(retried)).toEqual(['visitor: A pool, please (sent)', 'assistant:  (streaming)']);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { createFakeTransport, eventsOf, failure, record, turn } from './fake-transport.ts';
import {
  clientIdOf,
  disposeAll,
  eventually,
  lastOf,
  shown,
  start,
  started,
  until,
} from './running-widget.ts';

afterEach(disposeAll);

describe('a conversation', () => {
  it('begins when the widget is opened, and only then', async () => {
    const { model, calls, subscriptions } = start();
    expect(calls).toEqual([]);
    model.open();
    await eventually(() => subscriptions.length === 1);
    expect(calls).toEqual(['startSession', 'authorise token1', 'resume']);
    expect(subscriptions[0]).toMatchObject({ sessionId: 'session1', cursor: null });
  });

  it('suggests what to begin with, unless something has been said by then', async () => {
    const opening = { ...record([]), chatHistory: { ...record([]).chatHistory, suggestions: ['A pool'] } };
    const quiet = createFakeTransport();
    quiet.answers.resume = async () => opening;
    const { model } = await started(quiet);
    await until(() => model.chat.conversation.value.suggestions[0] === 'A pool');
    const hasty = createFakeTransport();
    let answer: (kept: typeof opening) => void = () => undefined;
    hasty.answers.resume = () => new Promise((resolve) => (answer = resolve));
    const other = await started(hasty);
    void other.model.chat.send('A roof');
    answer(opening);
    await new Promise((resolve) => setImmediate(resolve));
    expect(other.model.chat.conversation.value.suggestions).toEqual([]);
    expect(shown(other.model)).toEqual(['A roof (sending)']);
  });

  it('shows a message at once and its reply word by word', async () => {
    const { model, subscriptions, events } = await started();
    void model.chat.send('  A pool ');
    expect(shown(model)).toEqual(['A pool (sending)']);
    const id = clientIdOf(model);
    for (const event of eventsOf(turn('r1', 'A pool', 'Which city?', id)))
      lastOf(subscriptions).sink.event(event);
    expect(shown(model)).toEqual(['A pool (sent)', 'Which city? (completed)']);
    expect(model.chat.announcement.value).toMatchObject({ author: 'assistant', text: 'Which city?' });
    expect(events).toEqual(['opened', 'message', 'message']);
  });

  it('sends one message at a time, the next when the reply is there, and nothing empty', async () => {
    const { model, calls, answers } = await started();
    const sent: string[] = [];
    let reply: () => void = () => undefined;
    answers.send = async ({ message, clientMessageId }) => {
      sent.push(message);
      await new Promise<void>((resolve) => (reply = resolve));
      return turn(`r-${message}`, message, `About ${message}`, clientMessageId);
    };
    await model.chat.send('   ');
    void model.chat.send('One');
    void model.chat.send('Two');
    void model.chat.send('Three');
    expect(shown(model)).toEqual(['One (sending)', 'Two (waiting)', 'Three (waiting)']);
    for (const count of [1, 2, 3]) {
      await eventually(() => sent.length === count);
      reply();
    }
    await until(() => !model.chat.isBusy.value && !model.chat.isWaiting.value);
    expect(calls.filter((call) => call === 'send')).toHaveLength(3);
    expect(shown(model)).toEqual(
      ['One', 'Two', 'Three'].flatMap((text) => [`${text} (sent)`, `About ${text} (completed)`]),
    );
  });

  it('is complete without the socket, from the answer to the request', async () => {
    const { model, answers } = await started();
    answers.send = async (input) => turn('r1', input.message, 'Which city?', input.clientMessageId);
    await model.chat.send('A pool');
    expect(shown(model)).toEqual(['A pool (sent)', 'Which city? (completed)']);
  });

  it('keeps what is written without a network, and sends it once, in order, under the same ids', async () => {
    const { model, answers, subscriptions, events } = await started();
    const ids: string[] = [];
    let isOnline = false;
    answers.resume = async () => {
      if (!isOnline) throw failure('NETWORK');
      return record([]);
    };
    answers.send = async ({ message, clientMessageId }) => {
      ids.push(clientMessageId);
      if (!isOnline) throw failure('NETWORK');
      return turn(`r-${message}`, message, 'Which city?', clientMessageId);
    };
    lastOf(subscriptions).sink.ended(failure('CLOSED'));
    await model.chat.send('A pool');
    await model.chat.send('In Fresno');
    expect(shown(model)).toEqual(['A pool (waiting)', 'In Fresno (waiting)']);
    expect(events).not.toContain('error');
    isOnline = true;
    await until(() => !model.chat.isWaiting.value && !model.chat.isBusy.value);
    expect(shown(model)).toEqual([
      'A pool (sent)',
      'Which city? (completed)',
      'In Fresno (sent)',
      'Which city? (completed)',
    ]);
    expect(ids.indexOf(lastOf(ids))).toBe(ids.length - 1);
    expect(new Set(ids).size).toBe(2);
  });

  it('tells of a message that is refused, and sends it again under the same id', async () => {
    const { model, answers } = await started();
    const ids: string[] = [];
    answers.send = async ({ message, clientMessageId }) => {
      ids.push(clientMessageId);
      if (ids.length === 1) throw failure('RATE_LIMITED');
      return turn('r1', message, 'Which city?', clientMessageId);
    };
    await model.chat.send('A pool');
    expect(shown(model)).toEqual(['A pool (failed)']);
    await model.chat.retry(ids[0] ?? '');
    expect(shown(model)).toEqual(['A pool (sent)', 'Which city? (completed)']);
    expect(new Set(ids).size).toBe(1);
  });

  it('begins anew on request, and leaves what was said to be read', async () => {
    const { model, answers, subscriptions } = await started();
    answers.send = async (input) => turn('r1', input.message, 'Which city?', input.clientMessageId);
    await model.chat.send('A pool');
    await model.chat.restart();
    await eventually(() => subscriptions.length === 2);
    expect(lastOf(subscriptions)).toMatchObject({ sessionId: 'session2', cursor: null });
    await model.chat.send('A roof');
    expect(shown(model)).toEqual([
      ...['A pool (sent)', 'Which city? (completed)', 'notice'],
      ...['A roof (sent)', 'Which city? (completed)'],
    ]);
  });

  it('waits for the stream where only the answer to the request was lost', async () => {
    const { model, answers, subscriptions } = await started();
    let lose: (reason: Error) => void = () => undefined;
    answers.send = () => new Promise((_, reject) => (lose = reject));
    const sending = model.chat.send('A pool');
    const events = eventsOf(turn('r1', 'A pool', 'Which city?', clientIdOf(model)));
    for (const event of events.slice(0, 2)) lastOf(subscriptions).sink.event(event);
    await eventually(() => lose.length > 0);
    lose(failure('NETWORK'));
    await sending;
    expect(shown(model)).toEqual(['A pool (sent)', 'Which  (streaming)']);
    for (const event of events.slice(2)) lastOf(subscriptions).sink.event(event);
    expect(shown(model)).toEqual(['A pool (sent)', 'Which city? (completed)']);
  });

  it('stops the reply that is being written', async () => {
    const { model, subscriptions, answers } = await started();
    const stopped: unknown[] = [];
    answers.cancel = async (...input) => Boolean(stopped.push(input));
    void model.chat.send('A pool');
    for (const event of eventsOf(turn('r1', 'A pool', 'Which city?', clientIdOf(model))).slice(0, 2)) {
      lastOf(subscriptions).sink.event(event);
    }
    await model.chat.stop();
    expect(stopped).toEqual([['session1', 'r1']]);
  });
});

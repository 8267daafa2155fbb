import { afterEach, describe, expect, it } from 'vitest';
import { createFakeTransport, eventsOf, failure, message, record, turn } from './fake-transport.ts';
import {
  clientIdOf,
  createStore,
  disposeAll,
  eventually,
  lastOf,
  shown,
  start,
  started,
  until,
} from './running-widget.ts';

afterEach(disposeAll);

describe('a lost connection', () => {
  it('is taken up from the last event, again and again', async () => {
    const { model, subscriptions, answers } = await started();
    void model.chat.send('A pool');
    const whole = turn('r1', 'A pool', 'Which city is it in?', clientIdOf(model));
    const streaming = [whole.userMessage, { ...whole.reply, status: 'STREAMING' as const }];
    answers.resume = async () => record(streaming);
    for (const [place, event] of eventsOf(whole).entries()) {
      lastOf(subscriptions).sink.event(event);
      lastOf(subscriptions).sink.ended(failure('CLOSED'));
      await eventually(() => subscriptions.length === place + 2);
      expect(lastOf(subscriptions).cursor).toEqual({ messageId: 'r1', index: place });
    }
    expect(shown(model)).toEqual(['A pool (sent)', 'Which city is it in? (completed)']);
  });

  it('asks again for what is missing between two events', async () => {
    const { model, subscriptions } = await started();
    void model.chat.send('A pool');
    const [begun, , later] = eventsOf(turn('r1', 'A pool', 'Which city is it in?', clientIdOf(model)));
    if (!begun || !later) throw new Error('no events');
    lastOf(subscriptions).sink.event(begun);
    lastOf(subscriptions).sink.event(later);
    await eventually(() => subscriptions.length === 2);
    expect(subscriptions[0]?.isStopped).toBe(true);
    expect(lastOf(subscriptions).cursor).toEqual({ messageId: 'r1', index: 0 });
  });

  it('is told, and no longer once it is mended', async () => {
    const { model, subscriptions, answers } = await started();
    answers.resume = async () => {
      throw failure('NETWORK');
    };
    lastOf(subscriptions).sink.ended(failure('CLOSED'));
    await until(() => model.connection.value?.code === 'NETWORK');
    answers.resume = async () => record([]);
    await until(() => model.connection.value === null);
  });

  it('begins from the newest reply where the server knows nothing of the cursor', async () => {
    const { model, subscriptions } = await started();
    void model.chat.send('A pool');
    const [begun] = eventsOf(turn('r1', 'A pool', 'Which city?', clientIdOf(model)));
    if (!begun) throw new Error('no events');
    lastOf(subscriptions).sink.event(begun);
    lastOf(subscriptions).sink.ended(failure('NOT_FOUND'));
    await eventually(() => subscriptions.length === 2);
    expect(lastOf(subscriptions).cursor).toBeNull();
  });

  it('is left alone while the widget is closed', async () => {
    const { model, subscriptions } = await started();
    model.close();
    expect(subscriptions[0]?.isStopped).toBe(true);
    model.open();
    await eventually(() => subscriptions.length === 2);
  });
});

describe('a reload', () => {
  it('goes on with a half-streamed reply where it was', async () => {
    const first = await started();
    void first.model.chat.send('A pool');
    const whole = turn('r1', 'A pool', 'Which city is it in?', clientIdOf(first.model));
    const events = eventsOf(whole);
    for (const event of events.slice(0, 3)) lastOf(first.subscriptions).sink.event(event);
    first.model.save();

    const fake = createFakeTransport();
    fake.answers.resume = async () =>
      record([whole.userMessage, { ...whole.reply, status: 'STREAMING', content: '' }]);
    const second = start(fake, createStore(first.kept()));
    expect(shown(second.model)).toEqual(['A pool (sent)', 'Which city  (streaming)']);
    second.model.open();
    await eventually(() => second.subscriptions.length === 1);
    expect(second.calls).toEqual(['authorise token1', 'resume']);
    expect(second.subscriptions[0]).toMatchObject({
      sessionId: 'session1',
      cursor: { messageId: 'r1', index: 2 },
    });
    for (const event of events.slice(3)) lastOf(second.subscriptions).sink.event(event);
    expect(shown(second.model)).toEqual(['A pool (sent)', 'Which city is it in? (completed)']);
  });
});

describe('a session that has ended', () => {
  const expiry = ['SESSION_EXPIRED', 'UNAUTHENTICATED'];

  it.each(expiry)('is told, its text kept, and the message sent in a new one: %s', async (code) => {
    const { model, answers } = await started();
    answers.send = async ({ sessionId, message: text, clientMessageId }) => {
      if (sessionId === 'session1') throw failure(code);
      return turn('r2', text, 'Which city?', clientMessageId);
    };
    model.chat.merge(record([message('USER', 'm0', 'Earlier'), message('ASSISTANT', 'r0', 'Well')]));
    await model.chat.send('A pool');
    expect(shown(model)).toEqual([
      'Earlier (sent)',
      'Well (completed)',
      'notice',
      'A pool (sent)',
      'Which city? (completed)',
    ]);
  });

  it('is replaced once when its socket is refused', async () => {
    const { model, subscriptions } = await started();
    model.chat.merge(record([message('USER', 'm0', 'Earlier')]));
    lastOf(subscriptions).sink.ended(failure('SESSION_EXPIRED'));
    await eventually(() => subscriptions.length === 2);
    expect(shown(model)).toEqual(['Earlier (sent)', 'notice']);
    expect(lastOf(subscriptions)).toMatchObject({ sessionId: 'session2', cursor: null });
  });

  it('is not mistaken for a key that is refused', async () => {
    const fake = createFakeTransport();
    let attempts = 0;
    fake.answers.startSession = async () => {
      attempts += 1;
      throw failure('UNAUTHENTICATED');
    };
    const { model } = start(fake);
    model.open();
    await until(() => model.connection.value?.code === 'UNAUTHENTICATED');
    await model.chat.send('A pool');
    expect(shown(model)).toEqual(['A pool (failed)']);
    expect(attempts).toBeGreaterThanOrEqual(2);
  });
});

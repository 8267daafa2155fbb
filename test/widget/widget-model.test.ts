import { effect } from '@preact/signals-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { WidgetEvents } from '../../client-widget/src/embed.ts';
import type { Snapshot, SnapshotStore } from '../../client-widget/src/models/snapshot.ts';
import { createWidget, type WidgetModel } from '../../client-widget/src/models/widget.model.ts';
import {
  config,
  createFakeTransport,
  estimation,
  eventsOf,
  failure,
  message,
  record,
  turn,
} from './fake-transport.ts';

const opened: WidgetModel[] = [];
afterEach(() => {
  for (const model of opened.splice(0)) model.dispose();
});

function start(fake = createFakeTransport(), kept: Snapshot | null = null) {
  let snapshot = kept;
  const store: SnapshotStore = {
    read: () => snapshot,
    write(next) {
      snapshot = next;
    },
  };
  const events: (keyof WidgetEvents)[] = [];
  const model = createWidget({
    transport: fake.transport,
    store,
    apiKey: 'efofx_k',
    locale: 'en',
    pageUrl: 'https://example.com/',
    config,
    emit: (event) => void events.push(event),
    delayMs: () => 0,
  });
  opened.push(model);
  return { ...fake, model, events, kept: () => snapshot };
}

/** Resolves as soon as the condition, which reads signals, holds. */
function until(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (!holds()) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
}

/** For what is no signal. */
async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

const shown = ({ chat }: WidgetModel) =>
  chat.conversation.value.entries.map((entry) =>
    entry.kind === 'message' ? `${entry.text} (${entry.state})` : entry.kind,
  );

function lastOf<Item>(items: Item[]): Item {
  const last = items.at(-1);
  if (last === undefined) throw new Error('empty');
  return last;
}

async function started(fake = createFakeTransport()) {
  const widget = start(fake);
  widget.model.open();
  await eventually(() => widget.subscriptions.length === 1);
  return widget;
}

describe('a conversation', () => {
  it('begins when the widget is opened, and only then', async () => {
    const { model, calls, subscriptions } = start();
    expect(calls).toEqual([]);
    model.open();
    await eventually(() => subscriptions.length === 1);
    expect(calls).toEqual(['startSession', 'authorise token1']);
    expect(subscriptions[0]).toMatchObject({ sessionId: 'session1', cursor: null });
  });

  it('shows a message at once and its reply word by word', async () => {
    const { model, subscriptions, events } = await started();
    void model.chat.send('  A pool ');
    expect(shown(model)).toEqual(['A pool (sending)']);
    const id = clientIdOf(model);
    for (const event of eventsOf(turn('r1', 'A pool', 'Which city?', id)))
      lastOf(subscriptions).sink.event(event);
    expect(shown(model)).toEqual(['A pool (sent)', 'Which city? (completed)']);
    expect(model.chat.announcement.value).toBe('Which city?');
    expect(events).toEqual(['opened', 'message', 'message']);
  });

  it('sends one message at a time and nothing empty', async () => {
    const { model, calls } = await started();
    await model.chat.send('   ');
    void model.chat.send('One');
    await model.chat.send('Two');
    await eventually(() => calls.includes('send'));
    expect(calls.filter((call) => call === 'send')).toHaveLength(1);
    expect(shown(model)).toEqual(['One (sending)']);
  });

  it('is complete without the socket, from the answer to the request', async () => {
    const { model, answers } = await started();
    answers.send = async (input) => turn('r1', input.message, 'Which city?', input.clientMessageId);
    await model.chat.send('A pool');
    expect(shown(model)).toEqual(['A pool (sent)', 'Which city? (completed)']);
  });

  it('keeps a message that did not arrive and sends it again under the same id', async () => {
    const { model, answers } = await started();
    const ids: string[] = [];
    answers.send = async (input) => {
      ids.push(input.clientMessageId);
      if (ids.length === 1) throw failure('NETWORK');
      return turn('r1', input.message, 'Which city?', input.clientMessageId);
    };
    await model.chat.send('A pool');
    expect(shown(model)).toEqual(['A pool (failed)']);
    await model.chat.retry(ids[0] ?? '');
    expect(shown(model)).toEqual(['A pool (sent)', 'Which city? (completed)']);
    expect(new Set(ids).size).toBe(1);
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
    const second = start(fake, first.kept());
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

describe('an estimate', () => {
  const ready = (id: string) => turn('r1', 'A pool', 'Enough.', id, { readyForEstimate: true });

  async function readyWidget(fake = createFakeTransport()) {
    fake.answers.send = async ({ clientMessageId }) => ready(clientMessageId);
    const widget = await started(fake);
    await widget.model.chat.send('A pool');
    return widget;
  }

  it('is offered when there is enough for one, and not again until more was said', async () => {
    const { model, events } = await readyWidget();
    expect(model.estimate.isOffered.value).toBe(true);
    await model.estimate.request();
    expect(shown(model).at(-1)).toBe('estimate');
    expect(model.estimate.isOffered.value).toBe(false);
    expect(events).toContain('estimate');
    await model.chat.send('With a spa');
    expect(model.estimate.isOffered.value).toBe(true);
  });

  it('asks for a contact first where the tenant wants one', async () => {
    const fake = createFakeTransport();
    const { startSession } = fake.answers;
    fake.answers.startSession = async (input) => ({
      ...(await startSession(input)),
      config: { ...config, leadCaptureRequired: true },
    });
    const { model, calls, events } = await readyWidget(fake);
    await model.estimate.request();
    expect([model.estimate.phase.value, calls.includes('estimate')]).toEqual(['contact', false]);
    await model.estimate.submitContact({ email: 'ann@example.com' });
    expect(shown(model).at(-1)).toBe('estimate');
    expect(events).toContain('lead');
  });

  it('asks for it too where only the server knows that it is wanted', async () => {
    const { model, answers } = await readyWidget();
    answers.estimate = async () => {
      throw failure('BAD_USER_INPUT', ['customerInfo']);
    };
    await model.estimate.request();
    expect(model.estimate.phase.value).toBe('contact');
    model.estimate.dismiss();
    expect(model.estimate.phase.value).toBe('idle');
  });

  it('that fails is told and can be asked for again', async () => {
    const { model, answers } = await readyWidget();
    answers.estimate = async () => {
      throw failure('SERVICE_UNAVAILABLE');
    };
    await model.estimate.request();
    expect(model.estimate.fault.value?.code).toBe('SERVICE_UNAVAILABLE');
    answers.estimate = async () => estimation;
    await model.estimate.request();
    expect([model.estimate.fault.value, shown(model).at(-1)]).toEqual([null, 'estimate']);
  });
});

function clientIdOf({ chat }: WidgetModel): string {
  for (const entry of chat.conversation.peek().entries) {
    if (entry.kind === 'message' && entry.state === 'sending') return entry.clientMessageId ?? '';
  }
  throw new Error('nothing is being sent');
}

import { afterEach, describe, expect, it } from 'vitest';
import { eventsOf, failure, turn } from './fake-transport.ts';
import { clientIdOf, disposeAll, eventually, lastOf, shown, start, started } from './running-widget.ts';

afterEach(disposeAll);

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

import { afterEach, describe, expect, it } from 'vitest';
import { createFakeTransport, estimation, eventsOf, message, record, turn } from './fake-transport.ts';
import { clientIdOf, createStore, disposeAll, eventually, lastOf, shown, start } from './running-widget.ts';

afterEach(disposeAll);

/** Two tabs of one browser, or two widgets of one page. */
function tabs() {
  const store = createStore();
  const [fake, other] = [createFakeTransport(), createFakeTransport()];
  // The other one's sessions are not to be mistaken for the first one's.
  other.answers.startSession = async (input) => ({
    ...(await fake.answers.startSession(input)),
    sessionId: `other${other.calls.length}`,
  });
  return [start(fake, store), start(other, store)] as const;
}

type Tab = ReturnType<typeof start>;

async function open(tab: Tab): Promise<void> {
  tab.model.open();
  await eventually(() => tab.subscriptions.length > 0);
}

async function say(tab: Tab, text: string): Promise<void> {
  tab.answers.send = async ({ clientMessageId }) => turn(`r-${text}`, text, 'Which city?', clientMessageId);
  await tab.model.chat.send(text);
  tab.model.save();
}

describe('two tabs', () => {
  it('have one conversation, though both were there before it began', async () => {
    const [one, other] = tabs();
    await open(one);
    await say(one, 'A pool');
    other.answers.resume = async () =>
      record([
        message('USER', 'r-A pool-question', 'A pool'),
        message('ASSISTANT', 'r-A pool', 'Which city?'),
      ]);
    await open(other);
    expect(other.calls).not.toContain('startSession');
    expect(lastOf(other.subscriptions).sessionId).toBe('session1');
    expect(shown(other.model)).toEqual(['A pool (sent)', 'Which city? (completed)']);
  });

  it('do not overwrite what was kept with a state of theirs that is older', async () => {
    const [one, other] = tabs();
    await open(one);
    await say(one, 'A pool');
    other.model.save();
    other.model.dispose();
    expect(one.kept()?.conversation.entries).toHaveLength(2);
  });

  it('go on together where one of them begins anew, in mid-reply too', async () => {
    const [one, other] = tabs();
    await open(one);
    await say(one, 'A pool');
    await open(other);
    await one.model.chat.restart();
    await eventually(() => one.subscriptions.length === 2);
    one.answers.send = () => new Promise(() => undefined);
    void one.model.chat.send('A roof');
    const whole = turn('r2', 'A roof', 'How large is it?', clientIdOf(one.model));
    for (const event of eventsOf(whole).slice(0, 3)) lastOf(one.subscriptions).sink.event(event);
    one.model.save();
    other.answers.resume = async () =>
      record([whole.userMessage, { ...whole.reply, status: 'STREAMING', content: '' }]);
    other.model.look();
    await eventually(() => other.subscriptions.length === 2);
    expect(other.subscriptions[0]?.isStopped).toBe(true);
    expect(lastOf(other.subscriptions)).toMatchObject({
      sessionId: 'session2',
      cursor: { messageId: 'r2', index: 2 },
    });
    expect(shown(other.model)).toEqual(shown(one.model));
  });

  it('keep what either has said where both began at the same moment', async () => {
    const [one, other] = tabs();
    await Promise.all([open(one), open(other)]);
    await say(one, 'A pool');
    await say(other, 'A roof');
    one.model.look();
    expect(shown(one.model)).toEqual(['A pool (sent)', 'Which city? (completed)']);
    expect(shown(other.model)).toEqual(['A roof (sent)', 'Which city? (completed)']);
  });

  it('show the estimate that was made in one of them, and know that a contact was left', async () => {
    const [one, other] = tabs();
    await open(one);
    await say(one, 'A pool');
    await open(other);
    await one.model.estimate.request();
    await one.model.estimate.submitContact({ email: 'ann@example.com' });
    one.model.save();
    other.model.look();
    other.model.look();
    expect(shown(other.model).filter((entry) => entry === 'estimate')).toHaveLength(1);
    expect(other.model.estimate.contactGiven.value).toBe(true);
    expect(one.kept()?.conversation.entries.at(-1)).toMatchObject({ estimation: { id: estimation.id } });
  });
});

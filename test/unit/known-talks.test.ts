import { expect, it } from 'vitest';
import { isCurrent, KnownTalks } from '../../src/chat/known-talks.ts';
import type { Message } from '../../src/chat/message.model.ts';

const session = { tenantId: 'tenant-1', sessionId: 'session-1' };
const message = (content: string, status: Message['status'] = 'COMPLETED') =>
  ({ content, status }) as Message;
const talkOf = (...messages: Message[]) => ({ turns: 1, replies: 1, messages });

it('knows nothing of a session until that begins or has been served', () => {
  const talks = new KnownTalks();
  expect(talks.of(session)).toBeNull();
  talks.begin(session);
  expect(talks.of(session)).toEqual({ turns: 0, replies: 0, messages: [] });
  const talk = talkOf(message('a pool'), message('Where?'));
  talks.keep(session, talk);
  expect(talks.of(session)).toEqual(talk);
  expect(talks.of({ ...session, tenantId: 'tenant-2' })).toBeNull();
  talks.forget(session);
  expect(talks.of(session)).toBeNull();
});

it('keeps no talk with a reply that may be replaced, nor what it had before', () => {
  const talks = new KnownTalks();
  talks.begin(session);
  talks.keep(session, talkOf(message('a pool'), message('', 'FAILED')));
  expect(talks.of(session)).toBeNull();
  talks.keep(session, talkOf(message('a pool'), message('Where', 'CANCELLED')));
  expect(talks.of(session)).not.toBeNull();
});

it('is bounded by what was said: the oldest go first', () => {
  const talks = new KnownTalks();
  const sessions = Array.from({ length: 200 }, (_, n) => ({ ...session, sessionId: `session-${n}` }));
  for (const one of sessions) talks.keep(one, talkOf(message('x'.repeat(40_000))));
  const known = sessions.filter((one) => talks.of(one) !== null);
  expect(known.length).toBeGreaterThan(90);
  expect(known.length).toBeLessThan(100);
  expect(known.at(-1)).toBe(sessions.at(-1));
});

it.each([
  [{ turns: 3, replies: 4 }, true],
  [{ turns: 3, replies: 5 }, false],
  [{ turns: 4, replies: 5 }, false],
  [{ turns: 1, replies: 1 }, false],
])('holds where the claim is the next one: %o → %s', (claimed, expected) => {
  expect(isCurrent({ turns: 2, replies: 3, messages: [] }, claimed)).toBe(expected);
});

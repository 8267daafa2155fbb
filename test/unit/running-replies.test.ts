import { expect, it } from 'vitest';
import type { Message } from '../../src/chat/message.model.ts';
import { RunningReplies } from '../../src/chat/running-replies.ts';

const replyOf = (sessionId: string, order = 1, tenantId = 'tenant-1') =>
  ({ _id: `${tenantId}-${sessionId}-${order}`, tenantId, sessionId, order }) as Message;

it('finds the reply that comes next in a session of a tenant, as long as it is written here', () => {
  const replies = new RunningReplies();
  const reply = replyOf('session-1', 3);
  const isOver = replies.add(reply);
  expect(replies.after(reply, 2)).toBe(reply);
  // One that was missed in between is looked up.
  expect([replies.after(reply, 1), replies.after(reply, 3)]).toEqual([null, null]);
  expect(replies.after({ ...reply, sessionId: 'session-2' }, 2)).toBeNull();
  expect(replies.after({ ...reply, tenantId: 'tenant-2' }, 2)).toBeNull();
  isOver();
  expect(replies.after(reply, 2)).toBeNull();
});

it('remembers which reply of a session was the last to be begun here', () => {
  const replies = new RunningReplies();
  const reply = replyOf('session-1', 3);
  expect(replies.isLast(reply, 3)).toBe(false);
  const isOver = replies.add(reply);
  isOver();
  expect([2, 3, 4].map((order) => replies.isLast(reply, order))).toEqual([false, true, false]);
  expect(replies.isLast({ ...reply, tenantId: 'tenant-2' }, 3)).toBe(false);
  replies.add(replyOf('session-1', 4));
  expect([3, 4].map((order) => replies.isLast(reply, order))).toEqual([false, true]);
});

it('keeps the reply that has followed when the one before it ends late', () => {
  const replies = new RunningReplies();
  const isOver = replies.add(replyOf('session-1', 1));
  const next = replyOf('session-1', 2);
  replies.add(next);
  isOver();
  expect(replies.after(next, 1)).toBe(next);
});

it('has pieces wait as told where few replies are written, longer where many are, and never for long', () => {
  const replies = new RunningReplies();
  const pauses = Array.from({ length: 400 }, (_, n) => {
    replies.add(replyOf(`session-${n}`));
    return replies.pauseMs(25);
  });
  expect([pauses[0], pauses[39], pauses[99], pauses[399]]).toEqual([25, 25, 62.5, 100]);
  expect(pauses.toSorted((one, other) => one - other)).toEqual(pauses);
});

import { describe, expect, it } from 'vitest';
import type { ReplyPlan } from '../../src/chat/assistant.service.ts';
import type { Conversation } from '../../src/chat/conversation.model.ts';
import type { Talk } from '../../src/chat/conversations.service.ts';
import type { Message } from '../../src/chat/message.model.ts';
import { ReplyPlans } from '../../src/chat/reply-plans.ts';

const viewer = { kind: 'visitor', tenantId: 't', sessionId: 's' } as never;
const conversation = { preface: null } as Conversation;
const said = (turn: number, content: string) => [
  { turn, role: 'USER', content } as Message,
  { turn, role: 'ASSISTANT', content: `on ${content}` } as Message,
];
const question = (turn: number) => ({ sessionId: 's', role: 'USER' as const, content: 'now', turn });

/** The session's messages as each look at it finds them, and what was planned by. */
function bench(...looks: Message[][]) {
  const planned: Talk[] = [];
  const messages = async () => looks.shift() ?? [];
  const plan = async (_viewer: unknown, talk: Talk): Promise<ReplyPlan> => {
    planned.push(talk);
    return { text: async function* () {}, outcome: () => Promise.reject(new Error(String(planned.length))) };
  };
  return { planned, plans: new ReplyPlans({ messages }, { plan }) };
}

const wordsOf = ({ messages }: Talk) => messages.map(({ content }) => content);

describe('a plan made before its turn is claimed', () => {
  it.each([
    ['first', 1, []],
    ['second', 2, said(1, 'a')],
    ['third', 3, [...said(1, 'a'), ...said(2, 'b')]],
  ])('holds for the %s turn of a session that stayed as it was', async (_, turn, there) => {
    const { planned, plans } = bench(there);
    const drafting = plans.draft(viewer, 's', 'now', null);
    const plan = await plans.settled(viewer, conversation, question(turn), drafting);
    expect(plan.plan).toBe((await drafting).plan);
    expect(planned.map(wordsOf)).toEqual([[...there.map(({ content }) => content), 'now']]);
  });

  it.each([
    ['lacks a turn that ended meanwhile', said(1, 'a'), 3],
    ['lacks the end of the turn before', said(1, 'a').slice(0, 1), 2],
    [
      'was read in the middle of a reply',
      said(1, 'a').map((row) => ({ ...row, status: 'STREAMING' as const })),
      2,
    ],
    ['holds a turn that is not before this one', [...said(1, 'a'), ...said(2, 'b')], 2],
  ])('is made anew where it %s', async (_, early, turn) => {
    const now = [...said(1, 'a'), ...said(2, 'b')];
    const { planned, plans } = bench(early, now);
    const drafting = plans.draft(viewer, 's', 'now', null);
    const plan = await plans.settled(viewer, conversation, question(turn), drafting);
    expect(plan.plan).not.toBe((await drafting).plan);
    const before = now.filter((message) => message.turn < turn).map(({ content }) => content);
    expect(planned.map(wordsOf).at(-1)).toEqual([...before, 'now']);
  });

  it('goes by what is known of the session, without a look at it', async () => {
    const { planned, plans } = bench();
    const known = { turns: 1, replies: 1, messages: said(1, 'a') };
    const drafting = plans.draft(viewer, 's', 'now', known);
    const { plan, earlier } = await plans.settled(viewer, conversation, question(2), drafting);
    expect(plan).toBe((await drafting).plan);
    expect(earlier).toEqual(known.messages);
    expect(planned.map(wordsOf)).toEqual([['a', 'on a', 'now']]);
  });

  it('is made anew where the project had been described outright', async () => {
    const preface = { description: 'a pool' } as unknown as Conversation['preface'];
    const { planned, plans } = bench([], []);
    const drafting = plans.draft(viewer, 's', 'now', null);
    await plans.settled(viewer, { preface } as Conversation, question(1), drafting);
    expect(planned.map((talk) => talk.preface)).toEqual([null, preface]);
  });

  it('waits until the turn is paid for where there is much to read', async () => {
    const long = said(1, 'a'.repeat(1_998));
    const { planned, plans } = bench(long);
    const drafting = plans.draft(viewer, 's', 'now', null);
    expect((await drafting).plan).toBeNull();
    expect(planned).toEqual([]);
    await plans.settled(viewer, conversation, question(2), drafting);
    expect(planned.map(wordsOf)).toEqual([[...long.map(({ content }) => content), 'now']]);
  });

  it('fails the reply where it could not be made, and nobody else', async () => {
    const plans = new ReplyPlans(
      { messages: async () => Promise.reject(new Error('gone')) },
      { plan: async () => Promise.reject(new Error('never')) },
    );
    const drafting = plans.draft(viewer, 's', 'now', null);
    await new Promise(setImmediate);
    await expect(plans.settled(viewer, conversation, question(1), drafting)).rejects.toThrow('gone');
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TenantActor, tenant, visitor } from '../support/actors.ts';
import { cancelMutation, follow, hasEnded, history, reply, say, sendMutation } from '../support/chat.ts';
import { get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({}, { durations: { scriptedWordMs: 8 } });
  company = await tenant(server);
});
afterAll(() => server.close());

describe('a conversation', () => {
  it('leads a visitor from the first message to the estimate', async () => {
    const guest = await visitor(server, company);
    const opening = await history(server, guest);
    expect(opening.messages).toEqual([]);
    expect(opening.suggestions.length).toBeGreaterThanOrEqual(2);

    const first = await reply(server, guest, 'We would like a pool in our backyard');
    expect(first).toMatchObject({ sessionId: guest.sessionId, readyForEstimate: false });
    expect(first.reply).toMatchObject({ role: 'ASSISTANT', status: 'COMPLETED' });
    expect(first.reply.content.split('?').length - 1).toBe(1);
    expect(first.suggestions.length).toBeGreaterThanOrEqual(2);

    await reply(server, guest, '15x30, with a spa');
    const last = await reply(server, guest, 'in San Diego');
    expect(last.readyForEstimate).toBe(true);
    expect(last.extractedDetails).toMatchObject({
      subcategory: 'pool',
      region: 'SoCal - Coastal',
      size: { value: 450, unit: 'sqft' },
      features: ['spa'],
    });

    const { estimateFromChat } = await get<{ estimateFromChat: Record<string, unknown> }>(
      server,
      `mutation ($sessionId: UUID!) { estimateFromChat(sessionId: $sessionId) { sessionId status revision narrative assumptions
         risks { description } estimate { costP50 costP80 costP95 timelineWeeksP50 timelineWeeksP80 costBreakdown { component amount } } } }`,
      { token: guest.token, variables: { sessionId: guest.sessionId } },
    );
    expect(estimateFromChat).toMatchObject({ sessionId: guest.sessionId, status: 'COMPLETED', revision: 1 });
    const { estimation } = await get<{ estimation: { status: string } }>(
      server,
      'query ($sessionId: UUID!) { estimation(sessionId: $sessionId) { status } }',
      { token: guest.token, variables: { sessionId: guest.sessionId } },
    );
    expect(estimation.status).toBe('COMPLETED');
    const said = (await history(server, guest)).messages.map(({ role }) => role);
    expect(said).toEqual(['USER', 'ASSISTANT', 'USER', 'ASSISTANT', 'USER', 'ASSISTANT']);
  });

  it('gives a draft with questions where too little is known', async () => {
    const guest = await visitor(server, company);
    await reply(server, guest, 'Hello there');
    const { estimateFromChat } = await get<{
      estimateFromChat: { status: string; estimate: null; clarifyingQuestions: string[] };
    }>(
      server,
      'mutation ($sessionId: UUID!) { estimateFromChat(sessionId: $sessionId) { status estimate { costP50 } clarifyingQuestions } }',
      { token: guest.token, variables: { sessionId: guest.sessionId } },
    );
    expect(estimateFromChat).toMatchObject({ status: 'DRAFT', estimate: null });
    expect(estimateFromChat.clarifyingQuestions.length).toBeGreaterThan(0);
  });

  it('never shows one visitor the words of another', async () => {
    const [one, other] = await Promise.all([visitor(server, company), visitor(server, company)]);
    const seenByOne = await follow(server, one, { sessionId: one.sessionId });
    const seenByOther = await follow(server, other, { sessionId: other.sessionId });
    await Promise.all([
      reply(server, one, 'A new kitchen in Oakland, MARKER-ONE please'),
      reply(server, other, 'A new roof in Fresno, MARKER-OTHER please'),
    ]);
    await Promise.all([seenByOne.until(hasEnded), seenByOther.until(hasEnded)]);
    expect(JSON.stringify(seenByOne.events)).toContain('MARKER-ONE');
    expect(JSON.stringify(seenByOne.events)).not.toContain('MARKER-OTHER');
    expect(JSON.stringify(seenByOther.events)).not.toContain('MARKER-ONE');
    expect(JSON.stringify(await history(server, one))).not.toContain('MARKER-OTHER');
    await Promise.all([seenByOne.cut(), seenByOther.cut()]);
  });

  it('opens for a signed-in user, who alone may go on with it; staff may read every session', async () => {
    const opened = await reply(server, { token: company.token }, project);
    const { sessionId } = opened;
    expect(sessionId).toMatch(/^[0-9a-f-]{36}$/);
    const again = await reply(server, { token: company.token, sessionId }, 'and heated, please');
    expect(again.sessionId).toBe(sessionId);

    const guest = await visitor(server, company);
    await reply(server, guest, project);
    expect(
      (await history(server, { token: company.token, sessionId: guest.sessionId })).messages,
    ).toHaveLength(2);
    const intrusion = { sessionId: guest.sessionId, message: 'hello' };
    await refused(server, sendMutation, 'FORBIDDEN', {
      token: company.token,
      variables: { input: intrusion },
    });
  });
});

describe('the same clientMessageId', () => {
  it('ten times in parallel gives one turn and ten equal answers', async () => {
    const guest = await visitor(server, company);
    const id = randomUUID();
    const turns = await Promise.all(Array.from({ length: 10 }, () => reply(server, guest, project, id)));
    expect(new Set(turns.map((turn) => JSON.stringify(turn))).size).toBe(1);
    expect((await history(server, guest)).messages).toHaveLength(2);
  });

  it('once the turn is complete gives its first result again, at no cost', async () => {
    const guest = await visitor(server, company);
    const id = randomUUID();
    const first = await reply(server, guest, project, id);
    await reply(server, guest, 'by next summer');
    const before = await remaining(server, company);
    expect(await reply(server, guest, project, id)).toEqual(first);
    expect(await remaining(server, company)).toBe(before);
  });

  it('with other words is refused', async () => {
    const guest = await visitor(server, company);
    const id = randomUUID();
    await reply(server, guest, project, id);
    const input = { sessionId: guest.sessionId, message: 'something else', clientMessageId: id };
    await refused(server, sendMutation, 'IDEMPOTENCY_CONFLICT', { token: guest.token, variables: { input } });
  });
});

describe('one reply at a time', () => {
  /** Its replies last long enough for something to be done meanwhile, on a busy machine too. */
  let server: Started;
  let company: TenantActor;
  beforeAll(async () => {
    server = await start({}, { durations: { scriptedWordMs: 40, scriptedReplyMs: 2_000 } });
    company = await tenant(server);
  });
  afterAll(() => server.close());

  it('refuses another message while one is being answered, uncharged', async () => {
    const guest = await visitor(server, company);
    const watching = await follow(server, guest, { sessionId: guest.sessionId });
    const running = reply(server, guest, project);
    await watching.until((events) => events.length > 0);
    const before = await remaining(server, company);
    const input = { sessionId: guest.sessionId, message: 'and another thing' };
    await refused(server, sendMutation, 'CONFLICT', { token: guest.token, variables: { input } });
    expect(await remaining(server, company)).toBe(before);
    expect((await running).reply.status).toBe('COMPLETED');
    await watching.cut();
  });

  it('ends by cancelChatReply, keeping what was said', async () => {
    const guest = await visitor(server, company);
    const watching = await follow(server, guest, { sessionId: guest.sessionId });
    const running = reply(server, guest, project);
    const [started] = await watching.until((events) => events.length > 2);
    const variables = { sessionId: guest.sessionId, messageId: started?.messageId };
    const elsewhere = { ...variables, messageId: 'another' };
    expect(await get(server, cancelMutation, { token: guest.token, variables: elsewhere })).toEqual({
      cancelChatReply: false,
    });
    expect(await get(server, cancelMutation, { token: guest.token, variables })).toEqual({
      cancelChatReply: true,
    });
    const turn = await running;
    expect(turn.reply.status).toBe('CANCELLED');
    const events = await watching.until(hasEnded);
    const text = events.map((event) => event.text ?? '').join('');
    expect(turn.reply.content).toBe(text);
    expect(events.at(-1)).toMatchObject({
      __typename: 'ChatReplyCompleted',
      turn: { reply: { status: 'CANCELLED' } },
    });
    expect(await get(server, cancelMutation, { token: guest.token, variables })).toEqual({
      cancelChatReply: false,
    });
    expect((await reply(server, guest, 'go on')).reply.status).toBe('COMPLETED');
    await watching.cut();
  });
});

describe('bad input', () => {
  it.each([
    ['an empty message', { message: '   ' }, 'input.message'],
    ['an over-long message', { message: 'x'.repeat(4_001) }, 'input.message'],
  ])('refuses %s by name', async (_what, wrong, path) => {
    const guest = await visitor(server, company);
    const input = { sessionId: guest.sessionId, ...wrong };
    const error = await refused(server, sendMutation, 'BAD_USER_INPUT', {
      token: guest.token,
      variables: { input },
    });
    expect(error.extensions.fields?.[0]?.path).toBe(path);
    expect((await history(server, guest)).messages).toEqual([]);
  });

  it('refuses what is not a UUID before anything runs', async () => {
    const guest = await visitor(server, company);
    const input = { sessionId: 'not-a-uuid', message: 'hello' };
    const error = await refused(server, sendMutation, 'BAD_USER_INPUT', {
      token: guest.token,
      variables: { input },
    });
    expect(error.status).toBe(400);
    expect(JSON.stringify(error)).not.toContain('not-a-uuid');
  });

  it('answers alike for an unknown session and for someone else’s', async () => {
    const [one, other] = await Promise.all([visitor(server, company), visitor(server, company)]);
    await reply(server, other, project);
    const errors = await Promise.all(
      [randomUUID(), other.sessionId].map((sessionId) =>
        refused(server, sendMutation, 'NOT_FOUND', {
          token: one.token,
          variables: { input: { sessionId, message: 'hello' } },
        }),
      ),
    );
    expect(errors[0]?.message).toBe(errors[1]?.message);
    expect((await say(server, { token: one.token, sessionId: one.sessionId }, 'hello')).status).toBe(200);
  });

  it('tells strangers to sign in', async () => {
    const input = { sessionId: randomUUID(), message: 'hello' };
    const error = await refused(server, sendMutation, 'UNAUTHENTICATED', { variables: { input } });
    expect(error.status).toBe(401);
  });
});

async function remaining(at: Started, { token }: TenantActor): Promise<number> {
  const query = '{ rateLimit { remaining } }';
  const { rateLimit } = await get<{ rateLimit: { remaining: number } }>(at, query, { token });
  return rateLimit.remaining;
}

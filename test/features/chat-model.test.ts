import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tiers } from '../../src/tenant/tiers.ts';
import { type TenantActor, tenant, visitor } from '../support/actors.ts';
import { follow, hasEnded, history, isEnd, reply, say, sendMutation, textOf } from '../support/chat.ts';
import { get, refused } from '../support/graphql.ts';
import { type ModelServer, type RawAnswer, startModel } from '../support/model.ts';
import { type Started, start } from '../support/start.ts';

const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
const platformKey = 'sk-platform-000';
const spoken = 'A pool sounds lovely. How large should it be, and would you like it heated as well?';

let model: ModelServer;
let server: Started;
let trial: TenantActor;

const quickModel = {
  firstTokenMs: 750,
  idleMs: 500,
  totalMs: 3_000,
  retryDelayMs: 20,
  breakerOpenMs: 1,
  breakerWindowMs: 1,
};

beforeAll(async () => {
  model = await startModel({ reply: () => spoken, charactersPerChunk: 6, msPerChunk: 4 });
  server = await start(
    { LLM: 'openai', OPENAI_API_KEY: platformKey, OPENAI_BASE_URL: model.baseUrl },
    {
      modelTiming: quickModel,
      tiers: { TRIAL: { ...tiers.TRIAL, requestsPerHour: 100_000 } },
      quotas: { messagesPerSessionMinute: { limit: 1_000, windowMs: 60_000 } },
    },
  );
  trial = await tenant(server, 'TRIAL');
});
beforeEach(() => model.answerAll(null));
afterAll(async () => {
  await server.close();
  await model.close();
});

/** A stream that says something and then ends in its own way. */
const speaking =
  (text: string, end: (response: Parameters<RawAnswer>[0]) => void): RawAnswer =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const choices = [{ index: 0, delta: { content: text }, finish_reason: null }];
    response.write(`data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', choices })}\n\n`, () =>
      end(response),
    );
  };

const refusing =
  (status: number, code: string): RawAnswer =>
  (response) =>
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error: { code, message: `sk-secret ${code}` } }));

describe('a reply by a model', () => {
  it('streams what the model says, on the platform’s key, with nothing of other sessions in the prompt', async () => {
    const [other, guest] = [await visitor(server, trial), await visitor(server, trial)];
    await reply(server, other, 'A kitchen for SOMEBODY-ELSE in Oakland');
    model.requests.length = 0;
    const seen = await follow(server, guest, { sessionId: guest.sessionId });
    const turn = await reply(server, guest, project);
    expect(turn.reply).toMatchObject({ status: 'COMPLETED', content: spoken });
    const events = await seen.until(hasEnded);
    expect(textOf(events)).toBe(spoken);
    expect(events.length).toBeGreaterThan(3);
    expect(turn.extractedDetails).toMatchObject({ subcategory: 'pool', region: 'SoCal - Coastal' });
    expect(model.requests.map(({ authorization }) => authorization)).toEqual([
      `Bearer ${platformKey}`,
      `Bearer ${platformKey}`,
    ]);
    expect(JSON.stringify(model.requests)).toContain('15x30');
    expect(JSON.stringify(model.requests)).not.toContain('SOMEBODY-ELSE');
    await seen.cut();
  });

  it('ends upstream at once when it is cancelled', async () => {
    model.answerAll(speaking('Let me think', () => undefined));
    const guest = await visitor(server, trial);
    const seen = await follow(server, guest, { sessionId: guest.sessionId });
    model.requests.length = 0;
    const running = reply(server, guest, project);
    await seen.until((events) => textOf(events) !== '');
    await get(server, 'mutation ($s: UUID!) { cancelChatReply(sessionId: $s) }', {
      token: guest.token,
      variables: { s: guest.sessionId },
    });
    expect((await running).reply).toMatchObject({ status: 'CANCELLED', content: 'Let me think' });
    await expect.poll(() => model.requests.every(({ aborted }) => aborted)).toBe(true);
    await seen.cut();
  });
});

const tell = (what: string, since: number) =>
  process.stdout.write(`${what} ${(performance.now() - since).toFixed(0)} ms\n`);

describe('a reply that fails', () => {
  it.each([
    ['refuses the key', refusing(401, 'invalid_api_key'), 'LLM_KEY_INVALID', false],
    ['has no quota left', refusing(429, 'insufficient_quota'), 'LLM_QUOTA_EXCEEDED', false],
    [
      'asks to come back in an hour',
      ((response) => response.writeHead(429, { 'retry-after': '3600' }).end('{}')) as RawAnswer,
      'LLM_UNAVAILABLE',
      true,
    ],
    ['answers 500', refusing(500, 'server_error'), 'LLM_UNAVAILABLE', true],
    [
      'answers with a page',
      ((response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')) as RawAnswer,
      'LLM_UNAVAILABLE',
      true,
    ],
    ['never answers', (() => undefined) as RawAnswer, 'LLM_UNAVAILABLE', true],
  ])(
    'when the model %s, costs nothing and says so on both transports',
    async (what, answer, code, retryable) => {
      model.answerAll(answer);
      const guest = await visitor(server, trial);
      const seen = await follow(server, guest, { sessionId: guest.sessionId });
      const before = await remaining();
      const input = { sessionId: guest.sessionId, message: project, clientMessageId: randomUUID() };
      const begun = performance.now();
      const error = await refused(server, sendMutation, code, { token: guest.token, variables: { input } });
      tell(`the model ${what}: told after`, begun);
      expect(error.status).toBe(200);
      expect(error.message).not.toContain('secret');
      expect((await seen.until(hasEnded)).at(-1)).toMatchObject({
        __typename: 'ChatReplyFailed',
        code,
        retryable,
      });
      expect(await remaining()).toBe(before);
      expect(server.log.join('')).not.toContain(platformKey);
      await seen.cut();
    },
  );

  it.each([
    ['is cut off', (response) => response.destroy()],
    ['ends without having finished', (response) => response.end()],
    ['falls silent', () => undefined],
    ['sends nonsense', (response) => response.end('data: {broken\n\n')],
  ] as [string, (response: Parameters<RawAnswer>[0]) => void][])(
    'when the model %s half-way, keeps what was said, and the retry takes its place for free',
    async (what, end) => {
      model.answerAll(speaking('Half of a sen', end));
      const guest = await visitor(server, trial);
      const seen = await follow(server, guest, { sessionId: guest.sessionId });
      const id = randomUUID();
      const begun = performance.now();
      const failed = await say(server, guest, project, id);
      tell(`the model ${what} half-way: told after`, begun);
      expect(failed.errors[0]?.extensions).toMatchObject({ code: 'LLM_UNAVAILABLE', retryable: true });
      const kept = (await history(server, guest)).messages;
      expect(kept.map(({ role, content, status }) => [role, content, status])).toEqual([
        ['USER', project, 'COMPLETED'],
        ['ASSISTANT', 'Half of a sen', 'FAILED'],
      ]);
      const charged = await remaining();

      model.answerAll(null);
      const turn = await reply(server, guest, project, id);
      expect(turn.reply.content).toBe(spoken);
      expect(turn.reply.id).not.toBe(kept[1]?.id);
      expect(turn.userMessage.id).toBe(kept[0]?.id);
      expect(await remaining()).toBe(charged);
      expect((await history(server, guest)).messages.map(({ content }) => content)).toEqual([
        project,
        spoken,
      ]);
      const events = await seen.until((all) => all.filter(isEnd).length === 2);
      expect(events.filter(({ messageId }) => messageId === turn.reply.id)[0]?.index).toBe(0);
      await seen.cut();
    },
  );
});

describe('a turn that takes several attempts', () => {
  it('is paid once, whatever becomes of the attempts between', async () => {
    const guest = await visitor(server, trial);
    const id = randomUUID();
    const before = await remaining();
    model.answerAll(speaking('Half of a sen', (response) => response.destroy()));
    await say(server, guest, project, id);
    model.answerAll(refusing(400, 'bad_request'));
    await say(server, guest, project, id);
    await say(server, guest, project, id);
    model.answerAll(null);
    expect((await reply(server, guest, project, id)).reply.status).toBe('COMPLETED');
    expect(await remaining()).toBe(before - 1);
  });
});

describe('who talks to which assistant', () => {
  it('asks a PRO tenant for its own key', async () => {
    const pro = await tenant(server, 'PRO');
    const guest = await visitor(server, pro);
    const input = { sessionId: guest.sessionId, message: project };
    await refused(server, sendMutation, 'BYOK_REQUIRED', { token: guest.token, variables: { input } });
    expect((await history(server, guest)).messages).toEqual([]);
  });

  it('lets trial tenants talk to the scripted one where the platform has no key', async () => {
    const keyless = await start({ LLM: 'openai', OPENAI_BASE_URL: model.baseUrl });
    try {
      const owner = await tenant(keyless, 'TRIAL');
      model.requests.length = 0;
      const turn = await reply(keyless, await visitor(keyless, owner), project);
      expect(turn.reply.content).not.toBe(spoken);
      expect(model.requests).toEqual([]);
    } finally {
      await keyless.close();
    }
  });
});

async function remaining(): Promise<number> {
  const { rateLimit } = await get<{ rateLimit: { remaining: number } }>(
    server,
    '{ rateLimit { remaining } }',
    { token: trial.token },
  );
  return rateLimit.remaining;
}

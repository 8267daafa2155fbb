import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors.ts';
import { callStarter } from '../../src/llm/openai-call.ts';
import { scriptedModel } from '../../src/llm/scripted.ts';
import { Secret } from '../../src/security/secret.ts';
import { lookedAtThrice } from '../support/clock.ts';
import { type RawAnswer, refusing, startModel } from '../support/model.ts';
import {
  failed,
  head,
  hear,
  openaiBench,
  platformKey,
  quick,
  replyPrompt,
  staying,
} from '../support/model-bench.ts';

const bench = openaiBench();
const text = 'planted-key-0815';
const key = new Secret(text);
const everything = { depth: Number.POSITIVE_INFINITY, showHidden: true };

const trying = (apiKey = key, signal = staying()): Promise<unknown> =>
  bench.model.tryKey(apiKey, signal).then(
    () => 'good',
    (error: unknown) => error,
  );

describe('trying a key', () => {
  it('is one short request for the configured model, on that key and no other', async () => {
    expect(await trying()).toBe('good');
    expect(bench.server.requests).toHaveLength(1);
    const [request] = bench.server.requests;
    expect(request?.authorization).toBe(`Bearer ${text}`);
    expect(request?.body).toEqual({
      model: 'gpt-test',
      messages: [{ role: 'user', content: 'Hello' }],
      max_completion_tokens: 16,
    });
  });

  it.each([
    ['LLM_KEY_INVALID', 401, 'invalid_api_key'],
    ['LLM_KEY_INVALID', 401, null],
    ['LLM_KEY_INVALID', 403, 'unsupported_country_region_territory'],
    ['LLM_QUOTA_EXCEEDED', 429, 'insufficient_quota'],
    ['LLM_UNAVAILABLE', 404, 'model_not_found'],
    ['LLM_UNAVAILABLE', 400, null],
  ])('fails with %s for %i %s, at once and without the provider’s text', async (code, status, reason) => {
    bench.server.answerAll(refusing(status, reason));
    const error = await trying();
    expect(error).toEqual(failed(code));
    expect(error).toBeInstanceOf(Failure);
    expect(inspect(error, everything)).not.toContain(text);
    expect(bench.server.requests).toHaveLength(1);
  });

  it.each([
    ['500', refusing(500, null)],
    ['429', refusing(429, 'rate_limit_exceeded')],
    ['a cut connection', (response) => response.destroy()],
    ['half an answer', (response) => head(response, 'application/json').end('{"choices":[{"mess')],
    ['a page', (response) => head(response, 'text/html').end('<html>')],
    ['something else', (response) => head(response, 'application/json').end('{"ok":true}')],
  ] satisfies [string, RawAnswer][])('is repeated after %s, and fails as unavailable', async (_, answer) => {
    bench.server.answerNext(answer);
    expect(await trying()).toBe('good');
    bench.server.answerAll(answer);
    const error = await trying();
    expect(error).toEqual(failed('LLM_UNAVAILABLE'));
    expect(inspect(error, everything)).not.toContain(text);
    expect(bench.server.requests).toHaveLength(2 + 3);
  });

  it(
    'ends in the time that a first token has, and at once where the caller leaves',
    lookedAtThrice,
    async () => {
      bench.server.answerAll(() => {});
      const started = performance.now();
      expect(await trying()).toEqual(failed('LLM_UNAVAILABLE'));
      expect(performance.now() - started).toBeGreaterThan(quick.firstTokenMs - 10);
      expect(performance.now() - started).toBeLessThan(quick.firstTokenMs + 300);
      await bench.dropped();
      const reason = new Error('left');
      expect(await trying(key, AbortSignal.abort(reason))).toBe(reason);
    },
  );

  it('follows no redirect, which could carry the key elsewhere', async () => {
    const elsewhere = await startModel();
    bench.server.answerAll((response) =>
      response.writeHead(307, { location: `${elsewhere.baseUrl}/chat/completions` }).end(),
    );
    expect(await trying()).toEqual(failed('LLM_UNAVAILABLE'));
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });

  it('counts against nobody: ten faults later, replies go on', async () => {
    bench.server.answerAll(refusing(500, null));
    for (let time = 0; time < 10; time += 1) await trying();
    bench.server.answerAll(null);
    for (const more of [{}, { apiKey: key }])
      expect(await hear(bench.model, replyPrompt('fine', more))).toMatchObject({ text: 'fine', error: null });
  });

  it('is nothing that the scripted assistant can do', async () => {
    const scripted = scriptedModel({ msPerWord: 1, maxMs: 1 });
    await expect(scripted.tryKey(key, staying())).rejects.toEqual(failed('LLM_UNAVAILABLE'));
  });
});

describe('what handles a key', () => {
  it('does not show it: client, call, prompt, model', async () => {
    const start = callStarter({ baseUrl: bench.server.baseUrl, apiKey: platformKey, timing: quick });
    for (const prompt of [replyPrompt('x', { apiKey: key }), replyPrompt('x')]) {
      const call = start(prompt, staying(), { counts: true });
      const client = await call.client();
      await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'Hello' }] });
      const shown = inspect([client, call, prompt, bench.model], everything) + JSON.stringify(prompt);
      expect(shown).not.toContain(text);
      expect(shown).not.toContain(platformKey);
      call.deadlines.close();
    }
    expect(bench.server.requests.map(({ authorization }) => authorization)).toEqual([
      `Bearer ${text}`,
      `Bearer ${platformKey}`,
    ]);
  });

  it('does not show it in the SDK’s own errors either', async () => {
    const start = callStarter({ baseUrl: bench.server.baseUrl, timing: quick });
    const answers: RawAnswer[] = [
      (response) => response.writeHead(500).end('{}'),
      (response) => response.writeHead(401).end('{}'),
      (response) => response.destroy(),
    ];
    for (const answer of answers) {
      bench.server.answerNext(answer);
      const call = start({ apiKey: key }, staying(), { counts: true });
      const { chat } = await call.client();
      const error = await chat.completions.create({ model: 'm', messages: [] }).catch((thrown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(inspect(error, everything)).not.toContain(text);
      call.deadlines.close();
    }
  });
});

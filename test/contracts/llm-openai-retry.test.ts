import { once } from 'node:events';
import { createServer } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors.ts';
import type { LanguageModel } from '../../src/llm/llm.ts';
import { Secret } from '../../src/security/secret.ts';
import { lookedAtThrice } from '../support/clock.ts';
import type { RawAnswer } from '../support/model.ts';
import {
  extractionPrompt,
  failed,
  head,
  hear,
  openaiBench,
  platformKey,
  portOf,
  replyPrompt,
  staying,
} from '../support/model-bench.ts';

const bench = openaiBench();

describe('trying again', () => {
  const refuse =
    (status: number, headers: Record<string, string> = {}, body = '{}'): RawAnswer =>
    (response) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

  it.each([
    ['500', refuse(500)],
    ['503', refuse(503)],
    ['429 without a hint', refuse(429)],
    ['429 with a short one', refuse(429, { 'retry-after': '0' })],
    ['429 with one in ms', refuse(429, { 'retry-after-ms': '20' })],
    ['a date that has passed', refuse(503, { 'retry-after': new Date(0).toUTCString() })],
    ['HTML with 200', (response) => head(response, 'text/html').end('<html>maintenance</html>')],
    ['a clean end at once', (response) => head(response).end()],
    ['a malformed first chunk', (response) => head(response).end('data: {nonsense\n\n')],
    [
      'an error event at once',
      (response) => head(response).end('data: {"error":{"message":"overloaded","code":"server_error"}}\n\n'),
    ],
    ['a dropped connection', (response) => response.destroy()],
  ] satisfies [string, RawAnswer][])('helps after %s, once or twice', async (_, answer) => {
    bench.server.answerNext(answer);
    expect(await hear(bench.model, replyPrompt('at last'))).toMatchObject({ text: 'at last', error: null });
    bench.server.answerNext(answer);
    bench.server.answerNext(answer);
    expect(await hear(bench.model, replyPrompt('at last'))).toMatchObject({ text: 'at last', error: null });
    expect(bench.server.requests).toHaveLength(5);
  });

  it('ends after the second time', async () => {
    bench.server.answerAll(refuse(500, {}, `{"error":{"message":"bad ${platformKey}"}}`));
    const { error } = await hear(bench.model, replyPrompt('x'));
    expect(error).toEqual(failed('LLM_UNAVAILABLE'));
    expect(error).toMatchObject({ extensions: { retryable: true } });
    expect(JSON.stringify(error)).not.toContain(platformKey);
    expect(bench.server.requests).toHaveLength(3);
  });

  it('waits as long as the provider asks', async () => {
    bench.server.answerNext(refuse(429, { 'retry-after': '1' }));
    const heard = await hear(
      bench.modelAt(bench.server.baseUrl, { maxRetryAfterMs: 5_000, firstTokenMs: 5_000 }),
      replyPrompt('ok'),
    );
    expect(heard).toMatchObject({ text: 'ok', error: null });
    expect(heard.ms).toBeGreaterThan(990);
  });

  it('is not worth a long wait', lookedAtThrice, async () => {
    bench.server.answerAll(refuse(429, { 'retry-after': '3600' }));
    const heard = await hear(bench.model, replyPrompt('x'));
    expect(heard.error).toEqual(failed('LLM_UNAVAILABLE'));
    expect(heard.ms).toBeLessThan(200);
    expect(bench.server.requests).toHaveLength(1);
  });

  it.each([
    ['LLM_KEY_INVALID', 401, 'invalid_api_key'],
    ['LLM_KEY_INVALID', 403, 'country_not_supported'],
    ['LLM_QUOTA_EXCEEDED', 429, 'insufficient_quota'],
    ['LLM_UNAVAILABLE', 400, 'context_length_exceeded'],
    ['LLM_UNAVAILABLE', 404, 'model_not_found'],
  ])('is pointless after %s (%i %s)', async (code, status, reason) => {
    const body = JSON.stringify({
      error: { message: `Incorrect key ${platformKey}`, code: reason, type: reason },
    });
    bench.server.answerAll(refuse(status, {}, body));
    for (const error of [
      (await hear(bench.model, replyPrompt('x'))).error,
      await bench.model.extract(extractionPrompt(), staying()).catch((thrown) => thrown),
    ]) {
      expect(error).toEqual(failed(code));
      expect(error).toBeInstanceOf(Failure);
      expect(JSON.stringify([error, String(error), Object(error).stack])).not.toContain(platformKey);
    }
    expect(bench.server.requests).toHaveLength(2);
  });

  it('is pointless where a stream says that the quota is spent', async () => {
    bench.server.answerAll((response) =>
      head(response).end('data: {"error":{"message":"x","code":"insufficient_quota"}}\n\n'),
    );
    expect((await hear(bench.model, replyPrompt('x'))).error).toEqual(failed('LLM_QUOTA_EXCEEDED'));
    expect(bench.server.requests).toHaveLength(1);
  });

  it('does not help against a server that is not there', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const port = portOf(gone);
    gone.close();
    await once(gone, 'close');
    expect((await hear(bench.modelAt(`http://127.0.0.1:${port}/v1`), replyPrompt('x'))).error).toEqual(
      failed('LLM_UNAVAILABLE'),
    );
  });
});

describe('the breaker', () => {
  const failing: RawAnswer = (response) => response.writeHead(500).end();
  const [keyA, keyB] = [new Secret('sk-a'), new Secret('sk-b')];
  const failTimes = async (times: number, apiKey: Secret) => {
    for (let call = 0; call < times; call++) await hear(model, replyPrompt('x', { apiKey }));
  };

  let model: LanguageModel;
  beforeEach(() => {
    model = bench.modelAt(bench.server.baseUrl, { retryDelayMs: 1, breakerOpenMs: 300 });
  });

  it(
    'opens for a key after five failed calls and asks no more, while other keys go on',
    lookedAtThrice,
    async () => {
      bench.server.answerAll(failing);
      await failTimes(5, keyA);
      const asked = bench.server.requests.length;
      bench.server.answerAll(null);
      const refused = await hear(model, replyPrompt('x', { apiKey: keyA }));
      expect(refused.error).toEqual(failed('LLM_UNAVAILABLE'));
      expect(refused.ms).toBeLessThan(20);
      expect(bench.server.requests).toHaveLength(asked);
      await expect(model.extract(extractionPrompt({ apiKey: keyA }), staying())).rejects.toEqual(
        failed('LLM_UNAVAILABLE'),
      );
      expect(await hear(model, replyPrompt('fine', { apiKey: keyB }))).toMatchObject({ text: 'fine' });
      await expect
        .poll(async () => (await hear(model, replyPrompt('back', { apiKey: keyA }))).text, {
          interval: 20,
        })
        .toBe('back');
    },
  );

  it('stays closed after four, and for keys that are refused or callers that leave', async () => {
    bench.server.answerAll(failing);
    await failTimes(4, keyA);
    bench.server.answerAll((response) => response.writeHead(401).end('{}'));
    await failTimes(8, keyA);
    bench.server.answerAll(() => {});
    for (let call = 0; call < 8; call++)
      await hear(model, replyPrompt('x', { apiKey: keyA }), AbortSignal.timeout(5));
    bench.server.answerAll(null);
    expect(await hear(model, replyPrompt('fine', { apiKey: keyA }))).toMatchObject({ text: 'fine' });
  });
});

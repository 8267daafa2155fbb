import { describe, expect, it } from 'vitest';
import { modelTiming } from '../../src/llm/timing.ts';
import { Secret } from '../../src/security/secret.ts';
import { lookedAtThrice } from '../support/clock.ts';
import { type RawAnswer, startModel } from '../support/model.ts';
import {
  chunk,
  failed,
  finish,
  head,
  hear,
  openaiBench,
  platformKey,
  quick,
  replyPrompt,
  said,
} from '../support/model-bench.ts';

const bench = openaiBench();

describe('asking', () => {
  it('sends the system text, the messages and the script, with the limit and the model', async () => {
    const messages = [
      { role: 'user' as const, content: 'a pool' },
      { role: 'assistant' as const, content: 'where?' },
      { role: 'user' as const, content: 'in Irvine' },
    ];
    await hear(bench.model, replyPrompt('How large?', { messages, maxOutputTokens: 77 }));
    const [request] = bench.server.requests;
    expect(request?.body).toMatchObject({ model: 'gpt-test', stream: true, max_completion_tokens: 77 });
    expect(request?.body.messages.slice(0, 4)).toEqual([
      { role: 'system', content: 'Be brief.' },
      ...messages,
    ]);
    expect(request?.body.messages[4]).toMatchObject({
      role: 'system',
      content: expect.stringContaining('How large?'),
    });
  });

  it("uses the prompt's key before the platform's, and sends none where there is none", async () => {
    await hear(bench.model, replyPrompt('x'));
    await hear(bench.model, replyPrompt('x', { apiKey: new Secret('sk-own') }));
    await hear(bench.modelAt(bench.server.baseUrl, {}, ''), replyPrompt('x'));
    expect(bench.server.requests.map(({ authorization }) => authorization)).toEqual([
      `Bearer ${platformKey}`,
      'Bearer sk-own',
      undefined,
    ]);
  });

  it('never mixes up the keys of many callers at once', async () => {
    const keys = Array.from({ length: 50 }, (_, n) => `sk-tenant-${n}`);
    // Fifty connections at once take their time on a busy machine.
    const { connectMs, firstTokenMs, totalMs } = modelTiming;
    const patient = bench.modelAt(bench.server.baseUrl, { connectMs, firstTokenMs, totalMs });
    await Promise.all(
      keys.map((key) => hear(patient, replyPrompt(`I am ${key}`, { apiKey: new Secret(key) }))),
    );
    for (const { authorization, body } of bench.server.requests) {
      expect(`Bearer ${String(body.messages[1]?.content).slice('I am '.length)}`).toBe(authorization);
    }
    // One that was slow may have been asked twice.
    expect(new Set(bench.server.requests.map(({ authorization }) => authorization)).size).toBe(50);
  });

  it('follows no redirect, which could carry the key elsewhere', async () => {
    const elsewhere = await startModel();
    bench.server.answerAll((response) =>
      response.writeHead(307, { location: `${elsewhere.baseUrl}/chat/completions` }).end(),
    );
    expect((await hear(bench.model, replyPrompt('x'))).error).toEqual(failed('LLM_UNAVAILABLE'));
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });
});

describe('finishing', () => {
  it.each(['stop', 'length'])('is what the model says by finish_reason %s', async (reason) => {
    bench.server.answerNext((response) =>
      head(response).end(`${said('all of it')}${chunk({}, reason)}data: [DONE]\n\n`),
    );
    expect(await hear(bench.model, replyPrompt('x'))).toMatchObject({ text: 'all of it', error: null });
  });

  it(
    'does not wait for a stream that stays open or breaks after the model finished',
    lookedAtThrice,
    async () => {
      bench.server.answerNext((response) => head(response).write(`${said('done')}${chunk({}, 'stop')}`));
      const open = await hear(bench.model, replyPrompt('x'));
      expect(open).toMatchObject({ text: 'done', error: null });
      expect(open.ms).toBeLessThan(quick.idleMs);
      bench.server.answerNext((response) =>
        head(response).end(`${said('done')}${chunk({}, 'stop')}data: {broken\n\n`),
      );
      expect(await hear(bench.model, replyPrompt('x'))).toMatchObject({ text: 'done', error: null });
    },
  );

  it('is a failure where the provider holds the rest back', async () => {
    bench.server.answerNext((response) =>
      head(response).end(`${said('so far')}${chunk({}, 'content_filter')}data: [DONE]\n\n`),
    );
    expect(await hear(bench.model, replyPrompt('x'))).toMatchObject({
      text: 'so far',
      error: failed('LLM_UNAVAILABLE'),
    });
    expect(bench.server.requests).toHaveLength(1);
  });

  it('is a failure where the model says nothing at all', async () => {
    bench.server.answerAll((response) => head(response).end(finish));
    expect(await hear(bench.model, replyPrompt('x'))).toMatchObject({
      text: '',
      error: failed('LLM_UNAVAILABLE'),
    });
    expect(bench.server.requests).toHaveLength(3);
  });

  it.each([
    ['a clean end without it', (response) => head(response).end(said('half'))],
    ['[DONE] without it', (response) => head(response).end(`${said('half')}data: [DONE]\n\n`)],
    [
      'a malformed chunk',
      (response) => head(response).end(`${said('half')}data: {"choices": [\n\n${finish}`),
    ],
    [
      'an error event',
      (response) => head(response).end(`${said('half')}data: {"error":{"message":"${platformKey}"}}\n\n`),
    ],
    [
      'a cut connection',
      (response) => head(response).write(said('half'), () => setImmediate(() => response.destroy())),
    ],
  ] satisfies [string, RawAnswer][])(
    'never happened after %s: what was said is kept, nothing is asked again',
    async (_, answer) => {
      bench.server.answerNext(answer);
      const heard = await hear(bench.model, replyPrompt('x'));
      expect(heard).toMatchObject({ text: 'half', error: failed('LLM_UNAVAILABLE') });
      expect(JSON.stringify(heard.error)).not.toContain(platformKey);
      expect(bench.server.requests).toHaveLength(1);
    },
  );

  it('never happened where the mock cuts the stream', async () => {
    const cutting = await startModel({ truncateAfterChunks: 4, msPerChunk: 3 });
    const heard = await hear(
      bench.modelAt(cutting.baseUrl),
      replyPrompt('a text that is longer than four chunks of it'),
    );
    expect(heard.error).toEqual(failed('LLM_UNAVAILABLE'));
    expect(heard.text.length).toBeGreaterThan(0);
    await cutting.close();
  });

  it('never comes from a model that will not end', async () => {
    bench.server.answerNext((response) => {
      head(response);
      const timer = setInterval(() => response.write(said('more '.repeat(200))), 1);
      response.once('close', () => clearInterval(timer));
    });
    const heard = await hear(bench.model, replyPrompt('x', { maxOutputTokens: 100 }));
    expect(heard.error).toEqual(failed('LLM_UNAVAILABLE'));
    expect(heard.text.length).toBeLessThanOrEqual(1_600);
    await bench.dropped();
  });
});

it('reads UTF-8 whole, wherever the network splits it', async () => {
  const text = 'naïve 🏊‍♀️ piscine à 15 m² — ¿dónde?';
  const bytes = Buffer.from(`${said(text)}${finish}`, 'utf8');
  const from = bytes.indexOf('naïve');
  for (let split = from; split < from + Buffer.byteLength(text); split++) {
    bench.server.answerNext((response) => {
      head(response).write(bytes.subarray(0, split));
      setTimeout(() => response.end(bytes.subarray(split)), 2);
    });
    expect((await hear(bench.model, replyPrompt('x'))).text).toBe(text);
  }
});

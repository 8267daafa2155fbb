import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { modelTiming } from '../../src/llm/timing.ts';
import { lookedAtThrice } from '../support/clock.ts';
import { type RawAnswer } from '../support/model.ts';
import {
  failed,
  finish,
  head,
  hear,
  openaiBench,
  portOf,
  quick,
  replyPrompt,
  said,
  staying,
} from '../support/model-bench.ts';

const bench = openaiBench();

describe('time', lookedAtThrice, () => {
  it('for the first token is limited, before and after the headers', async () => {
    for (const hang of [() => {}, (response) => head(response).flushHeaders()] satisfies RawAnswer[]) {
      bench.server.answerNext(hang);
      const heard = await hear(bench.model, replyPrompt('x'));
      expect(heard).toMatchObject({ text: '', error: failed('LLM_UNAVAILABLE') });
      expect(heard.ms).toBeGreaterThan(quick.firstTokenMs - 10);
      expect(heard.ms).toBeLessThan(quick.firstTokenMs + 150);
      await bench.dropped();
    }
    expect(bench.server.requests).toHaveLength(2);
  });

  it('between tokens is limited, and what was said is kept', async () => {
    bench.server.answerNext((response) => head(response).write(said('half')));
    const heard = await hear(bench.model, replyPrompt('x'));
    expect(heard).toMatchObject({ text: 'half', error: failed('LLM_UNAVAILABLE') });
    expect(heard.ms).toBeGreaterThan(quick.idleMs - 10);
    expect(heard.ms).toBeLessThan(quick.idleMs + 200);
    await bench.dropped();
  });

  it('of the whole reply is limited, however steadily it comes', async () => {
    bench.server.answerNext((response) => {
      head(response);
      const timer = setInterval(() => response.write(said('.')), 20);
      response.once('close', () => clearInterval(timer));
    });
    const heard = await hear(bench.modelAt(bench.server.baseUrl, { totalMs: 400 }), replyPrompt('x'));
    expect(heard.error).toEqual(failed('LLM_UNAVAILABLE'));
    expect(heard.ms).toBeGreaterThan(390);
    expect(heard.ms).toBeLessThan(600);
  });

  it('is not counted while the listener takes its own', async () => {
    bench.server.answerNext((response) => head(response).end(`${said('one ')}${said('two')}${finish}`));
    const pieces: string[] = [];
    for await (const piece of bench
      .modelAt(bench.server.baseUrl, { idleMs: 40 })
      .reply(replyPrompt('x'), staying())) {
      const started = performance.now();
      await expect.poll(() => performance.now() - started, { interval: 5 }).toBeGreaterThan(60);
      pieces.push(piece);
    }
    expect(pieces.join('')).toBe('one two');
  });

  it('to connect is limited, TLS included', async () => {
    const silent = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const heard = await hear(
      bench.modelAt(`https://127.0.0.1:${portOf(silent)}/v1`, { connectMs: 60, retryDelayMs: 1 }),
      replyPrompt('x'),
    );
    expect(heard.error).toEqual(failed('LLM_UNAVAILABLE'));
    expect(heard.ms).toBeGreaterThan(3 * 55);
    expect(heard.ms).toBeLessThan(500);
    silent.close();
  });

  it('is SECURITY’s where nobody says otherwise', () => {
    expect(modelTiming).toMatchObject({
      connectMs: 5_000,
      firstTokenMs: 15_000,
      idleMs: 10_000,
      totalMs: 60_000,
    });
    expect(modelTiming).toMatchObject({
      maxRetryAfterMs: 5_000,
      breakerWindowMs: 30_000,
      breakerOpenMs: 30_000,
    });
  });
});

describe('leaving', lookedAtThrice, () => {
  it.each([
    ['before the headers', () => {}],
    ['before the first token', (response) => head(response).flushHeaders()],
    ['between two tokens', (response) => head(response).write(said('half'))],
  ] satisfies [string, RawAnswer][])(
    '%s rejects with the reason at once and drops the connection',
    async (_, answer) => {
      const controller = new AbortController();
      const reason = new Error('cancelled');
      bench.server.answerNext(answer);
      const listening = hear(bench.model, replyPrompt('x'), controller.signal);
      await expect.poll(() => bench.server.requests.length, { interval: 2 }).toBe(1);
      const started = performance.now();
      controller.abort(reason);
      expect((await listening).error).toBe(reason);
      expect(performance.now() - started).toBeLessThan(50);
      await bench.dropped();
      expect(performance.now() - started).toBeLessThan(150);
    },
  );

  it('while it waits to try again ends the wait', async () => {
    const controller = new AbortController();
    bench.server.answerAll((response) => response.writeHead(500).end());
    const listening = hear(
      bench.modelAt(bench.server.baseUrl, {
        retryDelayMs: 5_000,
        maxRetryAfterMs: 9_000,
        firstTokenMs: 9_000,
      }),
      replyPrompt('x'),
      controller.signal,
    );
    await expect.poll(() => bench.server.requests.length, { interval: 2 }).toBe(1);
    controller.abort('enough');
    expect(await listening).toMatchObject({ error: 'enough' });
    expect(bench.server.requests).toHaveLength(1);
  });

  it('the loop drops the connection too', async () => {
    bench.server.answerNext((response) => head(response).write(said('half')));
    for await (const piece of bench.model.reply(replyPrompt('x'), staying())) {
      expect(piece).toBe('half');
      break;
    }
    await bench.dropped();
  });
});

import type { Server } from 'node:net';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { z } from 'zod';
import type { ExtractionPrompt, LanguageModel, ReplyPrompt } from '../../src/llm/llm.ts';
import { openaiModel } from '../../src/llm/openai.ts';
import { type ModelTiming, modelTiming } from '../../src/llm/timing.ts';
import { type ModelServer, type RawAnswer, startModel } from './model.ts';

const quickened = (ms: number) => ms / 20;
/** The real table, twenty times as quick. */
export const quick: ModelTiming = {
  connectMs: quickened(modelTiming.connectMs),
  firstTokenMs: quickened(modelTiming.firstTokenMs),
  idleMs: quickened(modelTiming.idleMs),
  totalMs: quickened(modelTiming.totalMs),
  retryDelayMs: quickened(modelTiming.retryDelayMs),
  maxRetryAfterMs: quickened(modelTiming.maxRetryAfterMs),
  drainMs: quickened(modelTiming.drainMs),
  breakerWindowMs: quickened(modelTiming.breakerWindowMs),
  breakerOpenMs: quickened(modelTiming.breakerOpenMs),
};

export const platformKey = 'sk-platform-secret-key-1234';

/** Of a caller who stays. */
export const staying = () => new AbortController().signal;

export function replyPrompt(text: string, more: Partial<ReplyPrompt> = {}): ReplyPrompt {
  return {
    system: 'Be brief.',
    messages: [{ role: 'user', content: text }],
    script: text,
    maxOutputTokens: 800,
    ...more,
  };
}

const size = z.object({ value: z.number().positive(), unit: z.enum(['sqft', 'person_weeks']) });
type Size = z.infer<typeof size>;

export function extractionPrompt(more: Partial<ExtractionPrompt<Size>> = {}): ExtractionPrompt<Size> {
  const messages = [{ role: 'user' as const, content: 'about 450 square feet' }];
  return { system: 'Read the size.', messages, name: 'size', schema: size, maxOutputTokens: 200, ...more };
}

export interface Heard {
  text: string;
  pieces: string[];
  /** What ended the reply before its time; null if nothing did. */
  error: unknown;
  ms: number;
}

export async function hear(model: LanguageModel, prompt: ReplyPrompt, signal = staying()): Promise<Heard> {
  const started = performance.now();
  const pieces: string[] = [];
  let error: unknown = null;
  try {
    for await (const piece of model.reply(prompt, signal)) pieces.push(piece);
  } catch (thrown) {
    error = thrown;
  }
  return { text: pieces.join(''), pieces, error, ms: performance.now() - started };
}

/** Matches a Failure with this code. */
export const failed = (code: string): unknown =>
  expect.objectContaining({ code, extensions: expect.objectContaining({ code }) });

/** Begins a raw answer: a stream of server-sent events unless told otherwise. */
export const head = (response: Parameters<RawAnswer>[0], type = 'text/event-stream') =>
  response.writeHead(200, { 'content-type': type });

export function chunk(delta: object, finishReason: string | null = null): string {
  const choices = [{ index: 0, delta, finish_reason: finishReason }];
  return `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 0, model: 'm', choices })}\n\n`;
}
export const said = (text: string) => chunk({ role: 'assistant', content: text });
export const finish = `${chunk({}, 'stop')}data: [DONE]\n\n`;

export interface OpenaiBench {
  readonly server: ModelServer;
  /** Asks the server, with the platform's key, at a twentieth of all times. */
  readonly model: LanguageModel;
  modelAt(baseUrl: string, timing?: Partial<ModelTiming>, apiKey?: string): LanguageModel;
  /** Resolves once the server has seen its latest connection dropped. */
  dropped(): Promise<void>;
}

/** A fresh server and model for each test of a file, which fails if anything was printed. */
export function openaiBench(): OpenaiBench {
  const printed = vi.fn();
  let server: ModelServer;
  let model: LanguageModel;
  const modelAt = (baseUrl: string, timing: Partial<ModelTiming> = {}, apiKey = platformKey) =>
    openaiModel({
      baseUrl,
      model: 'gpt-test',
      timing: { ...quick, ...timing },
      ...(apiKey ? { apiKey } : {}),
    });

  beforeEach(async () => {
    printed.mockClear();
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, method).mockImplementation(printed);
    }
    server = await startModel({ extract: () => '{"value":450,"unit":"sqft"}' });
    model = modelAt(server.baseUrl);
  });
  afterEach(async () => {
    await server.close();
    vi.restoreAllMocks();
    expect(printed).not.toHaveBeenCalled();
  });

  return {
    get server() {
      return server;
    },
    get model() {
      return model;
    },
    modelAt,
    dropped: () => expect.poll(() => server.requests.at(-1)?.aborted, { interval: 5 }).toBe(true),
  };
}

export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

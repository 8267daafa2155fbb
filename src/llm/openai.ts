import type { AutoParseableResponseFormat as ResponseFormat } from 'openai/lib/parser';
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { bodyOf } from './connection.ts';
import type { ExtractionPrompt, LanguageModel, Prompt, ReplyPrompt } from './llm.ts';
import { type Call, callStarter, type ProviderOptions } from './openai-call.ts';
import { EndedEarly } from './openai-errors.ts';
import { retrying } from './openai-retry.ts';
import { textOf } from './openai-stream.ts';

export interface OpenaiOptions extends ProviderOptions {
  model: string;
}

// Far above any language's average: a server that ignores the token limit is cut off.
const maxCharactersPerToken = 16;
// Some models refuse limits that leave them no room to begin.
const greetingTokens = 16;

let loadingFormats: Promise<typeof import('openai/helpers/zod')> | undefined;
/** Of schemas that were asked for: translating one takes longer than asking. */
const formats = new WeakMap<object, ResponseFormat<unknown>>();

/** Streaming chat completions for replies, structured output for extractions. Prints nothing and keeps no key beyond the call. */
export function openaiModel(options: OpenaiOptions): LanguageModel {
  const start = callStarter(options);
  return {
    name: 'openai',
    version: options.model,

    async *reply(prompt, signal) {
      const call = start(prompt, signal, { counts: true });
      try {
        yield* piecesOf(call, prompt, options);
      } catch (error) {
        throw call.outcomeOf(error);
      } finally {
        call.deadlines.close();
      }
    },

    async extract(prompt, signal) {
      const call = start(prompt, signal, { counts: false });
      return answerOf(call, options, () => readOut(call, prompt, options.model));
    },

    async tryKey(apiKey, signal) {
      const call = start({ apiKey }, signal, { counts: false });
      await answerOf(call, options, () => greet(call, options.model));
    },
  };
}

/** The outcome of a call that is answered in one piece. */
async function answerOf<T>(call: Call, { timing }: OpenaiOptions, attempt: () => Promise<T>): Promise<T> {
  try {
    return await retrying(call.deadlines, timing, attempt);
  } catch (error) {
    throw call.outcomeOf(error);
  } finally {
    call.deadlines.close();
  }
}

async function* piecesOf(
  call: Call,
  prompt: ReplyPrompt,
  options: OpenaiOptions,
): AsyncGenerator<string, void> {
  const { deadlines } = call;
  const { first, rest } = await retrying(deadlines, options.timing, () => beginReply(call, prompt, options));
  for (let piece: string | undefined = first; piece !== undefined; ) {
    deadlines.expectWithin(null);
    yield piece;
    deadlines.expectWithin(options.timing.idleMs);
    const next = await deadlines.race(rest.next());
    piece = next.done ? undefined : next.value;
  }
}

/** An attempt lasts until its first piece of text: up to there nothing is lost by another. */
async function beginReply(
  { client, deadlines }: Call,
  prompt: ReplyPrompt,
  { model, timing }: OpenaiOptions,
) {
  const { chat } = await client();
  const body = { model, messages: replyMessages(prompt), max_completion_tokens: prompt.maxOutputTokens };
  // Not the SDK's stream, which takes each token through a chain of iterators.
  const response = await chat.completions
    .create({ ...body, stream: true }, { signal: deadlines.signal })
    .asResponse();
  const maxCharacters = prompt.maxOutputTokens * maxCharactersPerToken;
  const rest = textOf(bodyOf(response), { maxCharacters, drainMs: timing.drainMs });
  const first = await rest.next();
  if (first.done) throw new EndedEarly();
  return { first: first.value, rest };
}

async function readOut<T>(
  { client, deadlines }: Call,
  prompt: ExtractionPrompt<T>,
  model: string,
): Promise<T | null> {
  const format = await formatOf(prompt);
  const { chat } = await client();
  const body = {
    model,
    messages: messagesOf(prompt),
    max_completion_tokens: prompt.maxOutputTokens,
    response_format: format,
  };
  const completion = await chat.completions.parse(body, { signal: deadlines.signal });
  return completion.choices[0]?.message.parsed ?? null;
}

async function formatOf<T>({ schema, name }: ExtractionPrompt<T>) {
  loadingFormats ??= import('openai/helpers/zod');
  const { zodResponseFormat } = await loadingFormats;
  const format = (formats.get(schema) as ResponseFormat<T> | undefined) ?? zodResponseFormat(schema, name);
  formats.set(schema, format);
  return format;
}

/** The shortest question there is: whether the key may use this model, and has something left to pay for it. */
async function greet({ client, deadlines }: Call, model: string): Promise<void> {
  const { chat } = await client();
  const messages: ChatCompletionMessageParam[] = [{ role: 'user', content: 'Hello' }];
  const body = { model, messages, max_completion_tokens: greetingTokens };
  const completion = await chat.completions.create(body, { signal: deadlines.signal });
  // What answers with something else is not a model.
  if (!completion.choices?.[0]?.message) throw new EndedEarly();
}

function messagesOf({ system, messages }: Prompt): ChatCompletionMessageParam[] {
  return [{ role: 'system', content: system }, ...messages];
}

function replyMessages(prompt: ReplyPrompt): ChatCompletionMessageParam[] {
  const guidance = `Say the following in your own words, leaving out and adding nothing:\n${prompt.script}`;
  return [...messagesOf(prompt), { role: 'system', content: guidance }];
}

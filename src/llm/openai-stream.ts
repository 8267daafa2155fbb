import { setTimeout as pause } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { EndedEarly, HeldBack, RefusedMidway } from './openai-errors.ts';

export interface StreamLimits {
  maxCharacters: number;
  /** How long to wait for the stream's end once the model has finished. */
  drainMs: number;
}

/** Far above any chunk of a completion: a server that never ends its event does not fill the memory. */
const longestEvent = 1_000_000;

/** What has come of a completion and was not handed on yet. */
interface Arrived {
  text: string;
  /** Nothing that follows counts. */
  isFinished: boolean;
  fault: Error | null;
}

/**
 * The text of a streamed completion, from the bytes of its server-sent events; what one read of the connection brings is one piece, so that
 * a fast model does not cost a turn of the event loop per token. Returns only if the model said that it finished: a cut stream looks like an
 * ended one otherwise.
 */
export async function* textOf(
  body: AsyncIterable<Uint8Array>,
  { maxCharacters, drainMs }: StreamLimits,
): AsyncGenerator<string, void> {
  const reads = body[Symbol.asyncIterator]();
  const feed = completionReader(maxCharacters);
  for (;;) {
    const { done, value } = await reads.next();
    if (done) throw new EndedEarly();
    const { text, isFinished, fault } = feed(value);
    if (text) yield text;
    if (fault) throw fault;
    if (isFinished) return drain(reads, drainMs);
  }
}

/** Takes bytes as they come and tells what is new in them. */
function completionReader(maxCharacters: number): (bytes: Uint8Array) => Arrived {
  const decoder = new TextDecoder();
  let length = 0;
  let arrived: Arrived;
  const parser = createParser({
    maxBufferSize: longestEvent,
    onEvent: ({ data }) => {
      if (!arrived.isFinished && !arrived.fault) readChunk(data);
    },
    onError: ({ type }) => {
      if (type === 'max-buffer-size-exceeded') arrived.fault ??= new EndedEarly();
    },
  });

  function readChunk(data: string): void {
    try {
      if (data.startsWith('[DONE]')) throw new EndedEarly();
      // Some servers send chunks without choices, for usage or as a sign of life.
      const choice = chunkOf(data).choices?.[0];
      const text = choice?.delta?.content ?? '';
      length += text.length;
      if (length > maxCharacters) throw new EndedEarly();
      arrived.text += text;
      arrived.isFinished = Boolean(choice?.finish_reason);
      if (choice?.finish_reason === 'content_filter') arrived.fault = new HeldBack();
    } catch (error) {
      arrived.fault = error instanceof Error ? error : new EndedEarly();
    }
  }

  return (bytes) => {
    arrived = { text: '', isFinished: false, fault: null };
    parser.feed(decoder.decode(bytes, { stream: true }));
    return arrived;
  };
}

function chunkOf(data: string): Partial<ChatCompletionChunk> {
  const chunk: Partial<ChatCompletionChunk> & { error?: unknown } = JSON.parse(data) ?? {};
  if (chunk.error) throw new RefusedMidway(chunk.error);
  return chunk;
}

/** Reads what follows the finish, so that the connection can serve again; what goes wrong there no longer matters. */
async function drain(reads: AsyncIterator<Uint8Array>, drainMs: number): Promise<void> {
  const patience = new AbortController();
  const toTheEnd = async () => {
    while (!(await reads.next()).done);
  };
  const ended = toTheEnd().catch(() => {});
  await Promise.race([ended, pause(drainMs, undefined, { signal: patience.signal }).catch(() => {})]);
  patience.abort();
}

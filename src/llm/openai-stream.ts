import { setTimeout as pause } from 'node:timers/promises';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { EndedEarly, HeldBack } from './openai-errors.ts';

export interface StreamLimits {
  maxCharacters: number;
  /** How long to wait for the stream's end once the model has finished. */
  drainMs: number;
}

/** The text of a streamed completion. Returns only if the model said that it finished: a cut stream looks like an ended one otherwise. */
export async function* textOf(
  stream: AsyncIterable<ChatCompletionChunk>,
  limits: StreamLimits,
): AsyncGenerator<string, void> {
  const chunks = stream[Symbol.asyncIterator]();
  let length = 0;
  for (;;) {
    const { done, value } = await chunks.next();
    if (done) throw new EndedEarly();
    // Some servers send chunks without choices, for usage or as a sign of life.
    const [choice] = value.choices ?? [];
    const text = choice?.delta?.content;
    length += text?.length ?? 0;
    if (length > limits.maxCharacters) throw new EndedEarly();
    if (text) yield text;
    if (choice?.finish_reason === 'content_filter') throw new HeldBack();
    if (choice?.finish_reason) return drain(chunks, limits.drainMs);
  }
}

/** Reads what follows the finish, so that the connection can serve again; what goes wrong there no longer matters. */
async function drain(chunks: AsyncIterator<ChatCompletionChunk>, drainMs: number): Promise<void> {
  const patience = new AbortController();
  const toTheEnd = async () => {
    while (!(await chunks.next()).done);
  };
  const ended = toTheEnd().catch(() => {});
  await Promise.race([ended, pause(drainMs, undefined, { signal: patience.signal }).catch(() => {})]);
  patience.abort();
}

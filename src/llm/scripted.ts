import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../errors.ts';
import type { LanguageModel } from './llm.ts';

export interface Pace {
  msPerWord: number;
  /** A whole reply takes no longer, however long it is. */
  maxMs: number;
}

/** Says what the rules worked out, word by word, as fast as someone types; reads nothing out of messages itself. */
export function scriptedModel({ msPerWord, maxMs }: Pace): LanguageModel {
  return {
    name: 'scripted',
    version: null,

    async *reply({ script }, signal) {
      const words = wordsOf(script);
      const started = performance.now();
      const msBetween = Math.min(msPerWord, maxMs / Math.max(1, words.length));
      for (const [place, word] of words.entries()) {
        const dueInMs = started + place * msBetween - performance.now();
        if (dueInMs > 0) await untilDue(dueInMs, signal);
        signal.throwIfAborted();
        yield word;
      }
    },

    async extract(_prompt, signal) {
      signal.throwIfAborted();
      return null;
    },

    async tryKey() {
      throw new Failure(
        'LLM_UNAVAILABLE',
        'This server runs without a language model; there is nothing to try the key with.',
      );
    },
  };
}

async function untilDue(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(ms, undefined, { signal });
  } catch {
    throw signal.reason;
  }
}

/** Each with the white space before it, the last also with what follows, so that together they are the text. */
function wordsOf(text: string): string[] {
  const said = text.trimEnd();
  const words: string[] = said.match(/\s*\S+/g) ?? [];
  const last = words.pop() ?? '';
  return text === '' ? [] : [...words, last + text.slice(said.length)];
}

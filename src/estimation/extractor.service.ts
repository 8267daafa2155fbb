import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { LanguageModel } from '../llm/llm.ts';
import type { Utterance } from '../reference/project-details.ts';
import { type ModelReading, projectDetailsSchema } from './model-reading.ts';
import { extractionPrompt, extractionVersion } from './prompts.ts';

/** Readings that a process keeps; at most some kilobytes each. */
const mostKept = 1_000;
const maxOutputTokens = 800;

interface Call {
  answer: Promise<ModelReading | null>;
  stop: AbortController;
  waiting: number;
}

/** What a model reads out of what was said. The same request of a tenant is answered from memory for a while, and asked once at a time. */
export class Extractor {
  readonly #kept: LRUCache<string, ModelReading>;
  readonly #running = new Map<string, Call>();

  constructor({ durations }: { durations: { extractionCacheMs: number } }) {
    this.#kept = new LRUCache({ max: mostKept, ttl: durations.extractionCacheMs, ttlAutopurge: true });
  }

  /** Never rejects. null: nothing came of it, or this model does not read. `signal` gives the waiting up, and the call with the last waiter. */
  async extract(
    tenantId: string,
    model: LanguageModel,
    utterances: readonly Utterance[],
    signal: AbortSignal,
  ): Promise<ModelReading | null> {
    if (model.name === 'scripted' || signal.aborted) return null;
    const prompt = extractionPrompt(utterances);
    const key = keyOf(tenantId, [extractionVersion, model.name, model.version, prompt]);
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const call = this.#running.get(key) ?? this.#begin(key, model, prompt);
    call.waiting += 1;
    try {
      return await untilGivenUp(call.answer, signal);
    } finally {
      call.waiting -= 1;
      if (call.waiting === 0) this.#end(key, call);
    }
  }

  #begin(key: string, model: LanguageModel, prompt: ReturnType<typeof extractionPrompt>): Call {
    const stop = new AbortController();
    const request = { ...prompt, name: 'project_details', schema: projectDetailsSchema, maxOutputTokens };
    const answer = model.extract(request, stop.signal).then(
      (reading) => {
        if (reading) this.#kept.set(key, reading);
        return reading;
      },
      () => null,
    );
    const call = { answer, stop, waiting: 0 };
    this.#running.set(key, call);
    return call;
  }

  #end(key: string, call: Call): void {
    if (this.#running.get(key) === call) this.#running.delete(key);
    call.stop.abort();
  }
}

/** A tenant's readings are its own: the key begins with whose they are. */
function keyOf(tenantId: string, request: unknown): string {
  return `${tenantId}:${createHash('sha256').update(JSON.stringify(request)).digest('base64')}`;
}

async function untilGivenUp<T>(answer: Promise<T | null>, signal: AbortSignal): Promise<T | null> {
  const over = new AbortController();
  const givenUp = new Promise<null>((resolve) => {
    signal.addEventListener('abort', () => resolve(null), { once: true, signal: over.signal });
  });
  try {
    return await Promise.race([answer, givenUp]);
  } finally {
    over.abort();
  }
}

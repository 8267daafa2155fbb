import type { z } from 'zod';
import type { Secret } from '../security/secret.ts';

export interface PromptMessage {
  role: 'user' | 'assistant';
  content: string;
}

export interface Prompt {
  /** Instructions. Text that a visitor wrote stands in `messages` only. */
  system: string;
  messages: PromptMessage[];
  /** The caller's key; absent: the platform's. Never logged, never kept beyond the call. */
  apiKey?: Secret;
  maxOutputTokens: number;
}

export interface ReplyPrompt extends Prompt {
  /** The reply that the rules worked out. The scripted assistant says it; a model phrases its own in its light. */
  script: string;
}

export interface ExtractionPrompt<T> extends Prompt {
  /** Name and shape of what to read out of the messages. */
  name: string;
  schema: z.ZodType<T>;
}

/**
 * A language model. Every method ends at once, rejecting with the signal's reason, when `signal` aborts, and fails with a `Failure` of
 * LLM_KEY_INVALID, LLM_QUOTA_EXCEEDED or LLM_UNAVAILABLE; nothing of the provider's own text reaches the caller.
 */
export interface LanguageModel {
  readonly name: 'openai' | 'scripted';
  /** The provider's name of it; null where there is none. */
  readonly version: string | null;
  /** The reply's text in pieces, as it comes. Ends normally only if the model said that it had finished. */
  reply(prompt: ReplyPrompt, signal: AbortSignal): AsyncIterable<string>;
  /** What the model reads out of the messages, validated; null where this model does not extract. */
  extract<T>(prompt: ExtractionPrompt<T>, signal: AbortSignal): Promise<T | null>;
  /** Asks the model a very short question on this key and resolves if it answers, whatever it says. */
  tryKey(apiKey: Secret, signal: AbortSignal): Promise<void>;
}

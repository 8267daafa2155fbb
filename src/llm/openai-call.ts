import type OpenAI from 'openai';
import { Failure } from '../errors.ts';
import { currentRequestId } from '../request-scope.ts';
import { type Breaker, createBreaker } from './breaker.ts';
import { connectingWithin } from './connection.ts';
import { type Deadlines, deadlinesOf } from './deadlines.ts';
import type { Prompt } from './llm.ts';
import { mishapOf } from './openai-errors.ts';
import type { ModelTiming } from './timing.ts';

export interface ProviderOptions {
  /** Any OpenAI-compatible server; keys are sent there and nowhere else. */
  baseUrl?: string;
  /** The platform's key, for prompts that bring none. */
  apiKey?: string;
  timing: ModelTiming;
  /** Absent: one of its own. */
  breaker?: Breaker;
}

/** One question to the provider, retries included. */
export interface Call {
  deadlines: Deadlines;
  client(): Promise<OpenAI>;
  /** What to throw for what went wrong: the caller's own reason, or a failure in our words. */
  outcomeOf(error: unknown): unknown;
}

/** `counts`: whether a failure counts against the provider. An extraction's does not: replies are worth having without it. */
export type StartCall = (
  prompt: Pick<Prompt, 'apiKey'>,
  signal: AbortSignal,
  terms: { counts: boolean },
) => Call;

const openaiUrl = 'https://api.openai.com/v1';

/** Starts calls; fails at once where the caller has already left or the key's circuit is open. */
export function callStarter(options: ProviderOptions): StartCall {
  const { timing, breaker = createBreaker(timing) } = options;
  const clientOf = clientFactory(options);

  return (prompt, signal, { counts }) => {
    const apiKey = prompt.apiKey?.reveal() ?? options.apiKey ?? '';
    signal.throwIfAborted();
    breaker.assertClosed(apiKey);
    const deadlines = deadlinesOf(signal, timing.totalMs);
    deadlines.expectWithin(timing.firstTokenMs);
    return {
      deadlines,
      client: () => clientOf(apiKey),
      outcomeOf(error) {
        if (signal.aborted) return signal.reason;
        const { failure, trips } =
          error instanceof Failure ? { failure: error, trips: true } : mishapOf(error);
        if (counts && trips) breaker.countFailure(apiKey);
        return failure;
      },
    };
  };
}

/** Everything is given: the SDK reads its own environment variables for what is left out. */
function clientFactory({ baseUrl, timing }: ProviderOptions): (apiKey: string) => Promise<OpenAI> {
  const send = connectingWithin(timing.connectMs);
  // Loaded when first needed, and resolved once: the module system would look the files up again at every import.
  let loading: Promise<typeof import('openai')> | undefined;
  return async (apiKey) => {
    loading ??= import('openai');
    const { default: OpenAI } = await loading;
    return new OpenAI({
      apiKey: 'none',
      // By this name the provider's own support finds a request.
      defaultHeaders: { Authorization: null, 'X-Client-Request-Id': currentRequestId() ?? null },
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      baseURL: baseUrl ?? openaiUrl,
      fetch: apiKey ? bearing(apiKey, send) : send,
      timeout: timing.totalMs,
      maxRetries: 0,
      logLevel: 'off',
    });
  };
}

/** The key goes with the requests and not into the client, which shows its own to whatever prints it. */
function bearing(apiKey: string, send: typeof fetch): typeof fetch {
  return (input, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${apiKey}`);
    return send(input, { ...init, headers });
  };
}

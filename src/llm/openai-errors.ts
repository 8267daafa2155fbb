import { Failure } from '../errors.ts';

/** What became of an attempt, in our words: nothing of the provider's text, which may quote the key. */
export interface Mishap {
  failure: Failure;
  /** Whether another attempt may do better. */
  retryable: boolean;
  /** The pause that the provider asked for. */
  retryAfterMs: number | null;
  /** Whether it counts against the provider. */
  trips: boolean;
}

/** The stream ended before the model said that it had finished. */
export class EndedEarly extends Error {}
/** The provider held the text, or the rest of it, back. */
export class HeldBack extends Error {}
/** The provider told of a fault within the stream. */
export class RefusedMidway extends Error {
  /** As the provider put it: it stays between us and whoever judges it. */
  readonly error: unknown;

  constructor(error: unknown) {
    super('refused midway');
    this.error = error;
  }
}

const quotaCodes: ReadonlySet<unknown> = new Set(['insufficient_quota', 'billing_hard_limit_reached']);
const keyCodes: ReadonlySet<unknown> = new Set(['invalid_api_key', 'account_deactivated']);
// The SDK's errors about the content of a complete answer; another attempt would be paid for too.
const contentErrors: ReadonlySet<string> = new Set([
  'ZodError',
  '$ZodError',
  'LengthFinishReasonError',
  'ContentFilterFinishReasonError',
]);

/** Judges by status, code and kind of error, never by its text. */
export function mishapOf(error: unknown): Mishap {
  const status = property(error, 'status');
  const code = property(error, 'code') ?? property(property(error, 'error'), 'code');
  if (status === 401 || status === 403 || keyCodes.has(code)) {
    return final(new Failure('LLM_KEY_INVALID', 'The model provider refuses the API key.'));
  }
  if (quotaCodes.has(code)) {
    return final(
      new Failure('LLM_QUOTA_EXCEEDED', "The API key's quota with the model provider is used up."),
    );
  }
  const failure = new Failure('LLM_UNAVAILABLE', 'The model gave no usable answer.');
  if (error instanceof HeldBack || isAboutContent(error)) return final(failure);
  const transient = typeof status !== 'number' || status >= 500 || [408, 409, 429].includes(status);
  return { failure, retryable: transient, retryAfterMs: retryAfterOf(error), trips: transient };
}

function final(failure: Failure): Mishap {
  return { failure, retryable: false, retryAfterMs: null, trips: false };
}

function isAboutContent(error: unknown): boolean {
  return (
    error instanceof Error && [error.name, error.constructor.name].some((name) => contentErrors.has(name))
  );
}

function retryAfterOf(error: unknown): number | null {
  const headers = property(error, 'headers');
  if (!(headers instanceof Headers)) return null;
  const precise = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(precise)) return Math.max(0, precise);
  const text = headers.get('retry-after');
  if (text === null) return null;
  const ms = /^\d+$/.test(text.trim()) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

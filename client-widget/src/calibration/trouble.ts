import type { TransportFailure } from '../transport/transport.ts';

/** Why something did not work, for who is signed in; `onInput` where the API refuses what was entered. */
export function troubleOf({ code, message, retryAfterSeconds }: TransportFailure, onInput: string): string {
  if (code === 'BAD_USER_INPUT') return onInput;
  if (code === 'RATE_LIMITED')
    return `Too many attempts. Please try again in ${Math.ceil((retryAfterSeconds ?? 60) / 60)} min.`;
  if (code === 'NETWORK' || code === 'SERVICE_UNAVAILABLE')
    return 'There is no connection, or the service does not answer. Please try again.';
  return code === 'INTERNAL_SERVER_ERROR' ? 'Something went wrong on our side. Please try again.' : message;
}

import type { Text } from './language.ts';
import type { Wording } from './wording.ts';

export interface FaultLike {
  code: string;
  retryAfterSeconds: number | null;
}

// The API's own messages are written for developers, and in English.
const meanings: [RegExp, Text][] = [
  [/^(NETWORK|CLOSED|SERVICE_UNAVAILABLE)$/, 'faultNetwork'],
  [/^(LLM_|BYOK)/, 'faultModel'],
  [/^INTERRUPTED$/, 'faultReply'],
  [/^RATE_LIMITED$/, 'faultBusy'],
  [/^CONFLICT$/, 'faultConflict'],
  [/^BAD_USER_INPUT$/, 'faultInput'],
  [/^(UNAUTHENTICATED|FORBIDDEN|TENANT_INACTIVE)$/, 'faultUnavailable'],
];

/** What a code means to a visitor. */
export function faultText({ code, retryAfterSeconds }: FaultLike, { text }: Pick<Wording, 'text'>): string {
  const key = meanings.find(([pattern]) => pattern.test(code))?.[1] ?? 'faultOther';
  return text(key, { minutes: Math.ceil((retryAfterSeconds ?? 60) / 60) });
}

import { GraphQLError } from 'graphql';

/** Every code a caller can see, with the HTTP status it gets when it decides the response. */
export const httpStatusByCode = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 200,
  BAD_USER_INPUT: 200,
  CONFLICT: 200,
  IDEMPOTENCY_CONFLICT: 200,
  RATE_LIMITED: 429,
  TIER_LIMIT: 200,
  BYOK_REQUIRED: 200,
  TENANT_INACTIVE: 403,
  EMAIL_NOT_VERIFIED: 403,
  SESSION_EXPIRED: 401,
  TOKEN_INVALID: 200,
  QUERY_TOO_COMPLEX: 400,
  LLM_KEY_INVALID: 200,
  LLM_QUOTA_EXCEEDED: 200,
  LLM_UNAVAILABLE: 200,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
} as const;

export type ErrorCode = keyof typeof httpStatusByCode;

export interface FieldFault {
  /** Dotted path of the input that is wrong, e.g. `input.email`. */
  path: string;
  message: string;
}

/** What accompanies some codes; see the fields' names for the units. */
export interface FailureDetails {
  fields?: FieldFault[];
  limit?: number;
  actual?: number;
  resetAt?: string;
  retryAfterSeconds?: number;
  retryable?: true;
}

/** The one way to fail on purpose: its message and details are meant for the caller. */
export class Failure extends GraphQLError {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, details: FailureDetails = {}) {
    const retryable = code === 'LLM_UNAVAILABLE' || code === 'SERVICE_UNAVAILABLE' ? { retryable: true } : {};
    super(message, { extensions: { code, ...retryable, ...details } });
    this.code = code;
  }
}

/** Shorthand for a failed validation of one input field. */
export function badInput(path: string, message: string): Failure {
  return new Failure('BAD_USER_INPUT', message, { fields: [{ path, message }] });
}

export function notFound(what: string): Failure {
  return new Failure('NOT_FOUND', `${what} not found.`);
}

import type { ErrorCode } from '../../errors.ts';
import type { MaskedError } from '../error-mask.ts';
import { inWords } from './lifetime.ts';
import { html } from './markup.ts';
import type { Page } from './page.ts';

/** What the framework itself refuses: `status` is its own for a body that is too large, of another kind, or broken. */
export function unreadable(status: number): Page {
  const what = status === 413 ? 'more than it can take' : 'something that it cannot read';
  return {
    title: 'That did not work',
    icon: 'alert',
    status,
    body: html`<p>The page was sent ${what}. Please follow the link in the mail again.</p>`,
  };
}

/** The page for a failure that no form can tell of. */
export function refusal({ error, code }: MaskedError): Page {
  const { retryAfterSeconds, requestId } = error.extensions ?? {};
  if (code === 'RATE_LIMITED') return tooMany(Number(retryAfterSeconds ?? 60));
  if (code === 'SERVICE_UNAVAILABLE') return unavailable;
  const isOurs = code === 'INTERNAL_SERVER_ERROR';
  const reference = html`<p class="quiet">If it happens again, tell us this number: <code>${String(requestId)}</code></p>`;
  return {
    title: 'That did not work',
    icon: 'alert',
    status: isOurs ? 500 : statusOf(code),
    body: html`<p>${error.message}</p>${isOurs ? reference : null}`,
  };
}

const statusOf = (code: ErrorCode): number => (code === 'CONFLICT' ? 409 : 400);

function tooMany(seconds: number): Page {
  return {
    title: 'Too many attempts',
    icon: 'wait',
    status: 429,
    retryAfter: seconds,
    body: html`<p>Please wait ${inWords(seconds * 1_000)}, then try again. A link in a mail stays as good as it was.</p>`,
  };
}

const unavailable: Page = {
  title: 'Just a moment',
  icon: 'wait',
  status: 503,
  retryAfter: 10,
  body: html`<p>The service cannot answer right now. Nothing was changed or lost; please try again in a minute.</p>`,
};

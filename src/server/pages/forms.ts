import { EmailAddress } from '../../scalars.ts';
import { passwordRules } from '../../security/passwords.ts';
import { icon } from './icon.ts';
import { html, type Markup, unbroken } from './markup.ts';

export interface PasswordForm {
  action: '/reset' | '/invite';
  token: string;
  /** Shown, and what password managers file the password under. */
  email: string;
  label: string;
  button: string;
  fault: string | null;
}

/** Asks for a new password; what was typed before is never repeated. */
export function passwordForm({ action, token, email, label, button, fault }: PasswordForm): Markup {
  // Faults are told by us alone: a browser's own bubble is gone with the next click, and cuts pasted passwords short.
  return html`<form method="post" action="${action}" novalidate>
<input type="hidden" name="token" value="${token}">
<div class="field"><label for="username">E-mail address</label>
<input id="username" name="username" type="email" autocomplete="username" value="${email}" readonly></div>
<div class="field"><label for="password">${label}</label>
<ul class="hint" id="password-rules">${passwordRules.map((rule) => html`<li>${unbroken(rule)}</li>`)}</ul>
${faultText('password', fault)}
<input id="password" name="password" type="password" autocomplete="new-password" required ${describedBy('password', fault, 'password-rules')}></div>
<button>${button}</button>
</form>`;
}

export interface AddressForm {
  action: '/reset' | '/verify';
  /** What was typed, if it could not be accepted. */
  typed: string;
  button: string;
  fault: string | null;
}

/** Asks for an e-mail address to send a link to. */
export function addressForm({ action, typed, button, fault }: AddressForm): Markup {
  return html`<form method="post" action="${action}" novalidate>
<div class="field"><label for="email">Your e-mail address</label>
${faultText('email', fault)}
<input id="email" name="email" type="email" autocomplete="email" autocapitalize="none" spellcheck="false" required value="${typed}" ${describedBy('email', fault)}></div>
<button>${button}</button>
</form>`;
}

/** The address as the product keeps it; null for anything else. */
export function addressIn(typed: string): string | null {
  try {
    return EmailAddress.parseValue(typed);
  } catch {
    return null;
  }
}

function faultText(field: string, fault: string | null): Markup | null {
  return fault === null
    ? null
    : html`<p class="error" id="${field}-error" role="alert">${icon('alert')}<span>${fault}</span></p>`;
}

function describedBy(field: string, fault: string | null, ...hints: string[]): Markup | null {
  const ids = [...(fault === null ? [] : [`${field}-error`]), ...hints].join(' ');
  if (fault !== null) return html`aria-describedby="${ids}" aria-invalid="true" autofocus`;
  return ids ? html`aria-describedby="${ids}"` : null;
}

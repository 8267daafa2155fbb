import type { Viewer } from '../../auth/viewer.ts';
import { type ErrorCode, Failure } from '../../errors.ts';
import { addressForm } from './forms.ts';
import { html, type Markup } from './markup.ts';
import type { Page } from './page.ts';

/** The fields that a form was sent with. */
export type Form = Readonly<Record<string, string>>;

/** A page that mails link to. */
export interface LinkPage {
  /** What the link opens. Changes nothing, since mail scanners open links too. null: the address had no token. */
  show(token: string | null): Promise<Page>;
  /** Does what a form on the page asks for. Fails as the services do where the page itself has no answer. */
  take(viewer: Viewer, form: Form): Promise<Page>;
}

/** Used, expired, cut off and made up all read the same. */
export function linkGone(next: Markup, status: number): Page {
  return {
    title: 'This link does not work',
    icon: 'broken',
    status,
    body: html`<p>It has been used already, has expired, or is not complete.</p>${next}`,
  };
}

export interface AddressQuestion {
  action: '/reset' | '/verify';
  title: string;
  text: string;
  button: string;
}

/** Asks where to send a link; `typed` is what could not be accepted before, null the first time. */
export function askAddress({ title, text, ...form }: AddressQuestion, typed: string | null): Page {
  const fault = typed === null ? null : 'Enter an e-mail address, like name@company.com.';
  return {
    title,
    body: html`<p>${text}</p>${addressForm({ ...form, typed: typed ?? '', fault })}`,
    ...(fault && { status: 400, isCorrection: true }),
  };
}

/** The same for every address, whether or not there is anything to send to it. */
export function linkSent(email: string, whose: string, lifetime: string): Page {
  return {
    title: 'Look into your inbox',
    icon: 'mail',
    body: html`<p>If <strong>${email}</strong> ${whose}, a link is on its way there. It works once and for ${lifetime}.</p>
<p class="quiet">Nothing there after a few minutes? Look among the spam, and whether the address above is spelled right.</p>`,
  };
}

/** The failure, if it is one that the page can answer; null where there was none. Any other is thrown on. */
export async function failureOf(attempt: Promise<unknown>, codes: ErrorCode[]): Promise<Failure | null> {
  try {
    await attempt;
    return null;
  } catch (error) {
    if (error instanceof Failure && codes.includes(error.code)) return error;
    throw error;
  }
}

import type { Mail } from '../mail/mailer.ts';
import { letterPage } from './letter-page.ts';
import type { Branding } from './tenant.model.ts';

export type Letter = Pick<Mail, 'subject' | 'text' | 'html'>;

/** Whose letter its reader sees. */
export interface Letterhead {
  name: string;
  logoUrl: string | null;
  /** `#RRGGBB` */
  color: string;
}

export interface LetterContent {
  subject: string;
  /** Left out: efOfX's own. */
  head?: Letterhead | undefined;
  heading: string;
  opening: readonly string[];
  facts?: readonly { label: string; value: string }[];
  /** The one thing to do: the first link of the text, and a button. */
  action?: { label: string; url: string };
  closing: readonly string[];
}

/** As it is shown, with everything in it that may be left out. */
export interface ToldLetter extends LetterContent {
  head: Letterhead;
  facts: readonly { label: string; value: string }[];
  signature: string;
}

const ourHead: Letterhead = { name: 'efOfX', logoUrl: null, color: '#1f5eff' };

/** A tenant's own letterhead. */
export const headOf = (
  name: string,
  { logoUrl, primaryColor: color }: Pick<Branding, 'logoUrl' | 'primaryColor'>,
): Letterhead => ({ name, logoUrl, color });

/** The same letter as plain text and as HTML. What others wrote into it stays in its place, and is no link. */
export function letter({ head = ourHead, ...content }: LetterContent): Letter {
  const name = unlinked(head.name);
  const told: ToldLetter = {
    ...(content.action && { action: content.action }),
    head: { ...head, name },
    subject: unlinked(content.subject),
    heading: unlinked(content.heading),
    opening: content.opening.map(unlinked),
    facts: (content.facts ?? []).map(({ label, value }) => ({ label, value: unlinked(value) })),
    closing: content.closing.map(unlinked),
    signature: head === ourHead ? 'efOfX' : `Sent by efOfX for ${name}`,
  };
  return { subject: told.subject, text: plain(told), html: letterPage(told) };
}

function plain({ heading, opening, facts, action, closing, signature }: ToldLetter): string {
  const list = facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
  const link = action ? `${action.label}:\n${action.url}` : '';
  const parts = [heading, ...opening, list, link, ...closing, signature];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/**
 * On one line, and so that no mail program makes a link of it: a company may be called `https://login.example`, but no letter of ours
 * sends anybody there. E-mail addresses stay whole.
 */
function unlinked(text: string): string {
  const oneLine = text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return oneLine.replaceAll(/\S+/g, (word) =>
    /^[^\s@/:]+@[^\s@/:]+$/.test(word) ? word : word.replaceAll(/:\/\/|[.。．｡](?=\p{L})/gu, '\u200b$&'),
  );
}

/** A lifetime in words: `30 minutes`, `24 hours`, `7 days`. */
export function inWords(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 120) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours <= 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

import { escaped } from '../html.ts';
import type { Mail } from '../mail/mailer.ts';

type MailText = Pick<Mail, 'subject' | 'text' | 'html'>;

function page(paragraphs: string[], action?: { url: string; label: string }): string {
  const body = paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n');
  const button = action ? `<p><a href="${escaped(action.url)}">${escaped(action.label)}</a></p>` : '';
  return `<!doctype html><html lang="en"><body style="font-family:sans-serif">${body}\n${button}</body></html>`;
}

/** Asks a newly registered tenant to confirm the address. */
export function verificationMail(tenantName: string, url: string): MailText {
  const opening = `Welcome to efOfX. Please confirm this e-mail address to activate the account of ${tenantName}.`;
  const closing = 'The link works once and for 24 hours. If you did not register, ignore this mail.';
  return {
    subject: 'Confirm your e-mail address',
    text: `${opening}\n\n${url}\n\n${closing}\n`,
    html: page([opening, closing], { url, label: 'Confirm the address' }),
  };
}

/** Tells the owner of an account that somebody tried to register its address again; holds no link. */
export function addressTakenMail(): MailText {
  const lines = [
    'Someone tried to open a new efOfX account with this e-mail address, which already has one.',
    'If it was you, log in as usual. If it was not, there is nothing to do.',
  ];
  return {
    subject: 'You already have an efOfX account',
    text: `${lines.join('\n\n')}\n`,
    html: page(lines),
  };
}

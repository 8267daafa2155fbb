import { type Letter, letter } from './letter.ts';

const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** Tells a tenant that its account has ended, and until when it can come back. */
export function deactivatedMail(tenantName: string, purgeAt: Date): Letter {
  const day = longDate.format(purgeAt);
  return letter({
    subject: 'Your efOfX account has been deactivated',
    heading: 'Your account has been deactivated',
    opening: [
      `The efOfX account of ${tenantName} has been deactivated by one of its administrators. Its users are signed out, its API keys and widgets have stopped, and its OpenAI key has been erased.`,
      `Its data is kept, readable by nobody, until ${day}. Then it is erased for good.`,
    ],
    closing: [`If this is a mistake, ask us before ${day} to bring the account back.`],
  });
}

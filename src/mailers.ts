import type { Config } from './config.ts';
import type { Mailer } from './mail/mailer.ts';
import { outboxFolder } from './mail/outbox-folder.ts';
import type { Tables } from './services.ts';

/** By SMTP where there is a server for it, else into a folder. */
export async function mailerOf(
  { smtpUrl: url, mailFrom: from, dataDir }: Config,
  { durations }: Tables,
): Promise<Mailer> {
  if (url === null) return outboxFolder({ dir: `${dataDir}/outbox`, from });
  const { smtpMailer } = await import('./mail/smtp.ts');
  return smtpMailer({ url, from, durations });
}

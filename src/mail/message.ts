import { createHash } from 'node:crypto';
import type { Mail } from './mailer.ts';

export interface Message {
  /** As it travels: RFC 5322, lines end in CRLF. */
  raw: Buffer;
  envelope: { from: string; to: string[] };
}

/** One and the same message for a mail, whoever delivers it; its Message-ID comes from the mail's id. */
export async function composed(mail: Mail, from: string): Promise<Message> {
  const { createTransport } = await import('nodemailer');
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message: raw, envelope } = await composer.sendMail({
    from,
    // An object: nodemailer would read a text as a list of recipients.
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    textEncoding: 'quoted-printable',
    messageId: `<${nameOf(mail.id)}@${/@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'}>`,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  if (!Buffer.isBuffer(raw)) throw new Error('The mail was not composed in memory.');
  return { raw, envelope: { from: envelope.from || '', to: envelope.to } };
}

/** The id where it can name a file; else what of it can, and a hash that keeps alike ids apart. Holds no dot. */
export function nameOf(id: string): string {
  if (/^[\w-]{1,64}$/.test(id)) return id;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 16);
  return `${id.replace(/[^\w-]+/g, '_').slice(0, 40)}-${hash}`;
}

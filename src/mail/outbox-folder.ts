import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail, Mailer } from './mailer.ts';

export interface OutboxFolderOptions {
  /** Made on first use, readable by its owner only: mails hold links that sign people in. */
  dir: string;
  /** Sender, as in a From header. */
  from: string;
}

/** Puts every mail into a folder as an `.eml` file, named after its time and id, for whoever runs without a mail server. */
export function outboxFolder({ dir, from }: OutboxFolderOptions): Mailer {
  const underWay = new Map<string, Promise<void>>();

  const deliver = async (mail: Mail, name: string): Promise<void> => {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const present = await readdir(dir);
    if (present.some((file) => file.endsWith(`.${name}.eml`))) return;
    const time = new Date().toISOString().replace(/[-:.]/g, '');
    await writeDurably(dir, `${time}.${name}.eml`, await composed(mail, from));
  };

  return {
    async send(mail) {
      const name = fileNameOf(mail.id);
      const sending = underWay.get(name) ?? deliver(mail, name).finally(() => underWay.delete(name));
      underWay.set(name, sending);
      return sending;
    },
    async close() {
      await Promise.allSettled(underWay.values());
    },
  };
}

/** The id where it can name a file; else what of it can, and a hash that keeps alike ids apart. Holds no dot. */
function fileNameOf(id: string): string {
  if (/^[\w-]{1,64}$/.test(id)) return id;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 16);
  return `${id.replace(/[^\w-]+/g, '_').slice(0, 40)}-${hash}`;
}

async function composed(mail: Mail, from: string): Promise<Buffer> {
  const { createTransport } = await import('nodemailer');
  const { message } = await createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
  }).sendMail({
    from,
    // An object: nodemailer would read a text as a list of recipients.
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    textEncoding: 'quoted-printable',
    messageId: `<${fileNameOf(mail.id)}@${/@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'}>`,
  });
  if (!Buffer.isBuffer(message)) throw new Error('The mail was not composed in memory.');
  return message;
}

/** The file appears whole, and stays after a power cut, or it does not appear. */
async function writeDurably(dir: string, name: string, content: Buffer): Promise<void> {
  const draft = join(dir, `.${randomUUID()}.tmp`);
  try {
    await writeSynced(draft, content);
    await rename(draft, join(dir, name));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  const folder = await open(dir, 'r');
  await folder.sync().finally(() => folder.close());
}

async function writeSynced(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

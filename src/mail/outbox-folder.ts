import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mailer } from './mailer.ts';
import { composed, nameOf } from './message.ts';

export interface OutboxFolderOptions {
  /** Made on first use, readable by its owner only: mails hold links that sign people in. */
  dir: string;
  /** Sender, as in a From header. */
  from: string;
}

/** Puts every mail into a folder as an `.eml` file, named after its time and id, for whoever runs without a mail server. */
export function outboxFolder({ dir, from }: OutboxFolderOptions): Mailer {
  const underWay = new Map<string, Promise<void>>();

  const put = async (name: string, content: Buffer): Promise<void> => {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const present = await readdir(dir);
    if (present.some((file) => file.endsWith(`.${name}.eml`))) return;
    const time = new Date().toISOString().replace(/[-:.]/g, '');
    await writeDurably(dir, `${time}.${name}.eml`, content);
  };

  return {
    deduplicates: true,

    async send(mail, beforeHandover) {
      const { raw } = await composed(mail, from);
      await beforeHandover?.();
      const name = nameOf(mail.id);
      const putting = underWay.get(name) ?? put(name, raw).finally(() => underWay.delete(name));
      underWay.set(name, putting);
      return putting;
    },
    async close() {
      await Promise.allSettled(underWay.values());
    },
  };
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

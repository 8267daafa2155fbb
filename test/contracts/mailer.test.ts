import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mail, Mailer } from '../../src/mail/mailer.ts';
import { outboxFolder } from '../../src/mail/outbox-folder.ts';
import { smtpMailer } from '../../src/mail/smtp.ts';
import { type MailServerOptions, startMailServer } from '../support/mail-server.ts';
import { type ReadMail, readMail } from '../support/mail-text.ts';

const link = `http://127.0.0.1:4000/verify?token=${'Aa0_-'.repeat(20)}&lang=es`;
const mail: Mail = {
  id: 'verify-42',
  to: 'jane.doe@example.com',
  subject: 'Verify your address – efOfX ✓',
  text: `Hello Jané,\n\nplease follow this link within 24 hours:\n${link}\n\n.\nA line that starts with a dot above.\n${'long '.repeat(60)}`,
  html: `<p>Hello Jané, <a href="${link.replace('&', '&amp;')}">verify</a></p>`,
};

/** What every mailer keeps. `delivered` lists what arrived, oldest first. */
function mailerContract(
  name: string,
  create: () => Promise<{ mailer: Mailer; delivered(): Promise<ReadMail[]>; dispose(): Promise<void> }>,
) {
  describe(`${name} mailer`, () => {
    let mailer: Mailer;
    let delivered: () => Promise<ReadMail[]>;
    let dispose: () => Promise<void>;
    beforeEach(async () => {
      ({ mailer, delivered, dispose } = await create());
    });
    afterEach(() => dispose());

    it('delivers text, html and headers as they were given', async () => {
      await mailer.send(mail);
      const [arrived] = await delivered();
      expect(arrived?.headers).toMatchObject({
        to: mail.to,
        from: 'efOfX <no-reply@efofx.example>',
        subject: mail.subject,
      });
      expect(arrived?.text.trimEnd()).toBe(mail.text.trimEnd());
      expect(arrived?.html.trimEnd()).toBe(mail.html);
    });

    it('keeps the action link whole: it is the first URL of the text', async () => {
      await mailer.send(mail);
      const [arrived] = await delivered();
      expect(/https?:\/\/\S+/.exec(arrived?.text ?? '')?.[0]).toBe(link);
    });

    it('gives the same id the same Message-ID, however often and when it is sent; once, if it says so', async () => {
      await Promise.all([mailer.send(mail), mailer.send(mail), mailer.send({ ...mail, subject: 'Again' })]);
      await mailer.send(mail);
      const arrived = await delivered();
      expect(arrived).toHaveLength(mailer.deduplicates ? 1 : 4);
      expect(new Set(arrived.map(({ headers }) => headers['message-id'])).size).toBe(1);
    });

    it('has nothing delivered before it is told to, and nothing at all when that fails', async () => {
      let seen: number | null = null;
      await mailer.send(mail, async () => {
        seen = (await delivered()).length;
      });
      expect(seen).toBe(0);
      const other = { ...mail, id: 'other' };
      const objection = new Error('not ours any more');
      await expect(mailer.send(other, () => Promise.reject(objection))).rejects.toBe(objection);
      expect(await delivered()).toHaveLength(1);
      await mailer.send(other);
      expect(await delivered()).toHaveLength(2);
    });

    it('delivers every other id, however alike or odd', async () => {
      const ids = [
        'b',
        'a-b',
        'a_b',
        'a/b',
        'a b',
        '../../etc/passwd',
        'ü',
        'ö',
        '',
        '.',
        'x'.repeat(300),
        `${'x'.repeat(300)}y`,
      ];
      await Promise.all(ids.map((id) => mailer.send({ ...mail, id, subject: id })));
      expect(await delivered()).toHaveLength(ids.length);
    });

    it('has one recipient and no header more than it should, whatever stands in the fields', async () => {
      const to = 'a@example.com, b@example.com\r\nBcc: c@example.com';
      await mailer.send({ ...mail, to, subject: 'Hi\r\nX-Injected: yes' }).catch(() => {});
      for (const { headers } of await delivered()) {
        expect(headers).not.toHaveProperty('x-injected');
        expect(headers).not.toHaveProperty('bcc');
      }
    });
  });
}

mailerContract('outbox folder', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'outbox-'));
  const dir = join(parent, 'data', 'outbox');
  const mailer = outboxFolder({ dir, from: 'efOfX <no-reply@efofx.example>' });
  const delivered = async () => {
    const names = (await readdir(dir).catch(() => [])).sort();
    return Promise.all(names.map(async (name) => readMail(await readFile(join(dir, name), 'utf8'))));
  };
  return { mailer, delivered, dispose: () => rm(parent, { recursive: true }) };
});

async function overSmtp(options: MailServerOptions = {}) {
  const server = await startMailServer(options);
  const timing = { mailConnectMs: 1_000, mailAnswerMs: 1_000 };
  const mailer = smtpMailer({ url: server.url, from: 'efOfX <no-reply@efofx.example>', durations: timing });
  const dispose = async () => {
    await mailer.close();
    await server.close();
  };
  return { mailer, delivered: async () => server.taken, dispose };
}

mailerContract('SMTP', overSmtp);
mailerContract('SMTP, signed in and encrypted,', () =>
  overSmtp({ startTls: true, login: { user: 'efofx@company.example', pass: 'p:/ss %@' } }),
);

describe('the outbox folder', () => {
  let parent: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'outbox-'));
  });
  afterEach(() => rm(parent, { recursive: true }));

  it('is made on first use, for its owner alone, and so are its files', async () => {
    const dir = join(parent, 'outbox');
    const mailer = outboxFolder({ dir, from: 'a@example.com' });
    await expect(stat(dir)).rejects.toThrow();
    await mailer.send(mail);
    expect((await stat(dir)).mode & 0o777).toBe(0o700);
    const [name = ''] = await readdir(dir);
    expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600);
  });

  it('names files after time and id, in order, and leaves no drafts', async () => {
    const mailer = outboxFolder({ dir: parent, from: 'a@example.com' });
    await mailer.send({ ...mail, id: 'first' });
    await mailer.send({ ...mail, id: 'second' });
    const names = await readdir(parent);
    expect(names.filter((name) => /^\d{8}T\d{9}Z\.(first|second)\.eml$/.test(name))).toHaveLength(2);
    expect(names).toHaveLength(2);
  });

  it('knows what an earlier process delivered', async () => {
    await outboxFolder({ dir: parent, from: 'a@example.com' }).send(mail);
    await outboxFolder({ dir: parent, from: 'a@example.com' }).send(mail);
    expect(await readdir(parent)).toHaveLength(1);
  });

  it('is written in lines of RFC 5322: CRLF, at most 998 characters, ASCII', async () => {
    await outboxFolder({ dir: parent, from: 'a@example.com' }).send({ ...mail, text: 'x'.repeat(5_000) });
    const [name = ''] = await readdir(parent);
    const raw = await readFile(join(parent, name), 'latin1');
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n\u0080-\uffff]/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(raw).not.toMatch(/base64/i);
  });

  it('rejects where it cannot be written, and delivers once it can', async () => {
    const dir = join(parent, 'taken');
    await writeFile(dir, 'a file, not a folder');
    const mailer = outboxFolder({ dir, from: 'a@example.com' });
    await expect(mailer.send(mail)).rejects.toThrow();
    await rm(dir);
    await mkdir(dir);
    await mailer.send(mail);
    expect(await readdir(dir)).toHaveLength(1);
  });
});

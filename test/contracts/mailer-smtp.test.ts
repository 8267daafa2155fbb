import { afterEach, describe, expect, it } from 'vitest';
import { type Mail, UncertainDelivery } from '../../src/mail/mailer.ts';
import { smtpMailer } from '../../src/mail/smtp.ts';
import {
  hangUp,
  type MailServer,
  type MailServerOptions,
  refusal,
  type Stage,
  startMailServer,
} from '../support/mail-server.ts';

const login = { user: 'efofx', pass: 'planted-secret' };
const mail: Mail = {
  id: 'reset-1',
  to: 'jane@example.com',
  subject: 'Hello',
  text: 'Follow http://127.0.0.1/reset?token=planted-token',
  html: '<p>Hello</p>',
};
const holdBack = () => new Promise<void>(() => undefined);

let server: MailServer;
afterEach(() => server.close());

async function connected(options: MailServerOptions = {}, host = '127.0.0.1') {
  server = await startMailServer(options);
  const durations = { mailConnectMs: 300, mailAnswerMs: 300 };
  const url = server.url.replace('127.0.0.1', host);
  const mailer = smtpMailer({ url, from: 'efOfX <no-reply@efofx.example>', durations });
  const asked: Record<Stage, number>[] = [];
  /** Resolves with how it failed, null where it did not. */
  const send = (): Promise<Error | null> =>
    mailer
      .send(mail, async () => void asked.push({ ...server.reached }))
      .then(
        () => null,
        (error: Error) => error,
      );
  return { send, asked };
}

describe('the way to a mail server', () => {
  it('signs in over an encrypted connection where the server has that', async () => {
    const { send } = await connected({ login, startTls: true });
    expect(await send()).toBe(null);
    expect(server.taken).toMatchObject([{ secure: true, user: 'efofx' }]);
    expect(server.taken[0]?.envelope).toEqual({ from: 'no-reply@efofx.example', to: ['jane@example.com'] });
  });

  it('shows a password to this machine only, unless the way there is encrypted', async () => {
    const here = await connected({ login });
    expect(await here.send()).toBe(null);
    await server.close();
    const elsewhere = await connected({ login }, '0.0.0.0');
    expect((await elsewhere.send())?.message).toMatch(/ETLS/);
    await server.close();
    const unsigned = await connected({ login, startTls: true }, '0.0.0.0');
    expect((await unsigned.send())?.message).toMatch(/CERT/);
    expect(server.taken).toEqual([]);
  });

  it('tells a wrong password by codes, not by what the server says of it', async () => {
    const { send } = await connected({ login });
    server.url = server.url.replace('planted', 'other');
    const durations = { mailConnectMs: 300, mailAnswerMs: 300 };
    const mailer = smtpMailer({ url: server.url, from: 'a@b.example', durations });
    const error = await mailer.send(mail).catch((reason: unknown) => reason);
    expect(String(error)).toContain('EAUTH 535');
    expect(JSON.stringify(error) + String(error)).not.toContain('other-secret');
    expect(await send()).toBe(null);
  });
});

describe('the handover', () => {
  it('is announced once all but the final dot is said', async () => {
    const { send, asked } = await connected();
    expect(await send()).toBe(null);
    expect(asked).toEqual([{ greeting: 1, mail: 1, rcpt: 1, data: 1, dot: 0, answer: 0 }]);
  });

  it.each(['greeting', 'mail', 'rcpt', 'data'] as const)(
    'is not announced where the server breaks off at %s',
    async (stage) => {
      const { send, asked } = await connected();
      server.behave({ [stage]: hangUp });
      const error = await send();
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(UncertainDelivery);
      if (stage !== 'data') expect(asked).toEqual([]);
      expect(server.taken).toEqual([]);
    },
  );

  it.each([
    ['mail', 451],
    ['mail', 550],
    ['rcpt', 450],
    ['rcpt', 550],
  ] as const)('is not announced where %s is refused by %i', async (stage, code) => {
    const { send, asked } = await connected();
    server.behave({ [stage]: refusal(code, 'jane@example.com is not here') });
    const error = await send();
    expect(error?.message).toContain(`${code}`);
    expect(error?.message).not.toContain('jane');
    expect(asked).toEqual([]);
  });

  it.each([
    ['a refusal for now', refusal(451), '451'],
    ['a refusal for good', refusal(554), '554'],
    ['a broken connection', hangUp, 'ECONNECTION'],
  ])('ends in an error that leaves nothing open after %s', async (_what, behaviour, told) => {
    const { send, asked } = await connected();
    server.behave({ dot: behaviour });
    const error = await send();
    expect(error).not.toBeInstanceOf(UncertainDelivery);
    expect(error?.message).toContain(told);
    expect(asked).toHaveLength(1);
  });

  it('is uncertain where the server has the mail and keeps silent', async () => {
    const { send } = await connected();
    server.behave({ answer: holdBack });
    expect(await send()).toBeInstanceOf(UncertainDelivery);
  });

  it.each(['greeting', 'mail', 'rcpt'] as const)(
    'has not been where it keeps silent at %s',
    async (stage) => {
      const { send, asked } = await connected();
      server.behave({ [stage]: holdBack });
      const error = await send();
      expect(error?.message).toMatch(/ETIMEDOUT/);
      expect(error).not.toBeInstanceOf(UncertainDelivery);
      expect(asked).toEqual([]);
    },
  );
});

it('says so where nobody listens', async () => {
  const { send } = await connected();
  await server.close();
  expect((await send())?.message).toMatch(/ECONNREFUSED/);
  server = await startMailServer();
});

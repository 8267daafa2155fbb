import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Durations } from '../durations.ts';
import { type Mailer, UncertainDelivery } from './mailer.ts';
import { composed, type Message } from './message.ts';

export interface SmtpOptions {
  /** `smtp://` (STARTTLS where the server has it) or `smtps://`, with user and password where it wants them. */
  url: string;
  /** Sender, as in a From header. */
  from: string;
  durations: Pick<Durations, 'mailConnectMs' | 'mailAnswerMs'>;
}

/**
 * Hands mails to a mail server, a connection each. On nodemailer's connection and not on its transport, since that one reads the message
 * before the server has agreed to take it: what must come right before the final dot would come before the first command.
 */
export function smtpMailer({ url, from, durations }: SmtpOptions): Mailer {
  const { auth, options } = connectionOf(new URL(url), durations);
  const open = new Set<SMTPConnection>();

  const handOver = async (message: Message, beforeHandover: () => Promise<void>) => {
    const { default: Connection } = await import('nodemailer/lib/smtp-connection');
    const connection = new Connection(options);
    open.add(connection);
    try {
      await deliver(connection, auth, message, beforeHandover);
    } finally {
      open.delete(connection);
      connection.close();
    }
  };

  return {
    deduplicates: false,

    async send(mail, beforeHandover) {
      const message = await composed(mail, from);
      const progress: Progress = { isHandedOver: false };
      await handOver(message, async () => {
        await beforeHandover?.().catch((error: unknown) => {
          progress.objection = { error };
          throw error;
        });
        progress.isHandedOver = true;
      }).catch((error: unknown) => {
        throw faultOf(error, progress);
      });
    },
    async close() {
      for (const connection of open) connection.close();
    },
  };
}

interface Progress {
  isHandedOver: boolean;
  /** What `beforeHandover` rejected with. */
  objection?: { error: unknown };
}

type Auth = { user: string; pass: string };

function connectionOf(url: URL, { mailConnectMs, mailAnswerMs }: SmtpOptions['durations']) {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const auth: Auth | null = url.username
    ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
    : null;
  const isThisMachine = /^(localhost|127(\.\d+){3}|::1)$/i.test(host);
  const options: SMTPConnection.Options = {
    host,
    ...(url.port && { port: Number(url.port) }),
    secure: url.protocol === 'smtps:',
    // A password travels in the clear to this machine only, and only this machine needs no certificate.
    requireTLS: url.protocol === 'smtp:' && auth !== null && !isThisMachine,
    tls: { rejectUnauthorized: !isThisMachine },
    dnsTimeout: mailConnectMs,
    connectionTimeout: mailConnectMs * 2,
    greetingTimeout: mailConnectMs,
    socketTimeout: mailAnswerMs,
  };
  return { auth, options };
}

async function deliver(
  connection: SMTPConnection,
  auth: Auth | null,
  { raw, envelope }: Message,
  beforeHandover: () => Promise<void>,
): Promise<void> {
  const step = stepsOn(connection);
  await step((done) => connection.connect(done));
  if (auth && connection.allowsAuth) await step((done) => connection.login(auth, done));
  // Read once the server has taken sender, recipient and DATA; the dot follows when there is no more to read.
  async function* content() {
    yield raw;
    await beforeHandover();
  }
  await step((done) => connection.send(envelope, Readable.from(content()), done));
}

/** Each step ends when it is done or when the connection breaks, whichever is told. */
function stepsOn(connection: SMTPConnection) {
  const broken = new Promise<never>((_, reject) => {
    connection.on('error', reject);
    // Later than whatever tells more of the same end.
    connection.once('end', () => setImmediate(reject, new Error('closed')));
  });
  broken.catch(() => undefined);
  return (begin: (done: (error?: Error | null) => void) => void): Promise<void> =>
    Promise.race([
      broken,
      new Promise<void>((resolve, reject) => begin((error) => (error ? reject(error) : resolve()))),
    ]);
}

/** Only codes: what a server says may repeat addresses or worse. */
function faultOf(error: unknown, { isHandedOver, objection }: Progress): unknown {
  if (objection) return objection.error;
  const { code, originalCode, command, response } = error as SMTPConnection.SMTPError;
  const answer = /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/.exec(response ?? '')?.[0];
  const told = [command, code, originalCode, answer].filter(Boolean).join(' ');
  if (isHandedOver && code === 'ETIMEDOUT')
    return new UncertainDelivery(`The mail server did not answer in time (${told}).`);
  return new Error(`The mail server did not take the mail (${told || 'the connection ended'}).`);
}

import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { type ReadMail, readMail } from './mail-text.ts';

/** Where the server may be told to behave otherwise; `dot`: it has the whole mail; `answer`: and has taken it. */
export type Stage = 'greeting' | 'mail' | 'rcpt' | 'data' | 'dot' | 'answer';
/** Throws to refuse, hangs up, or takes its time. */
export type Behaviour = (hangUp: () => void) => void | Promise<void>;

export interface Taken extends ReadMail {
  envelope: { from: string; to: string[] };
  secure: boolean;
  user: string | null;
}

export interface MailServer {
  url: string;
  /** What it has taken, oldest first. */
  taken: Taken[];
  /** How often each stage was reached. */
  reached: Record<Stage, number>;
  /** Connections at the moment. */
  open(): number;
  /** From now on; nothing: as every server. */
  behave(behaviour?: Partial<Record<Stage, Behaviour>>): void;
  close(): Promise<void>;
}

export interface MailServerOptions {
  port?: number;
  /** Whom it lets in; nobody: everyone. */
  login?: { user: string; pass: string };
  /** Offers STARTTLS, by a certificate that nobody has signed. */
  startTls?: boolean;
}

/** Refuses with an answer of SMTP. */
export function refusal(responseCode: number, message = 'not today'): Behaviour {
  return () => {
    throw Object.assign(new Error(message), { responseCode });
  };
}

export const hangUp: Behaviour = async (cut) => {
  cut();
  // Whoever hung up does not answer any more.
  await new Promise(() => undefined);
};

/** A real SMTP server on a loopback port. */
export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const { port = 0, login, startTls = false } = options;
  const sockets = new Map<number, Socket>();
  const taken: Taken[] = [];
  const reached = { greeting: 0, mail: 0, rcpt: 0, data: 0, dot: 0, answer: 0 };
  let behaviour: Partial<Record<Stage, Behaviour>> = {};

  const at = async (stage: Stage, { remotePort }: SMTPServerSession) => {
    reached[stage] += 1;
    await behaviour[stage]?.(() => sockets.get(remotePort)?.destroy());
  };
  const staged = (stage: Stage) => (session: SMTPServerSession, done: (error?: Error | null) => void) =>
    void at(stage, session).then(() => done(), done);

  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
    const raw = text(stream);
    // Whoever hangs up in the middle leaves it unread.
    raw.catch(() => undefined);
    await at('data', session);
    const mail = readMail(await raw);
    await at('dot', session);
    const { mailFrom, rcptTo } = session.envelope;
    const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
    taken.push({ ...mail, envelope, secure: session.secure, user: session.user ?? null });
    await at('answer', session);
  };

  const server = new SMTPServer({
    logger: false,
    closeTimeout: 1,
    authOptional: !login,
    allowInsecureAuth: true,
    disabledCommands: [...(startTls ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    onConnect: staged('greeting'),
    onMailFrom: (_address, session, done) => staged('mail')(session, done),
    onRcptTo: (_address, session, done) => staged('rcpt')(session, done),
    onAuth: ({ username, password }, _session, done) => {
      if (username === login?.user && password === login?.pass) done(null, { user: username });
      else done(new Error(`no entry for ${username} with ${password}`));
    },
    onData: (stream, session, done) => void take(stream, session).then(() => done(), done),
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket) => {
    const { remotePort = 0 } = socket;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.server.address() as AddressInfo;
  const credentials = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}@` : '';
  return {
    url: `smtp://${credentials}127.0.0.1:${address.port}`,
    taken,
    reached,
    open: () => sockets.size,
    behave: (next = {}) => {
      behaviour = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets.values()) socket.destroy();
      }),
  };
}

import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { register } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { hangUp, type MailServer, type Stage, startMailServer } from '../support/mail-server.ts';
import { changeRow, outboxRows, putRows, settled } from '../support/outbox-rows.ts';
import { freshDataDir, type ServerProcess, startProcess } from '../support/process.ts';

const database = freshDatabase('mail-crash');
const forever = () => new Promise<void>(() => undefined);

let post: MailServer;
let dataDirs: string[];
let running: ServerProcess[];

beforeEach(async () => {
  post = await startMailServer();
  dataDirs = [];
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.kill('SIGKILL')));
  await post.close();
  for (const dataDir of dataDirs) await rm(dataDir, { recursive: true, force: true });
});

async function startOn(dataDir: string, env: Record<string, string> = {}): Promise<ServerProcess> {
  if (!dataDirs.includes(dataDir)) dataDirs.push(dataDir);
  const server = await startProcess({ DATA_DIR: dataDir, DEMO: '0', SMTP_URL: post.url, ...env });
  running.push(server);
  return server;
}

async function stop(server: ServerProcess, signal: NodeJS.Signals): Promise<number | null> {
  running = running.filter((other) => other !== server);
  return server.kill(signal);
}

/** Registers and ends the process when its mail has come to a stage that the mail server does not go beyond. */
async function registerAndEnd(server: ServerProcess, stage: Stage, signal: NodeJS.Signals): Promise<string> {
  post.behave({ [stage]: forever });
  const { email } = await register(server);
  await vi.waitFor(() => expect(post.reached[stage]).toBe(1), 10_000);
  await stop(server, signal);
  post.behave();
  return email;
}

const recipients = () => post.taken.map(({ envelope }) => envelope.to[0]);

describe('a process on a database of its own', { timeout: 60_000 }, () => {
  it.each([
    ['rcpt', 'SIGKILL'],
    ['rcpt', 'SIGTERM'],
  ] as const)('ended at %s by %s has its mail delivered once by the next one', async (stage, signal) => {
    const dataDir = await freshDataDir();
    const email = await registerAndEnd(await startOn(dataDir), stage, signal);
    expect(recipients()).toEqual([]);
    await startOn(dataDir);
    await vi.waitFor(() => expect(recipients()).toEqual([email]), 10_000);
    // What comes after it in the queue has gone, and it has not come again.
    const second = running[0] && (await register(running[0]));
    await vi.waitFor(() => expect(recipients()).toEqual([email, second?.email]), 10_000);
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'ended by %s while the answer to the whole mail is out: it is not sent again',
    async (signal) => {
      const dataDir = await freshDataDir();
      const email = await registerAndEnd(await startOn(dataDir), 'answer', signal);
      expect(recipients()).toEqual([email]);
      const next = await startOn(dataDir);
      await vi.waitFor(
        () => expect(next.output()).toContain('whether it was delivered is not known'),
        10_000,
      );
      const second = await register(next);
      await vi.waitFor(() => expect(recipients()).toContain(second.email), 10_000);
      expect(recipients()).toEqual([email, second.email]);
    },
  );
});

describe('processes on one database', { timeout: 60_000 }, () => {
  it('leave a dead one’s mails alone until its lease has ended: then one that had not left is delivered, once', async () => {
    const env = { MONGODB_URI: database.uri };
    const [one, other] = [await startOn(await freshDataDir(), env), await startOn(await freshDataDir(), env)];
    const email = await registerAndEnd(one, 'rcpt', 'SIGKILL');
    const second = await register(other);
    await settled(database.db, second.email, 'SENT');
    expect(recipients()).toEqual([second.email]);
    const [row] = (await outboxRows(database.db)).filter(({ to }) => to === email);
    expect(row).toMatchObject({ status: 'WAITING', sender: expect.any(String) });
    expect(Number(row?.dueAt) - Date.now()).toBeGreaterThan(10_000);
    await changeRow(database.db, email, { dueAt: new Date() });
    await settled(database.db, email, 'SENT');
    expect(recipients()).toEqual([second.email, email]);
  });

  it('send a hundred mails between them, each one once, though the mail server breaks off now and then', async () => {
    const env = { MONGODB_URI: database.uri };
    const ids = Array.from({ length: 100 }, (_, place) => `batch-${place}`);
    await putRows(
      database.db,
      ids.map((_id) => ({ _id })),
    );
    let calls = 0;
    post.behave({
      data: (cut) => {
        calls += 1;
        if (calls % 10 === 0) return hangUp(cut);
      },
    });
    await Promise.all([freshDataDir(), freshDataDir()].map(async (dataDir) => startOn(await dataDir, env)));
    await vi.waitFor(
      async () => {
        const rows = (await outboxRows(database.db)).filter(({ _id }) => _id.startsWith('batch-'));
        expect(rows.map(({ status }) => status)).toEqual(ids.map(() => 'SENT'));
      },
      { timeout: 50_000, interval: 100 },
    );
    const bodies = post.taken.map(({ text }) => text.trim()).sort();
    expect(bodies).toEqual(ids.map((id) => `Hello ${id}`).sort());
  });
});

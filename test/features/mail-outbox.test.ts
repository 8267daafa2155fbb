import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { linkToken, logIn, register } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { get } from '../support/graphql.ts';
import { type Behaviour, hangUp, type MailServer, refusal, startMailServer } from '../support/mail-server.ts';
import { changeRow, outboxRow, outboxRows, putRows, settled } from '../support/outbox-rows.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('mail-outbox');
const from = 'efOfX <mail@efofx.example>';

let post: MailServer;
let server: Started;

beforeAll(async () => {
  post = await startMailServer();
  server = await start({ MONGODB_URI: database.uri, SMTP_URL: post.url, MAIL_FROM: from });
});
afterAll(async () => {
  await server.close();
  await post.close();
});
afterEach(() => post.behave());

const mailsTo = (address: string) => post.taken.filter(({ envelope }) => envelope.to.includes(address));
const log = () => server.log.join('\n');

/** A behaviour that lasts until it is let go. */
function held(): { behaviour: Behaviour; letGo: () => void } {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return { behaviour: () => gate, letGo: () => letGo() };
}

describe('the mail of a registration', () => {
  it('arrives once, by SMTP, and leaves a row with nothing of what it said', async () => {
    expect(server.app.parts.mail).toBe('smtp');
    const account = await register(server);
    const row = await settled(database.db, account.email, 'SENT');
    const [mail, ...more] = mailsTo(account.email);
    expect(more).toEqual([]);
    expect(mail?.headers).toMatchObject({ from, to: account.email, subject: 'Confirm your e-mail address' });
    await get(server, 'mutation ($token: String!) { verifyEmail(token: $token) { message } }', {
      variables: { token: linkToken(mail?.text ?? '') },
    });
    expect(await logIn(server, account)).toBeTruthy();

    const { tenantId } = account;
    expect(row).toMatchObject({ tenantId, subject: null, text: null, html: null, attempts: 0 });
    expect((Number(row.purgeAt) - Date.now()) / 86_400_000).toBeCloseTo(30, 1);
    expect(JSON.stringify(await outboxRows(database.db))).not.toContain('token=');
  });

  it('is not waited for, and is its sender’s for as long as the mail server thinks', async () => {
    const { behaviour, letGo } = held();
    post.behave({ answer: behaviour });
    const account = await register(server);
    const { dueAt: firstLease } = await settled(database.db, account.email, 'HANDING_OVER');
    await vi.waitFor(
      async () => {
        expect(Date.now()).toBeGreaterThan(firstLease.getTime() + 200);
        const row = await outboxRow(database.db, account.email);
        expect(row?.dueAt.getTime()).toBeGreaterThan(Date.now());
      },
      { timeout: 5_000 },
    );
    letGo();
    await settled(database.db, account.email, 'SENT');
    expect(mailsTo(account.email)).toHaveLength(1);
  });

  it.each([
    ['is refused for now at the sender', 'mail', refusal(451)],
    ['is refused for good at the recipient', 'rcpt', refusal(550)],
    ['is refused for now at the end', 'dot', refusal(452)],
    ['is refused for good at the end', 'dot', refusal(554)],
    ['meets a server that hangs up at once', 'greeting', hangUp],
    ['meets a server that hangs up in the middle', 'data', hangUp],
    ['meets a server that hangs up instead of an answer', 'dot', hangUp],
  ] as const)('arrives once where it %s, twice', async (_what, stage, behaviour) => {
    const before = post.reached[stage];
    post.behave({ [stage]: behaviour });
    const account = await register(server);
    await vi.waitFor(() => expect(post.reached[stage]).toBeGreaterThanOrEqual(before + 2), 5_000);
    expect(mailsTo(account.email)).toEqual([]);
    post.behave();
    const row = await settled(database.db, account.email, 'SENT');
    expect(mailsTo(account.email)).toHaveLength(1);
    expect(row.attempts).toBeGreaterThanOrEqual(2);
    expect(log()).toContain(`mail ${row._id}: attempt 1 failed, now it is WAITING`);
    expect(log()).not.toContain(account.email);
  });
});

describe('a mail in the queue', () => {
  it('waits until it is due', async () => {
    const inAnHour = new Date(Date.now() + 3_600_000);
    await putRows(database.db, [{ _id: 'later', dueAt: inAnHour }, { _id: 'now' }]);
    await settled(database.db, 'now@queue.example', 'SENT');
    expect(mailsTo('later@queue.example')).toEqual([]);
  });

  it('is another’s while the lease runs, and taken over when that has ended', async () => {
    const soon = new Date(Date.now() + 500);
    await putRows(database.db, [{ _id: 'orphan', sender: 'gone', dueAt: soon }]);
    await settled(database.db, 'orphan@queue.example', 'SENT');
    expect(Date.now()).toBeGreaterThanOrEqual(soon.getTime());
    expect(mailsTo('orphan@queue.example')).toHaveLength(1);
  });

  it('is not taken for abandoned by the one who is sending it, however late that is', async () => {
    const { behaviour, letGo } = held();
    post.behave({ dot: behaviour });
    await putRows(database.db, [{ _id: 'late' }]);
    await settled(database.db, 'late@queue.example', 'HANDING_OVER');
    const ago = (ms: number) => new Date(Date.now() - ms);
    const abandoned = { _id: 'abandoned', status: 'HANDING_OVER', sender: 'gone', dueAt: ago(30_000) };
    await putRows(database.db, [abandoned]);
    // The lease is prolonged all the time; it has to have ended whenever the abandoned are looked for.
    while ((await outboxRow(database.db, 'abandoned@queue.example'))?.status !== 'SENT')
      await changeRow(database.db, 'late@queue.example', { dueAt: ago(60_000) });
    expect((await outboxRow(database.db, 'late@queue.example'))?.status).toBe('HANDING_OVER');
    letGo();
    await settled(database.db, 'late@queue.example', 'SENT');
    expect(mailsTo('late@queue.example')).toHaveLength(1);
  });

  it('does not leave by the hands of one who has lost it to another meanwhile', async () => {
    const { behaviour, letGo } = held();
    const before = post.reached.rcpt;
    post.behave({ rcpt: behaviour });
    await putRows(database.db, [{ _id: 'lost' }]);
    await vi.waitFor(() => expect(post.reached.rcpt).toBe(before + 1), 5_000);
    const inAnHour = new Date(Date.now() + 3_600_000);
    await changeRow(database.db, 'lost@queue.example', { sender: 'another', dueAt: inAnHour });
    const { dot } = post.reached;
    letGo();
    // The server sees the connection end in the middle of the mail.
    await vi.waitFor(() => expect(post.open()).toBe(0), 5_000);
    expect(post.reached.dot).toBe(dot);
    expect(await outboxRow(database.db, 'lost@queue.example')).toMatchObject({
      ...{ status: 'WAITING', sender: 'another', attempts: 0, dueAt: inAnHour },
    });
  });

  it('is taken as sent where its sender died in mid-handover, which is said', async () => {
    await putRows(database.db, [{ _id: 'unsure', status: 'HANDING_OVER', sender: 'gone' }]);
    const row = await settled(database.db, 'unsure@queue.example', 'SENT');
    expect(row).toMatchObject({ subject: null, text: null, html: null });
    expect(mailsTo('unsure@queue.example')).toEqual([]);
    await vi.waitFor(() => expect(log()).toContain('mail unsure: whether it was delivered is not known'));
  });
});

describe('a mail server', () => {
  it('that is not there yet gets the mail when it comes up', async () => {
    const down = await startMailServer();
    await down.close();
    const patient = await start({ SMTP_URL: down.url });
    const account = await register(patient);
    await vi.waitFor(() => expect(patient.log.join('\n')).toContain('ECONNREFUSED'), 5_000);
    const up = await startMailServer({ port: Number(new URL(down.url).port) });
    const back = performance.now();
    await vi.waitFor(() => expect(up.taken).toHaveLength(1), 10_000);
    const ms = (performance.now() - back).toFixed(0);
    process.stdout.write(`mail server gone and back: a mail arrives after ${ms} ms\n`);
    expect(up.taken[0]?.envelope.to).toEqual([account.email]);
    await patient.close();
    await up.close();
  });

  it('that does not let us in is not told by what it says, nor by what it was told', async () => {
    const login = { user: 'efofx', pass: 'right-secret' };
    const strict = await startMailServer({ login });
    const stranger = await start({ SMTP_URL: strict.url.replace('right-', 'planted-') });
    const output = () => stranger.log.join('\n');
    const { email } = await register(stranger);
    await vi.waitFor(() => expect(output()).toContain('EAUTH 535'), 5_000);
    await stranger.close();
    for (const planted of ['planted', 'token=', email]) expect(output()).not.toContain(planted);
    await strict.close();
  });
});

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newestMail, register } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { outboxRow, putRows, settled } from '../support/outbox-rows.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('mail-folder');
const lateDatabase = freshDatabase('mail-late');
let server: Started;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri });
});
afterAll(() => server.close());

const files = async (id: string) =>
  (await readdir(join(server.dataDir, 'outbox'))).filter((file) => file.includes(`.${id}.`));

describe('without a mail server', () => {
  it('mails go through the same queue into the folder', async () => {
    expect(server.app.parts.mail).toBe('outbox');
    const { email } = await register(server);
    await newestMail(server, email);
    expect(await settled(database.db, email, 'SENT')).toMatchObject({ text: null, html: null });
  });

  it('a mail whose sender died in mid-handover is put there once more, and is there once', async () => {
    await putRows(database.db, [{ _id: 'first' }]);
    await settled(database.db, 'first@queue.example', 'SENT');
    await database.db.collection<{ _id: string }>('outbox').deleteOne({ _id: 'first' });
    for (const _id of ['first', 'second']) await putRows(database.db, [{ _id, status: 'HANDING_OVER' }]);
    await settled(database.db, 'second@queue.example', 'SENT');
    await settled(database.db, 'first@queue.example', 'SENT');
    expect([await files('first'), await files('second')].map(({ length }) => length)).toEqual([1, 1]);
  });
});

it('gives a mail up after its day, and wipes it', async () => {
  const late = await start(
    { MONGODB_URI: lateDatabase.uri, SMTP_URL: 'smtp://127.0.0.1:1' },
    { durations: { mailRetryForMs: 1_500 } },
  );
  const { db } = lateDatabase;
  const { email } = await register(late);
  const waiting = await settled(db, email, 'WAITING');
  expect(waiting.text).toContain('token=');
  const row = await settled(db, email, 'FAILED');
  expect(row).toMatchObject({ subject: null, text: null, html: null, purgeAt: expect.any(Date) });
  expect(row.attempts).toBeGreaterThan(1);
  expect(Date.now() - row.createdAt.getTime()).toBeGreaterThanOrEqual(1_500);
  await vi.waitFor(() => expect(late.log.join('\n')).toContain('now it is FAILED'));
  expect((await outboxRow(db, email))?.sender).toBeUndefined();
  await late.close();
});

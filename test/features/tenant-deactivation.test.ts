import { describe, expect, it, vi } from 'vitest';
import { colleague, logIn, newestMail, type Rows, setTenant } from '../support/actors.ts';
import { reply } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, refused } from '../support/graphql.ts';
import { allAlive, allDead, deactivation, lifeBench } from '../support/life.ts';
import { readMail } from '../support/mail-text.ts';
import { rowsOf } from '../support/purging.ts';

const database = freshDatabase('tenant-deactivation');
const day = 24 * 3_600_000;
const patient = { timeout: 5_000 };
const bench = lifeBench(database);

/** The mail that tells the company so. */
const notice = () =>
  vi.waitFor(async () => {
    const mail = await newestMail(bench.server, bench.company.email);
    expect(mail).toMatch(/^subject: .*deactivated/im);
    return mail;
  }, patient);

describe('a deactivation', () => {
  it('ends every token, key and session at once, and in other processes within what they may not know', async () => {
    expect(await bench.tried(bench.other)).toEqual(allAlive);
    const seen = await bench.deactivate();
    const at = Date.now();
    expect(seen).toMatchObject({ id: bench.company.tenantId, status: 'DEACTIVATED', isActive: false });
    expect(Math.abs(Date.parse(seen.purgeAt ?? '') - at - 90 * day)).toBeLessThan(10_000);
    expect(await bench.tried(bench.server)).toEqual(allDead);
    await expect.poll(() => bench.tried(bench.other), { interval: 5 }).toEqual(allDead);
    expect(Date.now() - at).toBeLessThan(5_000);
  });

  it('erases the OpenAI key and the key before at once, and leaves no credential but its address and keys', async () => {
    const openaiKey = { keyId: 'k', dataKey: 'd', secret: 's', lastFour: '1234', validatedAt: new Date() };
    const previousApiKey = { prefix: 'efofx_previous', expiresAt: new Date(Date.now() + day) };
    await setTenant(database.db, bench.company, { openaiKey, previousApiKey });
    await logIn(bench.server, bench.company);
    for (const kind of ['login', 'reset', 'invite', 'verify']) {
      const row = { _id: `${kind}:${bench.company.tenantId}`, kind, tenantId: bench.company.tenantId };
      await database.db.collection<Rows>('credentials').insertOne(row);
    }
    await bench.deactivate();
    expect(await bench.row()).toMatchObject({ openaiKey: null, previousApiKey: null });
    expect(await bench.credentials()).toEqual(['apiKey', 'email']);
  });

  it('is mailed to the company and stands in the log, with who did it', async () => {
    const { purgeAt } = await bench.deactivate();
    const until = new Date(String(purgeAt));
    const date = until.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
    expect(readMail(await notice()).text).toContain(date);
    expect(await bench.log()).toContain(`tenant.deactivated by ${bench.company.email}`);
    expect((await bench.row()).closingBy).toBeUndefined();
  });

  it('keeps the data', async () => {
    await reply(bench.server, bench.guest, 'A pool in San Diego, 15 by 30 feet');
    const before = await rowsOf(database.db, bench.company.tenantId);
    await bench.deactivate();
    const after = await rowsOf(database.db, bench.company.tenantId);
    for (const kept of ['users', 'conversations', 'messages', 'widget_sessions'])
      expect(after[kept], kept).toEqual(before[kept]);
  });

  it.each([
    ['another name', () => 'Somebody else'],
    ['nothing', () => ''],
    ['the name in other letters', () => bench.company.name.toUpperCase()],
    ['a part of it', () => bench.company.name.slice(0, -1)],
    ['a pattern', () => '.*'],
  ])('is refused for %s, and nothing happens', async (_what, name) => {
    const asking = { token: bench.company.token, variables: { name: name() } };
    const { extensions } = await refused(bench.server, deactivation, 'BAD_USER_INPUT', asking);
    expect(extensions.fields).toEqual([{ path: 'confirmName', message: expect.any(String) }]);
    expect(await bench.tried(bench.server)).toEqual(allAlive);
  });

  it('takes the name with blanks around it, and is done once of five at a time', async () => {
    const asking = { token: bench.company.token, variables: { name: `  ${bench.company.name} ` } };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ask(bench.server, deactivation, asking)),
    );
    const codes = answers.map(({ errors }) => errors[0]?.extensions.code ?? 'done').sort();
    expect(codes).toEqual([...Array(4).fill('TENANT_INACTIVE'), 'done']);
    expect((await bench.log()).filter((line) => line.startsWith('tenant.deactivated'))).toHaveLength(1);
  });

  it('is an admin’s alone', async () => {
    const { token } = await colleague(bench.server, database.db, bench.company, 'STANDARD');
    for (const bearer of [token, bench.guest.token, bench.operator.token])
      await refused(bench.server, deactivation, 'FORBIDDEN', {
        token: bearer,
        variables: { name: bench.company.name },
      });
  });

  it('that a crash cut short is finished by whoever runs', async () => {
    const purgeAt = new Date(Date.now() + day);
    await setTenant(database.db, bench.company, {
      status: 'DEACTIVATED',
      purgeAt,
      closingBy: 'ada@company.example',
    });
    await vi.waitFor(async () => expect((await bench.row()).closingBy).toBeUndefined(), patient);
    expect(await bench.credentials()).toEqual(['apiKey', 'email']);
    expect(await bench.log()).toContain('tenant.deactivated by ada@company.example');
    await notice();
  });
});

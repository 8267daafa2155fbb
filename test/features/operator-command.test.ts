import { createHash } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rows } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { demoAccount, freshDataDir, type Printed, runCommand, startProcess } from '../support/process.ts';

const database = freshDatabase('operator-command');
/** Every command is a process of its own. */
const slow = { timeout: 90_000 };
const week = 7 * 24 * 3_600_000;
const email = 'grace@platform.example';

let dataDir: string;

beforeEach(async () => {
  dataDir = await freshDataDir();
  for (const name of ['users', 'credentials']) await database.db.collection(name).deleteMany({});
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const operator = (given: readonly string[], env: Record<string, string> = {}): Promise<Printed> =>
  runCommand(['operator', ...given], { DATA_DIR: dataDir, MONGODB_URI: database.uri, ...env });
const rows = (collection: string) => database.db.collection<Rows>(collection).find({}).toArray();

/** What the one line on stdout says. */
function linkIn({ code, stdout, stderr }: Printed): { base: string; token: string; line: string } {
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  const [, base = '', token = ''] = /(https?:\/\/\S+)\/invite\?token=([\w-]{43})(?=\s|$)/.exec(stdout) ?? [];
  expect(token, stdout).not.toBe('');
  return { base, token, line: stdout };
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

describe('npm run operator', slow, () => {
  it('makes an operator who is nobody until the link has been followed, and prints it with its term', async () => {
    const before = Date.now();
    const { base, token, line } = linkIn(await operator([' Grace@Platform.example ']));
    expect(base).toBe('http://127.0.0.1:4000');
    expect(line).toContain('7 days');
    const [user, ...others] = await rows('users');
    expect(others).toEqual([]);
    expect(user).toMatchObject({
      ...{ tenantId: 'platform', email, role: 'OPERATOR', isActive: false, passwordHash: null },
    });
    const [credential, ...more] = await rows('credentials');
    expect(more).toEqual([]);
    expect(credential).toMatchObject({
      ...{ _id: `invite:${hashOf(token)}`, kind: 'invite', tenantId: 'platform', userId: user?._id, email },
    });
    const term = Number(credential?.expiresAt) - before - week;
    expect(term).toBeGreaterThanOrEqual(0);
    expect(term).toBeLessThan(60_000);
    expect([credential?.purgeAt, user?.pendingUntil]).toEqual([credential?.expiresAt, credential?.expiresAt]);
    expect(JSON.stringify([user, credential])).not.toContain(token);
  });

  it('for an address once more gives another link, and ends the one before', async () => {
    const first = linkIn(await operator([email]));
    const second = linkIn(await operator([email]));
    expect(second.token).not.toBe(first.token);
    expect(await rows('users')).toHaveLength(1);
    expect((await rows('credentials')).map(({ _id }) => _id)).toEqual([`invite:${hashOf(second.token)}`]);
  });

  it('lets an operator choose a new password, staying one meanwhile', async () => {
    const now = new Date();
    const row = { _id: 'u1', tenantId: 'platform', email, role: 'OPERATOR', isActive: true };
    await database.db
      .collection<Rows>('users')
      .insertOne({ ...row, passwordHash: 'of old', createdAt: now, updatedAt: now });
    await database.db
      .collection<Rows>('credentials')
      .insertOne({ _id: `email:${email}`, kind: 'email', tenantId: 'platform', userId: 'u1', email });
    const { token } = linkIn(await operator([email]));
    expect(await rows('users')).toEqual([{ ...row, passwordHash: 'of old', createdAt: now, updatedAt: now }]);
    const invite = (await rows('credentials')).find(({ kind }) => kind === 'invite');
    expect(invite).toMatchObject({ _id: `invite:${hashOf(token)}`, userId: 'u1' });
  });

  it('twice at the same moment makes one operator', async () => {
    const printed = await Promise.all([operator([email]), operator([email])]);
    for (const one of printed) linkIn(one);
    expect(await rows('users')).toHaveLength(1);
  });

  it('refuses the address of a tenant’s user, and writes nothing', async () => {
    const taken = { _id: `email:${email}`, kind: 'email', tenantId: 't1', userId: 'u1', email };
    await database.db.collection<Rows>('credentials').insertOne(taken);
    const { code, stdout, stderr } = await operator([email]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain("tenant's user");
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(await rows('users')).toEqual([]);
  });

  it.each([[[]], [['not an address']], [[email, 'another@platform.example']]])(
    'says how it is used where it is given %j',
    async (given) => {
      const { code, stdout, stderr } = await operator(given);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^Usage: npm run operator -- <.+>\n$/);
      expect(await rows('users')).toEqual([]);
    },
  );

  it('builds its link on PUBLIC_URL', async () => {
    const PUBLIC_URL = 'https://estimates.example/';
    expect(linkIn(await operator([email], { PUBLIC_URL })).base).toBe('https://estimates.example');
    const { base } = linkIn(await operator([email], { HOST: '0.0.0.0', PORT: '8080' }));
    expect(base).toBe('http://127.0.0.1:8080');
  });

  it('names the variable where the database does not answer', async () => {
    const { code, stdout, stderr } = await operator([email], { MONGODB_URI: 'mongodb://127.0.0.1:1/efofx' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('MONGODB_URI');
  });
});

describe('on the embedded database', slow, () => {
  const embedded = { MONGODB_URI: 'embedded' };

  it('works without a server, and beside one, whose address it prints', async () => {
    linkIn(await operator([email], embedded));
    const server = await startProcess({ DATA_DIR: dataDir });
    try {
      const { base } = linkIn(await operator([email], embedded));
      expect(base).toBe(server.url);
      expect((await stat(join(dataDir, 'server.json'))).mode & 0o777).toBe(0o600);
      const connection = await mongoose.createConnection(server.line.databaseUri ?? '').asPromise();
      const users = await connection.collection('users').find({ tenantId: 'platform' }).toArray();
      await connection.close();
      expect(users).toMatchObject([{ email, role: 'OPERATOR' }]);
      const { code } = await operator([(await demoAccount(dataDir)).email], embedded);
      expect(code).toBe(1);
    } finally {
      expect(await server.kill('SIGTERM')).toBe(0);
    }
    expect(linkIn(await operator([email], embedded)).base).toBe('http://127.0.0.1:4000');
  });
});

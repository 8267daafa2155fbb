import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { quotas } from '../../src/tenant/tiers.ts';
import { census, goodPassword, linkToken, logIn, mailsTo, newestMail, register } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('account-input');
const registration =
  'mutation ($input: RegisterTenantInput!) { registerTenant(input: $input) { tenantId apiKey message } }';
const good = { name: 'Careful Builders', email: 'careful@company.example', password: goodPassword };

let server: Started;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri });
});
afterAll(() => server.close());

async function mails(): Promise<number> {
  return (await readdir(join(server.dataDir, 'outbox')).catch(() => [])).length;
}

describe('a registration', () => {
  it.each([
    ['a short password', { password: 'short words' }, 'input.password', 200],
    ['a common password', { password: 'password1234' }, 'input.password', 200],
    ['a password of one letter', { password: 'a'.repeat(20) }, 'input.password', 200],
    ['a password with the company’s name', { password: 'carefulbuilders-77' }, 'input.password', 200],
    ['a password of 129 characters', { password: 'x9 Kd'.repeat(26).slice(0, 129) }, 'input.password', 200],
    ['a name of one letter', { name: 'x' }, 'input.name', 200],
    ['a blank name', { name: '     ' }, 'input.name', 200],
    ['a name of 101 letters', { name: 'x'.repeat(101) }, 'input.name', 200],
    ['a name over two lines', { name: 'Builders\r\nBcc: all@company.example' }, 'input.name', 200],
    ['a name with NUL', { name: 'Build\u0000ers' }, 'input.name', 200],
    ['a name that turns the line around', { name: 'Build\u202eers' }, 'input.name', 200],
    ['a name with markup', { name: '<b>Builders</b>' }, 'input.name', 200],
    ['a malformed address', { email: 'not-an-address' }, 'input.email', 400],
    ['an address with a second line', { email: 'a@company.example\nb@company.example' }, 'input.email', 400],
    ['an address that is an object', { email: { $ne: null } }, 'input.email', 400],
    ['a tier that is none', { tier: 'GOLD' }, 'input.tier', 400],
    ['a field that is not known', { tenantId: 'x' }, 'input.tenantId', 400],
    ['no name', { name: null }, 'input.name', 400],
  ])('is refused for %s, and nothing is written', async (_what, wrong, path, status) => {
    const [rows, sent] = [await census(database.db), await mails()];
    const variables = { input: { ...good, ...wrong } };
    const error = await refused(server, registration, 'BAD_USER_INPUT', { variables });
    expect(error.extensions.fields?.map((field) => field.path)).toEqual([path]);
    expect(error.status).toBe(status);
    const [value] = Object.values(wrong);
    if (typeof value === 'string' && value.length > 4) expect(JSON.stringify(error)).not.toContain(value);
    expect([await census(database.db), await mails()]).toEqual([rows, sent]);
  });

  it('is refused for a tier that operators give', async () => {
    const rows = await census(database.db);
    const variables = { input: { ...good, tier: 'ENTERPRISE' } };
    expect((await refused(server, registration, 'TIER_LIMIT', { variables })).status).toBe(200);
    expect(await census(database.db)).toEqual(rows);
  });

  it('is accepted at the edges: 12 and 128 characters of password, 2 and 100 of name', async () => {
    const phrase = 'Zk3 wv8!Qp dL6#xT ';
    for (const [place, edge] of [
      { password: phrase.repeat(2).slice(0, 12), name: 'Öz' },
      {
        password: Array.from({ length: 128 }, (_, at) => phrase.charAt((at * at + at) % 18)).join(''),
        name: 'N'.repeat(100),
      },
    ].entries()) {
      const input = { ...good, email: `edge-${place}@company.example`, ...edge };
      await get(server, registration, { variables: { input } });
    }
  });
});

describe('registrations', () => {
  it('from one address on the net are limited; refused ones write nothing', async () => {
    const strict = await start({}, { quotas: { registrationsPerIp: { limit: 2, windowMs: 60_000 } } });
    try {
      await refused(strict, registration, 'BAD_USER_INPUT', { variables: { input: { ...good, name: 'x' } } });
      await register(strict);
      const last = await register(strict);
      const error = await refused(strict, registration, 'RATE_LIMITED', { variables: { input: good } });
      expect(error.status).toBe(429);
      expect(error.extensions.limit).toBe(2);
      expect(Number(error.headers.get('retry-after'))).toBe(error.extensions.retryAfterSeconds);
      await newestMail(strict, last.email);
      expect(await mailsTo(strict, good.email)).toEqual([]);
      expect(quotas.registrationsPerIp).toEqual({ limit: 20, windowMs: 24 * 3_600_000 });
    } finally {
      await strict.close();
    }
  });

  it('cannot fill somebody’s mailbox: three mails a day, the answer as ever', async () => {
    const email = 'much-wanted@company.example';
    const answers = [];
    for (let round = 0; round < 5; round += 1) answers.push(await register(server, 'TRIAL', { email }));
    // A mail that was posted later has arrived.
    await newestMail(server, (await register(server)).email);
    await vi.waitFor(async () => expect(await mailsTo(server, email)).toHaveLength(3));
    expect(new Set(answers.map(({ message }) => message)).size).toBe(1);
  });
});

describe('secrets', () => {
  it('are neither in answers nor in the log nor, in clear, in the database', async () => {
    const password = 'very particular phrase 4711';
    const email = 'secretive@company.example';
    const made = await ask<{ registerTenant: { apiKey: string } }>(server, registration, {
      variables: { input: { ...good, email, password } },
    });
    const link = linkToken(await newestMail(server, email));
    const verified = await ask(
      server,
      'mutation ($token: String!) { verifyEmail(token: $token) { message tenant { id } } }',
      {
        variables: { token: link },
      },
    );
    await fetch(`${server.url}/verify?token=${link}`);
    const token = await logIn(server, { email, password });
    const seen = await ask(server, '{ viewer { user { id email } tenant { id apiKeyPrefix } } }', { token });
    const wrong = await ask(
      server,
      'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
      {
        variables: { input: { email, password: `${password}?` } },
      },
    );
    const apiKey = made.data?.registerTenant.apiKey ?? '';
    const answers = [verified, seen, wrong].map(({ text }) => text).join('\n');
    const log = server.log.join('\n');
    const rows = JSON.stringify(
      await Promise.all(
        ['tenants', 'users', 'credentials'].map((name) => database.db.collection(name).find().toArray()),
      ),
    );
    expect(log.length).toBeGreaterThan(100);
    expect(rows).toContain(email);
    for (const secret of [password, link, apiKey]) {
      expect(answers + log).not.toContain(secret);
      expect(rows).not.toContain(secret);
    }
    expect(made.text).not.toContain(password);
    expect(answers + made.text + log).not.toContain('$argon2');
    expect(log).not.toContain(token);
  });
});

import { hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { commonPasswords } from '../../src/security/common-passwords.ts';
import { hashPassword, passwordFault, verifyPassword } from '../../src/security/passwords.ts';
import { lookedAtThrice } from '../support/clock.ts';

const good = 'violet-harbour-31-teaspoon';

describe('password hashes', () => {
  it('are argon2id with the recommended cost and a salt of their own', async () => {
    const [one, two] = await Promise.all([hashPassword(good), hashPassword(good)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  it('verify the password they were made of and no other', async () => {
    const stored = await hashPassword(good);
    expect(await verifyPassword(stored, good)).toBe(true);
    for (const wrong of ['', `${good} `, good.toUpperCase(), `${good}\u0000`]) {
      expect(await verifyPassword(stored, wrong)).toBe(false);
    }
  });

  it('tell long passwords apart in every byte', async () => {
    const start = 'é'.repeat(60);
    const stored = await hashPassword(`${start}a`);
    expect(await verifyPassword(stored, `${start}a`)).toBe(true);
    expect(await verifyPassword(stored, `${start}b`)).toBe(false);
  });

  it('do not depend on how an accented letter was typed', async () => {
    const stored = await hashPassword('cafe\u0301 under the bridge');
    expect(await verifyPassword(stored, 'caf\u00e9 under the bridge')).toBe(true);
  });

  it('answer false for an unknown user', async () => {
    expect(await verifyPassword(null, good)).toBe(false);
  });

  it.each(['', 'plain text', '$argon2id$v=19$m=19456,t=2,p=1$', '$2b$10$abcdefghijklmnopqrstuv'])(
    'answer false where the stored text is no hash: %j',
    async (stored) => {
      expect(await verifyPassword(stored, good)).toBe(false);
    },
  );

  it('made with an older cost still verify', async () => {
    const stored = await hash(good, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    expect(await verifyPassword(stored, good)).toBe(true);
  });
});

describe('choosing a password', () => {
  it.each([
    good,
    'Tr0mbone&Lighthouse',
    'xk7#Pq2!mZ9v',
    ' leading and trailing ',
    'pass the salt and the pepper please',
    '🏊‍♀️ swims in 🌊 daily',
    'contraseña-del-río-azul',
    'NUL\u0000is a character too',
    'dragon kettle umbrella',
  ])('accepts %j', (password) => {
    expect(passwordFault(password, ['Acme Pools', 'jane.doe@example.com'])).toBeNull();
  });

  it('counts code points: 12 to 128', () => {
    const text = 'kw9🏊eu3🌊zt5ñ';
    expect([...text]).toHaveLength(12);
    expect(passwordFault(text, [])).toBeNull();
    expect(passwordFault([...text].slice(1).join(''), [])).toMatch(/at least 12/);
    const long = randomLetters(128);
    expect(passwordFault(long, [])).toBeNull();
    expect(passwordFault(`${long}x`, [])).toMatch(/at most 128/);
  });

  it('knows several hundred common passwords, in any case', () => {
    expect(commonPasswords.size).toBeGreaterThan(200);
    for (const common of commonPasswords) {
      expect(passwordFault(common, []), common).not.toBeNull();
      expect(passwordFault(common.toUpperCase(), []), common).not.toBeNull();
    }
  });

  it.each([
    ['one character', 'zzzzzzzzzzzzzzz'],
    ['a repeated piece', 'tru5ttru5ttru5t'],
    ['the alphabet', 'cdefghijklmnop'],
    ['digits', '481516234200'],
    ['digits backwards', '98765432109876'],
    ['a keyboard row', 'QwertyUiopAsdf'],
    ['a word and digits', 'Password!2024'],
    ['a name and digits', 'Jennifer198712'],
    ['a disguised word', 'P@$$w0rd123456'],
    ['two common words', 'sunshine-dragon'],
    ['two words and a year', 'WelcomeAdmin2025!'],
    ['digits and a word', '2024!!company!!2024'],
  ])('refuses %s: %s', (_, password) => {
    expect(passwordFault(password, [])).toMatch(/easy to guess/);
  });

  it.each([
    ['acmepools-9x-Kettle', ['Acme Pools', 'jane@example.com']],
    ['kettle.ACME.pools.77', ['Acme Pools', 'jane@example.com']],
    ['my-JaneDoe-kettle', ['Acme', 'jane.doe@example.com']],
    ['muñoz y hijos 1987', ['Muñoz y Hijos', 'x@example.com']],
  ])('refuses %s, which holds the company or the address', (password, context) => {
    expect(passwordFault(password, context)).toMatch(/company name and e-mail/);
  });

  it('overlooks names too short to matter, and empty ones', () => {
    expect(passwordFault(good, ['vio', '', '---', '31@example.com'])).toBeNull();
  });

  it('refuses half a character', () => {
    expect(passwordFault('kettle \ud83c harbour', [])).toMatch(/valid/);
  });

  it('decides quickly, whatever is typed', lookedAtThrice, async () => {
    for (const text of ['a'.repeat(100_000), 'ab'.repeat(64), '\u0301'.repeat(128), `${'a'.repeat(127)}!`]) {
      expect(await timeOf(async () => passwordFault(text, ['Acme Pools']))).toBeLessThan(20);
    }
  });
});

async function timeOf(action: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await action();
  return performance.now() - started;
}

function randomLetters(length: number): string {
  return Array.from({ length }, (_, place) =>
    String.fromCodePoint(0x61 + ((place * place * 7 + place * 3) % 26)),
  ).join('');
}

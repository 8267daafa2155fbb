import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/errors.ts';
import { leastCpuMs } from '../support/clock.ts';
import { admissionTo, repeat } from './operation-limits-admission.ts';

const schema = buildSchema(readFileSync(new URL('../fixtures/contract.graphql', import.meta.url), 'utf8'));
const { admit, refusal } = admissionTo(schema);
const maxCpuMs = 50;

const attacks: Record<string, string> = {
  '490 aliases': `{ viewer { ${repeat(330, (n) => `a${n}: role`)} } }`,
  '5 000 aliases': `{ viewer { ${repeat(5_000, (n) => `a${n}: role`)} } }`,
  '14 logins by alias': `mutation { ${repeat(14, (n) => `l${n}: login(input: { email: "a@example.com", password: "x" }) { expiresIn }`)} }`,
  '3 000 times the same field': `{ viewer { ${repeat(3_000, () => 'role')} } }`,
  '20 000 unknown directives': `{ viewer { role ${repeat(20_000, () => '@nothing')} } }`,
  '900 unknown directives': `{ viewer { role ${repeat(490, () => '@nothing')} } }`,
  '3 000 variables': `query(${repeat(3_000, (n) => `$v${n}: Int`)}) { viewer { role } }`,
  '300 variables': `query(${repeat(240, (n) => `$v${n}: Int`)}) { viewer { role } }`,
  'a list nested 5 000 times': `{ referenceClass(id: ${'['.repeat(5_000)}${']'.repeat(5_000)}) { id } }`,
  'a list nested 490 times': `{ referenceClass(id: ${'['.repeat(490)}${']'.repeat(490)}) { id } }`,
  'an object nested 300 times': `mutation { login(input: ${'{a:'.repeat(300)}1${'}'.repeat(300)}) { expiresIn } }`,
  'a selection nested 8 000 times': `${'{a'.repeat(8_000)}${'}'.repeat(8_000)}`,
  'a selection nested 490 times': `${'{a'.repeat(330)}${'}'.repeat(330)}`,
  'types nested 400 times': `query($a: ${'['.repeat(400)}Int${']'.repeat(400)}) { viewer { role } }`,
  'a fragment in itself': '{ viewer { ...F } } fragment F on Viewer { role ...F }',
  'a fragment in itself, deeper':
    '{ viewer { ...F } } fragment F on Viewer { tenant { id ...G } } fragment G on Tenant { ...G }',
  'two fragments in each other':
    '{ ...A } fragment A on Query { viewer { role } ...B } fragment B on Query { ...A }',
  'an unused fragment in itself': `{ viewer { role } } fragment F on Viewer { ${repeat(300, () => '...F')} }`,
  'a ring of 100 fragments': `{ ...F0 } ${repeat(100, (n) => `fragment F${n} on Query { ...F${(n + 1) % 100} }`)}`,
  'fragments that double 18 times': `{ viewer { ...F0 } } ${repeat(18, (n) => `fragment F${n} on Viewer { ...F${n + 1} ...F${n + 1} }`)} fragment F18 on Viewer { role }`,
  'fragments that double 80 times': `{ viewer { ...F0 } } ${repeat(80, (n) => `fragment F${n} on Viewer { ...F${n + 1} ...F${n + 1} }`)} fragment F80 on Viewer { role }`,
  'fragments that double 80 times, unused': `{ viewer { role } } ${repeat(80, (n) => `fragment F${n} on Viewer { ...F${n + 1} ...F${n + 1} }`)} fragment F80 on Viewer { role }`,
  'overlapping fields that all differ in arguments': `{ ${repeat(100, (n) => `referenceClass(id: "${n}") { id }`)} }`,
  'overlapping fields that all have children': `{ viewer { ${repeat(250, () => 'user { id }')} } }`,
  'overlapping fields in many fragments': `{ viewer { ${repeat(60, (n) => `...F${n}`)} } } ${repeat(60, (n) => `fragment F${n} on Viewer { user { id ...U } tenant { id } }`)} fragment U on User { id }`,
  'unused overlapping fragments': `{ viewer { role } } ${repeat(70, (n) => `fragment F${n} on Viewer { role ${n > 0 ? repeat(3, (k) => `...F${Math.max(0, n - k - 1)}`) : ''} }`)}`,
  'many unknown fields': `{ viewer { ${repeat(490, (n) => `unknown${n}`)} } }`,
  'many unknown fragments': `{ viewer { ${repeat(480, (n) => `...Unknown${n}`)} } }`,
  'many wrong literals': `{ viewer { ${repeat(150, () => 'role(first: "x")')} } }`,
  '100 KB of commas': `{ viewer { role ${','.repeat(100_000)} nonsense } }`,
  '100 KB of comments': `${'#\n'.repeat(50_000)} { nonsense }`,
  '100 KB of one name': `{ ${'a'.repeat(100_000)} }`,
  '100 KB of one string': `{ referenceClass(id: "${'\\u0041'.repeat(16_000)}") { nonsense } }`,
  '100 KB of a block string': `{ referenceClass(id: """${'\n  x'.repeat(25_000)}""") { nonsense } }`,
  '100 KB of tokens': '{a}'.repeat(33_000),
  '100 KB of spreads': '...'.repeat(33_000),
  'an unterminated string': `{ referenceClass(id: "${'x'.repeat(100_000)}`,
  'ten MB': `{ viewer { ${'role '.repeat(2_000_000)} } }`,
  'schema fields under a false name': `{ viewer { ...__schema } } fragment __schema on Viewer { tenant { ${repeat(499, () => 'id')} } }`,
  'introspection in a ring': `{ __schema { types { ${'fields { type { '.repeat(20)} name ${'} } '.repeat(20)} } } }`,
};

const variableAttacks: Record<string, unknown> = {
  '99 KB of nested objects': JSON.parse(`${'{"a":'.repeat(16_500)}1${'}'.repeat(16_500)}`),
  '40 000 brackets': JSON.parse(`${'['.repeat(40_000)}${']'.repeat(40_000)}`),
  '99 KB of unknown keys': Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [`k${n}`, n])),
  '99 KB of small objects': Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [`k${n}`, {}])),
  'a list of 30 000': Array.from({ length: 30_000 }, () => 1),
  'a long wrong value': 'x'.repeat(99_000),
  __proto__: JSON.parse('{ "__proto__": { "email": "x", "password": "y" } }'),
};

async function expectCheapRefusal(query: string, variables: Record<string, unknown> | null = null) {
  const cpuMs = await leastCpuMs(maxCpuMs, () => {
    const failure = refusal(query, { variables, introspection: true });
    expect(['QUERY_TOO_COMPLEX', 'BAD_USER_INPUT']).toContain(failure.code);
    expect(failure.message.length).toBeLessThan(2_000);
  });
  expect(cpuMs).toBeLessThan(maxCpuMs);
}

describe('hostile operations are refused cheaply', () => {
  it.each(Object.entries(attacks))('%s', async (_, query) => {
    await expectCheapRefusal(query);
  });

  it.each(Object.entries(variableAttacks))('variables: %s', async (_, input) => {
    const query = 'mutation($input: LoginInput!) { login(input: $input) { expiresIn } }';
    await expectCheapRefusal(query, { input });
  });

  it('also from deep inside a call stack', () => {
    const descend = (levels: number): Failure =>
      levels === 0 ? refusal(attacks['a list nested 490 times'] ?? '') : descend(levels - 1);
    expect(descend(2_000).code).toBe('QUERY_TOO_COMPLEX');
  });

  it.each([
    ['one field over and over', () => `viewer { ${repeat(240, () => 'user { id }')} }`],
    ['one leaf over and over', () => `viewer { ${repeat(490, () => 'role')} }`],
    [
      'fields that repeat deep down',
      () => `viewer { tenant { ${repeat(155, () => 'branding { buttonText logoUrl }')} } }`,
    ],
    ['one field in ever other ways', () => `viewer { ${repeat(60, (n) => `user { ${waysToSay(n)} }`)} }`],
  ])('costs little even when admitted: %s', async (_, selection) => {
    let round = 0;
    const cpuMs = await leastCpuMs(maxCpuMs, () => {
      round += 1;
      // A name of its own: what was admitted once is known.
      admit(`query Round${round} { ${selection()} }`);
    });
    expect(cpuMs).toBeLessThan(maxCpuMs);
  });
});

function waysToSay(way: number): string {
  const fields = ['id', 'email', 'role', 'isActive', 'createdAt', '__typename'];
  return fields.filter((_, place) => ((way + 1) >> place) & 1).join(' ');
}

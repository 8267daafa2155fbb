import { describe, expect, it } from 'vitest';
import { admissionTo, repeat, sampleSchema, tooComplex } from './operation-limits-admission.ts';

const { admit, refusal } = admissionTo(sampleSchema);

/** `{ node { child { … id } } }`, so many fields deep. */
const nested = (depth: number) => `{ node ${'{ child '.repeat(depth - 2)}{ id }${' }'.repeat(depth - 2)} }`;

describe('depth: eight fields below one another', () => {
  const chain = (fields: number) => `${'child { '.repeat(fields - 1)}id${' }'.repeat(fields - 1)}`;
  const shapes: [string, (depth: number) => string][] = [
    ['fields', nested],
    ['a named fragment', (depth) => `{ node { ...F } } fragment F on Node { ${chain(depth - 1)} }`],
    ['inline fragments', (depth) => `{ node { ... on Node { ... { ${chain(depth - 1)} } } } }`],
    [
      'nested fragments',
      (depth) =>
        `{ node { ...A } } fragment A on Node { child { ...B } } fragment B on Node { ${chain(depth - 2)} }`,
    ],
    [
      'a fragment called like a schema field',
      (depth) => `{ node { ...__schema } } fragment __schema on Node { ${chain(depth - 1)} }`,
    ],
    [
      'a fragment used at two depths',
      (depth) => `{ node { ...F child { ...F } } } fragment F on Node { ${chain(depth - 2)} }`,
    ],
    ['an introspecting neighbour', (depth) => `{ __typename ...R } fragment R on Query ${nested(depth)}`],
  ];

  it.each(shapes)('counted through %s', (_, ofDepth) => {
    for (const introspection of [false, true]) {
      admit(ofDepth(8), { introspection });
      expect(refusal(ofDepth(9), { introspection })).toMatchObject(tooComplex(8, 9));
    }
  });
});

describe('counts', () => {
  it('lets 500 fields pass and not 501, expanded through fragments', () => {
    const ofFields = (count: number) =>
      `{ node { ...A ...A } } fragment A on Node { ${repeat(count, () => 'id')} }`;
    admit(ofFields(249));
    expect(refusal(ofFields(250))).toMatchObject(tooComplex(500, 501));
  });

  it.each([4, 8, 12, 18])('refuses fragments that double %i times, or counts them right', (doublings) => {
    const query = `{ node { ...F0 } } ${repeat(doublings, (n) => `fragment F${n} on Node { ...F${n + 1} ...F${n + 1} }`)}
      fragment F${doublings} on Node { id name }`;
    if (2 * 2 ** doublings + 1 <= 500) admit(query);
    else expect(refusal(query)).toMatchObject({ extensions: { code: 'QUERY_TOO_COMPLEX', limit: 500 } });
  });

  it.each([
    ['of a field', (count: number) => `{ node { ${repeat(count, (n) => `x${n}: id`)} } }`],
    ['of __typename', (count: number) => `{ node { ${repeat(count, (n) => `x${n}: __typename`)} } }`],
    [
      'mixed and deep',
      (count: number) => `{ node { y: __typename child { ${repeat(count - 1, (n) => `x${n}: id`)} } } }`,
    ],
    [
      'by a fragment used twice',
      (count: number) => `{ node { ...F child { ...F } ${count % 2 ? 'x: id' : ''} } }
        fragment F on Node { ${repeat(Math.floor(count / 2), (n) => `x${n}: name`)} }`,
    ],
  ])('lets ten aliases %s pass and not more', (_, ofAliases) => {
    admit(ofAliases(10));
    expect(refusal(ofAliases(11))).toMatchObject(tooComplex(10, 11));
  });

  it('lets ten directives pass and not more, wherever they stand', () => {
    const ofDirectives = (count: number) =>
      `query { node { id ${repeat(count, () => 'name @include(if: true)')} } }`;
    admit(ofDirectives(10));
    expect(refusal(ofDirectives(11))).toMatchObject(tooComplex(10, 11));
    expect(
      refusal(
        `{ node { ...F } } fragment F on Node { ${repeat(6, () => '... @skip(if: false) { id @skip(if: false) }')} }`,
      ),
    ).toMatchObject(tooComplex(10, 12));
    expect(refusal(`query ${repeat(11, (n) => `@d${n}`)} { a }`)).toMatchObject(tooComplex(10, 11));
  });

  it.each([
    ['five fields of a query', 'query', '{ a b c d e }', '{ a b c d e f }', 5, 6],
    ['the same field again', 'query', '{ a a a a a }', '{ a a a a a a }', 5, 6],
    [
      'through fragments',
      'query',
      '{ ...F } fragment F on Query { a b ... { c d e } }',
      '{ ...F a } fragment F on Query { a b ... { c d e } }',
      5,
      6,
    ],
    [
      'one field of a mutation',
      'mutation',
      'mutation { logout }',
      'mutation { logout login(email: "a", password: "b") { id } }',
      1,
      2,
    ],
    [
      'a mutation through a fragment',
      'mutation',
      'mutation { ...F } fragment F on Mutation { logout }',
      'mutation { ...F ...F } fragment F on Mutation { logout }',
      1,
      2,
    ],
    [
      'one field of a subscription',
      'subscription',
      'subscription { tick }',
      'subscription { tick tock }',
      1,
      2,
    ],
  ] as const)('holds root fields to a limit: %s', (_, kind, allowed, refused, limit, actual) => {
    admit(allowed, { allow: [kind] });
    expect(refusal(refused, { allow: [kind] })).toMatchObject(tooComplex(limit, actual));
  });

  it('reads 1 000 tokens and not 1 001', () => {
    const ofTokens = (count: number) => `{ text(of: "x") ${repeat(count - 8, () => 'a')} }`;
    expect(refusal(ofTokens(1_000))).toMatchObject({ extensions: { limit: 500 } });
    expect(refusal(ofTokens(1_001))).toMatchObject(tooComplex(1_000, 1_001));
  });

  it('lets a list of 100 entries pass and not of 101', () => {
    const ofEntries = (count: number) => `{ node(ids: [${repeat(count, (n) => `"${n}"`)}]) { id } }`;
    admit(ofEntries(100));
    expect(refusal(ofEntries(101))).toMatchObject(tooComplex(100, 101));
  });
});

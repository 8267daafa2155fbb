import { buildSchema, type GraphQLScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { badInput, type Failure } from '../../src/errors.ts';
import { admissionTo } from './operation-limits-admission.ts';

const schema = buildSchema(`
  scalar Loud
  scalar Own
  enum Colour { RED BLUE }
  input Nested { name: String!, size: Int = 3, colour: Colour, tags: [String!] }
  input Outer { inner: Nested!, many: [Nested!] }
  type Query { echo(outer: Outer, colour: Colour, size: Int, ids: [ID!], loud: Loud, own: Own, must: Int!): Int defaulted(n: Int! = 2): Int tenantName: String }
  type Mutation { login(email: String!): Int }
`);
const secret = 'sk-planted-secret-value';
const refuse = (value: unknown): never => {
  throw new TypeError(`Loud cannot represent ${value}`);
};
const refuseInOwnWords = () => {
  throw badInput('', 'Own words only.');
};
for (const [name, parse] of [
  ['Loud', refuse],
  ['Own', refuseInOwnWords],
] as const) {
  const scalar = schema.getType(name) as GraphQLScalarType;
  scalar.parseValue = parse;
  scalar.parseLiteral = (node) => parse('value' in node ? node.value : node);
}
const { admit, refusal } = admissionTo(schema);

const pathsOf = (failure: Failure) => failure.extensions.fields as { path: string; message: string }[];
const query = `query($outer: Outer, $colour: Colour, $size: Int, $ids: [ID!], $loud: Loud, $own: Own) {
  echo(outer: $outer, colour: $colour, size: $size, ids: $ids, loud: $loud, own: $own, must: 1) }`;

describe('variables that do not fit', () => {
  it.each([
    ['size', { size: secret }],
    ['colour', { colour: secret }],
    ['loud', { loud: secret }],
    ['outer', { outer: secret }],
    ['outer.inner', { outer: { inner: secret } }],
    ['outer.inner.name', { outer: { inner: { name: { [secret]: secret } } } }],
    ['outer.inner.name', { outer: { inner: { size: 1 } } }],
    ['outer.inner', { outer: {} }],
    ['outer.inner.tenantId', { outer: { inner: { name: 'x', tenantId: secret } } }],
    ['outer.inner', { outer: { inner: { name: 'x', [`$${secret}`]: 1 } } }],
    [
      'outer.many.1.size',
      { outer: { inner: { name: 'x' }, many: [{ name: 'x' }, { name: 'x', size: secret }] } },
    ],
    ['ids.0', { ids: [null] }],
    ['ids.1', { ids: ['a', { [secret]: 1 }] }],
  ])('are named by the path %s, never quoted', (path, variables) => {
    const failure = refusal(query, { variables, introspection: true });
    expect(failure.code).toBe('BAD_USER_INPUT');
    expect(pathsOf(failure).map((fault) => fault.path)).toEqual([path]);
    expect(JSON.stringify(failure)).not.toContain(secret);
    expect(JSON.stringify(failure.toJSON())).not.toContain('Did you mean');
  });

  it('are all named at once, up to twenty', () => {
    const many = Array.from({ length: 30 }, () => ({ name: 1 }));
    expect(pathsOf(refusal(query, { variables: { size: 'x', colour: 'x' } }))).toHaveLength(2);
    expect(pathsOf(refusal(query, { variables: { outer: { inner: {}, many } } }))).toHaveLength(20);
  });

  it('are named where one that is needed is missing or null', () => {
    const needy = 'query($must: Int!) { echo(must: $must) }';
    for (const variables of [null, {}, { must: null }]) {
      expect(pathsOf(refusal(needy, { variables })).map(({ path }) => path)).toEqual(['must']);
    }
  });

  it('are told what was expected, in full', () => {
    const variables = { outer: { inner: { name: 'x', tags: [1], size: 'x' } }, colour: 3 };
    expect(pathsOf(refusal(query, { variables }))).toEqual([
      { path: 'outer.inner.size', message: 'Expected a value of type Int.' },
      { path: 'outer.inner.tags.0', message: 'Expected a value of type String!.' },
      { path: 'colour', message: 'Expected a value of type Colour.' },
    ]);
  });

  it('are refused where null takes the place of a default', () => {
    for (const [text, path] of [
      ['query($n: Int = 1) { defaulted(n: $n) }', 'n'],
      ['query($x: String = "a") { echo(must: 1, outer: { inner: { name: $x } }) }', 'outer'],
      ['query($if: Boolean = true) { tenantName @include(if: $if) }', 'if'],
    ] as const) {
      const failure = refusal(text, { variables: { n: null, x: null, if: null } });
      expect(failure.code).toBe('BAD_USER_INPUT');
      expect(pathsOf(failure).map((fault) => fault.path)).toEqual([path]);
    }
  });

  it("keep a scalar's own words if they were meant for the caller", () => {
    expect(pathsOf(refusal(query, { variables: { own: 1 } }))).toEqual([
      { path: 'own', message: 'Own words only.' },
    ]);
  });

  it.each([101, 2_000])('are too complex with a list of %i entries, at any depth', (count) => {
    const list = Array.from({ length: count }, () => 'x');
    for (const [path, variables] of [
      ['ids', { ids: list }],
      ['outer.inner.tags', { outer: { inner: { name: 'x', tags: list } } }],
      ['undeclared.deep', { undeclared: { deep: list } }],
    ] as const) {
      const failure = refusal(query, { variables });
      expect(failure).toMatchObject({ extensions: { code: 'QUERY_TOO_COMPLEX', limit: 100, actual: count } });
      expect(pathsOf(failure).map((fault) => fault.path)).toEqual([path]);
    }
  });

  it('may hold lists of 100 entries', () => {
    const variables = { ids: Array.from({ length: 100 }, (_, n) => `${n}`) };
    expect(admit(query, { variables })).toBeDefined();
  });

  it('are too complex when nested without end', () => {
    const bottomless = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`);
    for (const variables of [{ outer: bottomless }, { undeclared: bottomless }]) {
      expect(refusal(query, { variables })).toMatchObject({
        extensions: { code: 'QUERY_TOO_COMPLEX', limit: 16 },
      });
    }
  });
});

describe('literals that do not fit', () => {
  it.each([
    ['size', `size: "${secret}"`],
    ['colour', `colour: "${secret}"`],
    ['loud', `loud: "${secret}"`],
    ['outer', `outer: "${secret}"`],
    ['outer.inner.name', `outer: { inner: { name: 5 } }`],
    ['outer.inner.name', `outer: { inner: { size: 5 } }`],
    ['outer.inner.nmae', `outer: { inner: { name: "x", nmae: "${secret}" } }`],
    [
      'outer.many.1.size',
      `outer: { inner: { name: "x" }, many: [{ name: "x" }, { name: "x", size: "${secret}" }] }`,
    ],
    ['ids.1', `ids: ["a", { x: "${secret}" }]`],
  ])('are named by the path %s, never quoted', (path, argument) => {
    for (const introspection of [true, false]) {
      const failure = refusal(`{ echo(must: 1, ${argument}) }`, { introspection });
      expect(failure.code).toBe('BAD_USER_INPUT');
      expect(pathsOf(failure).map((fault) => fault.path)).toContain(path);
      expect(JSON.stringify(failure)).not.toContain(secret);
    }
  });

  it.each([
    `{ "${secret}" }`,
    `{ echo(must: 1 "${secret}" }`,
    `{ echo(must: """${secret}\nmore""" ! }`,
    `{ a "${secret}`,
  ])('are not quoted by a syntax error: %s', (text) => {
    const failure = refusal(text);
    expect(failure.code).toBe('BAD_USER_INPUT');
    expect(failure.message).toMatch(/^Syntax Error/);
    expect(failure.message).not.toContain(secret);
  });
});

describe('documents that do not fit the schema', () => {
  it('are refused with the place of the fault', () => {
    const failure = refusal('{\n  tenantName\n  nonsense\n}');
    expect(failure.code).toBe('BAD_USER_INPUT');
    expect(failure.message).toMatch(/"nonsense".*\(line 3, column 3\)/);
    expect(failure.extensions.fields).toBeUndefined();
  });

  it.each([
    '{ tenantNam }',
    '{ echo(mustt: 1) }',
    '{ echo(must: 1, colour: REDD) }',
    'query($a: Nestd) { tenantName }',
  ])('get a suggestion only where the schema may be read: %s', (text) => {
    expect(refusal(text).message).not.toMatch(/did you mean/i);
  });

  it('get one where it may', () => {
    expect(refusal('{ tenantNam }', { introspection: true }).message).toContain('Did you mean "tenantName"?');
  });
});

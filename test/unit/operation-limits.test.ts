import { readFileSync } from 'node:fs';
import { buildSchema, getIntrospectionQuery, Kind } from 'graphql';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors.ts';
import { admissionTo, badInputAt, sampleSchema } from './operation-limits-admission.ts';

const { admit, refusal } = admissionTo(sampleSchema);
const contract = buildSchema(readFileSync(new URL('../fixtures/contract.graphql', import.meta.url), 'utf8'));

describe('an admitted operation', () => {
  it('comes with its document and the operation that was named', () => {
    const query = 'query One { a } query Two { b }';
    const { document, operation } = admit(query, { operationName: 'Two' });
    expect(document.kind).toBe(Kind.DOCUMENT);
    expect(operation.name?.value).toBe('Two');
    expect(document.definitions).toContain(operation);
  });

  it('is parsed and validated once per text, schema and introspection switch', () => {
    const query = '{ node { id } }';
    expect(admit(query).document).toBe(admit(query).document);
    expect(admit(query).document).not.toBe(admit(query, { introspection: true }).document);
    expect(() => admit(query, { schema: buildSchema('type Query { a: Int }') })).toThrow(Failure);
  });

  it('has its variables looked at every time', () => {
    const query = 'query($first: Int!) { things(first: $first) { __typename } }';
    admit(query, { variables: { first: 50 } });
    expect(refusal(query, { variables: { first: 51 } })).toMatchObject(badInputAt('first'));
    admit(query, { variables: { first: 1 } });
  });

  it.each([
    'query Estimations { estimations(first: 50) { edges { cursor node { id estimate { costP50 costBreakdown { component amount } } history { revision estimate { costP50 } } } } pageInfo { endCursor } totalCount } }',
    '{ leads(first: 50) { edges { node { estimation { history { estimate { costBreakdown { component } } } } } } } }',
    'mutation { login(input: { email: "a@example.com", password: "x" }) { accessToken user { id } } }',
    '{ viewer { user { id } tenant { name } } rateLimit { remaining } tenant { id } }',
    'query($text: String!) { matchReferenceClasses(description: $text) { confidence referenceClass { name costDistribution { p50 } } } }',
  ])('may be what the contract is for: %s', (query) => {
    admit(query, { schema: contract, variables: { text: 'a pool' } });
  });

  it('may be a subscription where the transport carries them', () => {
    const query = `subscription($sessionId: UUID!) { chatReply(sessionId: $sessionId, afterIndex: -1) {
      ... on ChatReplyDelta { index text } ... on ChatReplyCompleted { turn { reply { content } } } } }`;
    const variables = { sessionId: '0b6f1d5e-3c1f-4a53-9f2c-0d7a3f1c2b4a' };
    admit(query, { schema: contract, allow: ['subscription'], variables });
  });
});

describe('choosing the operation', () => {
  it.each([
    ['no name for one of two', 'query A { a } query B { b }', null],
    ['an unknown name', 'query A { a }', 'sk-secret'],
    ['a document of fragments', 'fragment F on Query { a }', null],
    ['an empty document', '', null],
    ['only a comment', '# nothing', null],
  ])('refuses %s', (_, query, operationName) => {
    const failure = refusal(query, { operationName });
    expect(failure.code).toBe('BAD_USER_INPUT');
    expect(failure.message).not.toContain('sk-secret');
  });

  it('refuses a subscription by HTTP, and queries and mutations by websocket', () => {
    expect(refusal('subscription { tick }').code).toBe('BAD_USER_INPUT');
    expect(refusal('{ a }', { allow: ['subscription'] }).code).toBe('BAD_USER_INPUT');
    expect(refusal('mutation { logout }', { allow: ['subscription'] }).code).toBe('BAD_USER_INPUT');
  });
});

describe('reading the schema', () => {
  const open = { schema: contract, introspection: true } as const;

  it("passes where it is on, with GraphiQL's own query too", () => {
    const queries = [
      getIntrospectionQuery(),
      getIntrospectionQuery({
        descriptions: true,
        schemaDescription: true,
        inputValueDeprecation: true,
        specifiedByUrl: true,
      }),
      '{ __typename ...F } fragment F on Query { __schema { queryType { name } } }',
      '{ __type(name: "Tenant") { fields { name } } }',
    ];
    for (const text of queries) expect(admit(text, open)).toBeDefined();
  });

  it.each([
    getIntrospectionQuery(),
    '{ __schema { queryType { name } } }',
    '{ __type(name: "Tenant") { name } }',
    '{ a __schema { queryType { name } } }',
  ])('is refused where it is off', (text) => {
    const failure = refusal(text);
    expect(failure.code).toBe('BAD_USER_INPUT');
    expect(failure.message).toMatch(/introspection/i);
  });

  it('leaves __typename alone where it is off', () => {
    expect(admit('{ __typename }')).toBeDefined();
  });

  it('exempts no operation that reads anything else', () => {
    const deep = `{ tenant { id } __schema { types { ${'ofType { '.repeat(7)} name ${'}'.repeat(7)} } } }`;
    expect(refusal(deep, open)).toMatchObject({ extensions: { code: 'QUERY_TOO_COMPLEX', limit: 8 } });
  });
});

import { execute, type GraphQLError, getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../src/auth/viewer.ts';
import { Failure } from '../../src/errors.ts';
import { EstimationResolver } from '../../src/estimation/estimation.resolver.ts';
import { EstimationFeedbackResolver } from '../../src/feedback/estimation-feedback.resolver.ts';
import { buildGraph } from '../../src/graph/build.ts';
import { ReferenceResolver } from '../../src/reference/reference.resolver.ts';
import { compiledAfter, createCompiled } from '../../src/server/compiled.ts';
import { maskError } from '../../src/server/error-mask.ts';

const sessionId = '0a6d8b1e-9a65-4d6e-8f0a-1f2e3d4c5b6a';
const at = new Date('2026-11-24T10:00:00Z');
const estimate = {
  ...{ currency: 'USD', costP50: 100.5, costP80: 120, costP95: 150 },
  ...{ timelineWeeksP50: 3, timelineWeeksP80: 4, timelineWeeksP95: 6 },
  costBreakdown: [{ component: 'labor', amount: 60.5, share: 0.6 }],
  adjustments: [{ name: 'region', factor: 1.1, reason: 'San Diego' }],
  ...{ basedOnOutcomes: 0, realisedP80: null },
};
const estimation = {
  ...{
    _id: 'e1',
    sessionId,
    tenantId: 't1',
    status: 'COMPLETED',
    description: 'A "pool"\n',
    confidence: 0.9,
  },
  ...{ extractedAttributes: { sizeSqft: 450, nested: { a: [1, null] } }, estimate, narrative: null },
  ...{ clarifyingQuestions: [], assumptions: ['flat yard'], risks: [], revision: 1, isWidgetSession: false },
  history: [{ revision: 1, additionalInfo: null, estimate: null, at }],
  ...{ matchedReferenceClass: null, customerEmail: 'ann@example.com', createdAt: at, updatedAt: at },
};

/** What the services behind the resolvers do, chosen by the description that is asked for. */
const rows: Record<string, unknown> = {
  [sessionId]: estimation,
  '11111111-1111-4111-8111-111111111111': null,
  '22222222-2222-4222-8222-222222222222': { ...estimation, estimate: { ...estimate, costP50: null } },
  '33333333-3333-4333-8333-333333333333': { ...estimation, status: 'LOST' },
  '66666666-6666-4666-8666-666666666666': { ...estimation, assumptions: ['a', null] },
  '44444444-4444-4444-8444-444444444444': new Failure('CONFLICT', 'Not now.', { limit: 3 }),
  '55555555-5555-4555-8555-555555555555': new TypeError('x is not a function'),
};

const instances = new Map<unknown, object>([
  [
    EstimationResolver,
    new EstimationResolver({
      find: async (_viewer: Viewer, id: string) => {
        const row = rows[id];
        if (row instanceof Error) throw row;
        return row;
      },
      list: async (_viewer: Viewer, { first }: { first: number }) => ({
        edges: [{ cursor: String(first), node: estimation }],
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
        totalCount: first,
      }),
      customerEmail: () => estimation.customerEmail,
    } as never),
  ],
  [
    EstimationFeedbackResolver,
    new EstimationFeedbackResolver({
      ofEstimation: async () => {
        throw new Failure('FORBIDDEN', 'No.');
      },
    } as never),
  ],
  [ReferenceResolver, new ReferenceResolver({ rank: () => [] } as never, {} as never)],
]);
const schema = buildGraph({ get: (type) => instances.get(type) });

const client = { requestId: 'r', ip: '', origin: null, hasOptedOut: false };
const admin: Viewer = {
  ...{ kind: 'user', userId: 'u', tenantId: 't1', role: 'ADMIN', loginId: 'l', expiresAt: at, client },
};
const anonymous: Viewer = { kind: 'anonymous', tenantId: null, client, fault: null };

const figures = `currency costP50 costP80 costP95 timelineWeeksP50 costBreakdown { component amount share }
  adjustments { name factor factorP80 reason } basedOnOutcomes realisedP80`;
const whole = `id sessionId status description extractedAttributes confidence narrative revision customerEmail
  estimate { ${figures} } history { revision additionalInfo estimate { costP50 } at } risks { description }
  clarifyingQuestions assumptions isWidgetSession matchedReferenceClass { confidence } createdAt updatedAt`;
const read = `query Read($sessionId: UUID!) { estimation(sessionId: $sessionId) { ${whole} } }`;

interface Case {
  query: string;
  variables?: Record<string, unknown>;
  viewer?: Viewer;
  /** Left to graphql-js. */
  isLeft?: boolean;
}

const list = 'query ($first: Int) { estimations(first: $first) { totalCount edges { cursor node { id } } } }';
const cases: Record<string, Case> = {
  'everything of an estimation': { query: read },
  'an estimation that is not there': {
    query: read,
    variables: { sessionId: '11111111-1111-4111-8111-111111111111' },
  },
  'null where there must be a value': {
    query: read,
    variables: { sessionId: '22222222-2222-4222-8222-222222222222' },
  },
  'values that their types do not have': {
    query: read,
    variables: { sessionId: '33333333-3333-4333-8333-333333333333' },
  },
  'null in a list of values': {
    query: read,
    variables: { sessionId: '66666666-6666-4666-8666-666666666666' },
  },
  'a refusal of a service': { query: read, variables: { sessionId: '44444444-4444-4444-8444-444444444444' } },
  'a fault of a service': { query: read, variables: { sessionId: '55555555-5555-4555-8555-555555555555' } },
  'a refusal further down': { query: `{ estimation(sessionId: "${sessionId}") { id feedback { id } } }` },
  'who has not signed in': { query: read, viewer: anonymous },
  'who may not': { query: read, viewer: { ...admin, role: 'OPERATOR', tenantId: null } },
  'two root fields, one refused': {
    query: `{ viewer { role } estimation(sessionId: "${sessionId}") { id } }`,
  },
  aliases: { query: `{ one: estimation(sessionId: "${sessionId}") { a: id b: id c: __typename } }` },
  fragments: {
    query: `query ($sessionId: UUID!) { estimation(sessionId: $sessionId) { ...Part ... on Estimation { revision } } }
      fragment Part on Estimation { id estimate { costP50 } }`,
  },
  'what is skipped': {
    query: `query ($sessionId: UUID!, $yes: Boolean = true) { estimation(sessionId: $sessionId) {
      id @skip(if: $yes) revision @include(if: $yes) estimate @include(if: false) { costP50 } } }`,
  },
  'a default that is not overridden': { query: list, variables: {} },
  'a default that is': { query: list, variables: { first: 3 } },
  'null in place of a default': { query: list, variables: { first: null } },
  'an input as a variable': {
    query: `query ($filter: EstimationFilter) { estimations(filter: $filter) { totalCount } }`,
    variables: { filter: { status: 'DRAFT', from: '2026-11-01T00:00:00Z' } },
  },
  'an input as a literal': { query: '{ estimations(filter: { status: DRAFT }) { totalCount } }' },
  'an empty list': { query: '{ matchReferenceClasses(description: "a pool") { confidence } }' },
  'the schema': { query: '{ __schema { queryType { name } } __type(name: "Risk") { fields { name } } }' },
  'variables that do not fit': { query: read, variables: { sessionId: 'no' }, isLeft: true },
  'variables that are missing': { query: read, variables: {}, isLeft: true },
  'a variable inside a literal': {
    query: 'query ($s: EstimationStatus) { estimations(filter: { status: $s }) { totalCount } }',
    isLeft: true,
  },
};

const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, part: unknown) => (part instanceof Map ? [...part] : part)));

describe('compiled queries', () => {
  it.each(Object.entries(cases))('answer as graphql-js does: %s', async (_name, asked) => {
    const { query, variables = { sessionId }, viewer = admin, isLeft = false } = asked;
    const document = parse(query);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    const contextValue = { viewer };
    const compiled = createCompiled(schema);
    const ask = () => compiled.run({ document, operation, variables, contextValue });
    for (let time = 1; time < compiledAfter; time += 1) expect(await ask()).toBeNull();

    const answer = await ask();
    if (isLeft) return expect(answer).toBeNull();
    const expected = await execute({ schema, document, contextValue, variableValues: variables });
    expect(plain(answer)).toEqual(plain(expected));
    expect(maskedOf(answer?.errors)).toEqual(maskedOf(expected.errors));
  });

  it('are never mutations', async () => {
    const document = parse('mutation { logout(refreshToken: "x") }');
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    const compiled = createCompiled(schema);
    for (let time = 0; time <= compiledAfter; time += 1)
      expect(await compiled.run({ document, operation, variables: {}, contextValue: {} })).toBeNull();
  });
});

const maskedOf = (errors: readonly GraphQLError[] = []) =>
  errors.map((error) => {
    const { fault, ...shown } = maskError(error, 'r');
    return { ...shown, isOurs: fault !== null };
  });

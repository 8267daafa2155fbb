import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { LoginService } from '../../src/account/login.service.ts';
import { ReplyReader } from '../../src/chat/reply-reader.ts';
import { EstimationService } from '../../src/estimation/estimation.service.ts';
import { type TenantActor, tenant } from '../support/actors.ts';
import { leastCpuMs } from '../support/clock.ts';
import { acknowledged, ask, get, type RawSocket, refusedOnSocket } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const repeat = (count: number, text: (place: number) => string) =>
  Array.from({ length: count }, (_, place) => text(place)).join(' ');
const tooComplex = 'QUERY_TOO_COMPLEX';
const wrong = 'BAD_USER_INPUT';
const maxCpuMs = 50;
const login = 'login(input: { email: "a@company.example", password: "guess" }) { expiresIn }';

/** Documents that neither transport may run, each within the smaller transport's frame. */
const bad: [what: string, document: string, code: string][] = [
  ['nine levels', `{ ${'a { '.repeat(8)} a ${'} '.repeat(8)} }`, tooComplex],
  [
    'nine levels through fragments',
    '{ ...A } fragment A on Query { a { b { c { d { ...B } } } } } fragment B on X { e { f { g { h { i } } } } }',
    tooComplex,
  ],
  ['11 aliases', `{ viewer { ${repeat(11, (n) => `a${n}: role`)} } }`, tooComplex],
  ['11 aliases of __typename', `{ ${repeat(11, (n) => `a${n}: __typename`)} }`, tooComplex],
  [
    '501 fields',
    `{ viewer { ${repeat(499, () => 'role')} ...F } } fragment F on Viewer { role role }`,
    tooComplex,
  ],
  ['11 directives', `{ viewer { role ${repeat(11, () => '@include(if: true)')} } }`, tooComplex],
  ['1 001 tokens', `{ viewer { ${repeat(998, () => 'role')} } }`, tooComplex],
  ['101 open brackets', `{ referenceClass(id: ${'['.repeat(100)}${']'.repeat(100)}) { id } }`, tooComplex],
  ['a fragment within itself', '{ viewer { ...F } } fragment F on Viewer { role ...F }', tooComplex],
  ['a ring of fragments', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', tooComplex],
  [
    'fragments that double 20 times',
    `{ viewer { ...F0 } } ${repeat(20, (n) => `fragment F${n} on Viewer { ...F${n + 1} ...F${n + 1} }`)} fragment F20 on Viewer { role }`,
    tooComplex,
  ],
  ['six root queries', `{ ${repeat(6, () => 'viewer { role }')} }`, tooComplex],
  ['two logins', `mutation { a: ${login} b: ${login} }`, tooComplex],
  [
    'two subscriptions',
    `subscription { a: chatReply(sessionId: "x") { __typename } b: chatReply(sessionId: "x") { __typename } }`,
    tooComplex,
  ],
  ['a list of 101', `{ referenceClass(id: [${repeat(101, (n) => `${n}`)}]) { id } }`, tooComplex],
  ['a syntax error', '{ viewer { role }', wrong],
  ['no document', '', wrong],
  ['a fragment alone', 'fragment F on Viewer { role }', wrong],
  ['a field nobody knows', '{ viewer { salary } }', wrong],
  ['an argument nobody knows', '{ viewer(as: "admin") { role } }', wrong],
  ['a fragment nobody knows', '{ viewer { ...Nothing } }', wrong],
  ['a directive nobody knows', '{ viewer { role @nothing } }', wrong],
  ['two operations without a name', 'query A { viewer { role } } query B { viewer { role } }', wrong],
  ['a variable that is missing', 'query ($id: ID!) { referenceClass(id: $id) { id } }', wrong],
  ['pages of 51', '{ estimations(first: 51) { totalCount } }', wrong],
  ['the schema', '{ __schema { types { name } } }', wrong],
  ['a type', '{ __type(name: "User") { fields { name } } }', wrong],
  ['50 000 characters of comment', `${'#'.repeat(50_000)}\n{ nonsense }`, wrong],
];

let server: Started;
let company: TenantActor;
let socket: RawSocket;

beforeAll(async () => {
  server = await start({ INTROSPECTION: '0' });
  company = await tenant(server);
  socket = await acknowledged(server, company.token);
});
afterAll(async () => {
  await socket.end();
  await server.close();
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a document over the limits', () => {
  it.each(bad)('is refused alike over HTTP and the websocket: %s', async (_what, query, code) => {
    const resolvers = [
      vi.spyOn(EstimationService.prototype, 'list'),
      vi.spyOn(LoginService.prototype, 'login'),
      vi.spyOn(ReplyReader.prototype, 'follow'),
    ];
    const asking = { token: company.token };
    const answer = await ask(server, query, asking);
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect([answer.status, answer.data]).toEqual([400, null]);
    const onSocket = await refusedOnSocket(socket, { query });
    expect(onSocket.extensions.code).toBe(code);
    if (code === tooComplex) {
      const { limit, actual } = onSocket.extensions;
      expect(answer.errors[0]?.extensions).toMatchObject({ limit, actual });
      expect(actual).toBeGreaterThan(Number(limit));
    }
    expect(await leastCpuMs(maxCpuMs, () => ask(server, query, asking))).toBeLessThan(maxCpuMs);
    expect(await leastCpuMs(maxCpuMs, () => refusedOnSocket(socket, { query }))).toBeLessThan(maxCpuMs);
    for (const resolver of resolvers) expect(resolver).not.toHaveBeenCalled();
    await renew();
  });

  it.each([
    ['a list of 101', Array(101).fill(1)],
    ['17 levels', JSON.parse(`${'['.repeat(17)}${']'.repeat(17)}`)],
  ])('is refused alike for a variable with %s', async (_what, id) => {
    const follow = vi.spyOn(ReplyReader.prototype, 'follow');
    const query = 'query ($id: ID!) { referenceClass(id: $id) { id } }';
    const { errors, status } = await ask(server, query, { token: company.token, variables: { id } });
    expect([status, errors[0]?.extensions.code]).toEqual([400, tooComplex]);
    const subscription = 'subscription ($id: UUID!) { chatReply(sessionId: $id) { __typename } }';
    const onSocket = await refusedOnSocket(socket, { query: subscription, variables: { id } });
    expect(onSocket.extensions.code).toBe(tooComplex);
    expect(onSocket.extensions.limit).toBe(errors[0]?.extensions.limit);
    expect(follow).not.toHaveBeenCalled();
  });

  it('within them is run', async () => {
    const query = `query ($first: Int!) { ${repeat(5, (n) => `q${n}: estimations(first: $first) { totalCount edges { node { history { estimate { costBreakdown { amount } } } } } }`)} }`;
    const { q4 } = await get<{ q4: object }>(server, query, {
      token: company.token,
      variables: { first: 1 },
    });
    expect(q4).toEqual({ totalCount: 0, edges: [] });
    expect(await get(server, '{ __typename }')).toEqual({ __typename: 'Query' });
  });

  it('costs too much where its pages multiply', async () => {
    const query =
      '{ estimations(first: 50) { edges { node { history { estimate { costBreakdown { amount } } } feedback: risks { description } risks { description } assumptions extractedAttributes matchedReferenceClass { referenceClass { id } } } } } }';
    const many = `{ ${repeat(5, (n) => query.slice(1, -1).replace('estimations', `q${n}: estimations`))} }`;
    const { errors, status } = await ask(server, many, { token: company.token });
    expect(errors[0]?.extensions).toMatchObject({ code: tooComplex, limit: 1_000 });
    expect(status).toBe(400);
  });
});

describe('what is not shown', () => {
  it('is hinted at only where the schema may be asked for', async () => {
    const open = await start({ INTROSPECTION: '1' });
    try {
      const typo = '{ viewer { rol } }';
      expect((await ask(open, typo)).text).toContain('Did you mean');
      expect((await ask(server, typo)).text).not.toContain('Did you mean');
      const { __schema } = await get<{ __schema: object }>(open, '{ __schema { queryType { name } } }');
      expect(__schema).toEqual({ queryType: { name: 'Query' } });
      const type = (level: number): string => (level === 0 ? 'name' : `name ofType { ${type(level - 1)} }`);
      await get(open, `{ __schema { types { fields { type { ${type(7)} } } } } }`);
    } finally {
      await open.close();
    }
  });
});

/** A minute of a socket has room for 60 messages: each case gets a socket of its own after the first. */
async function renew(): Promise<void> {
  await socket.end();
  socket = await acknowledged(server, company.token);
}

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ReplyReader } from '../../src/chat/reply-reader.ts';
import { EstimationService } from '../../src/estimation/estimation.service.ts';
import { TenantService } from '../../src/tenant/tenant.service.ts';
import { type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { replySubscription } from '../support/chat.ts';
import { acknowledged, ask, get, type RawSocket, refused, refusedOnSocket } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const inside = 'E11000 at mongodb://root:hunter2@10.0.0.1 /srv/app/secret.ts key sk-live-1234567890';
const masked = 'Something went wrong on our side.';

let server: Started;
let company: TenantActor;
let guest: Visitor;
let socket: RawSocket;

beforeAll(async () => {
  server = await start();
  company = await tenant(server);
  guest = await visitor(server, company);
  socket = await acknowledged(server, guest.token);
});
afterAll(async () => {
  await socket.end();
  await server.close();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const logged = (requestId: string) =>
  server.log
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter((line) => line.requestId === requestId);

const subscription = () => ({ query: replySubscription, variables: { sessionId: guest.sessionId } });

const broken: [what: string, thrown: unknown][] = [
  ['an error', new Error(inside)],
  ['a type error', new TypeError(inside)],
  [
    'an error with a code of its own',
    Object.assign(new Error(inside), { code: 11_000, extensions: { code: 'FORBIDDEN' } }),
  ],
  ['a text', inside],
  ['an object', { message: inside }],
];

describe('a fault of ours', () => {
  it.each(broken)('is masked over HTTP and logged with the request’s id: %s', async (_what, thrown) => {
    vi.spyOn(EstimationService.prototype, 'list').mockRejectedValue(thrown);
    const { status, errors, data, text } = await ask(server, '{ estimations { totalCount } }', company);
    expect([status, data]).toEqual([500, null]);
    expect(errors[0]?.message).toBe(masked);
    expect(errors[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) });
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('stack');
    const [line] = logged(String(errors[0]?.extensions.requestId)).filter(({ level }) => level === 50);
    // Shield passes on as a result what is thrown and no Error: then that result is the fault.
    expect(JSON.stringify(line)).toContain(thrown instanceof Error ? 'E11000' : 'Cannot return null');
  });

  it.each(broken)(
    'is masked over the websocket and logged with the request’s id: %s',
    async (_what, thrown) => {
      vi.spyOn(ReplyReader.prototype, 'follow').mockImplementation(() => {
        throw thrown;
      });
      const error = await refusedOnSocket(socket, subscription());
      expect(error.message).toBe(masked);
      expect(error.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) });
      expect(JSON.stringify(error)).not.toContain('hunter2');
      const [line] = logged(error.extensions.requestId).filter(({ level }) => level === 50);
      expect(JSON.stringify(line)).toContain('E11000');
    },
  );

  it('leaves the server and the socket in working order', async () => {
    await get(server, '{ estimations { totalCount } }', company);
    socket.send({ type: 'ping' });
    await socket.next(({ type }) => type === 'pong');
  });

  it('in one of several fields leaves the others their data', async () => {
    vi.spyOn(TenantService.prototype, 'openaiKey').mockImplementation(() => {
      throw new Error(inside);
    });
    const answer = await ask<{ tenant: object }>(server, '{ tenant { name openaiKey { isSet } } }', company);
    expect([answer.status, answer.data?.tenant]).toEqual([
      200,
      { name: expect.any(String), openaiKey: null },
    ]);
    expect(answer.errors[0]).toMatchObject({ message: masked, path: ['tenant', 'openaiKey'] });
    expect(answer.text).not.toContain('hunter2');
  });

  it('in the midst of a subscription says nothing of the inside', async () => {
    vi.spyOn(ReplyReader.prototype, 'follow').mockResolvedValue(
      (async function* () {
        yield await Promise.reject(new Error(inside));
      })(),
    );
    const own = await acknowledged(server, guest.token);
    own.send({ type: 'subscribe', id: '1', payload: subscription() });
    const { reason } = await Promise.race([
      own.closed,
      own.next(({ id }) => id === '1').then((message) => ({ reason: JSON.stringify(message) })),
    ]);
    expect(JSON.stringify([reason, own.messages])).not.toContain('hunter2');
    await own.end();
    await get(server, '{ __typename }');
  });
});

describe('a refusal', () => {
  it('is not logged as a fault', async () => {
    const error = await refused(
      server,
      '{ estimations(first: 0) { totalCount } }',
      'BAD_USER_INPUT',
      company,
    );
    const stranger = await refused(server, '{ estimations { totalCount } }', 'UNAUTHENTICATED');
    for (const { extensions } of [error, stranger])
      expect(logged(extensions.requestId).filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it('has an id of its own each time', async () => {
    const errors = await Promise.all(
      [1, 2, 3].map(() => refused(server, '{ tenant { name } }', 'UNAUTHENTICATED')),
    );
    expect(new Set(errors.map(({ extensions }) => extensions.requestId)).size).toBe(3);
  });

  it('decides the status only where there is no data', async () => {
    const { status, data, errors } = await ask(server, '{ __typename a: viewer { role } }');
    expect([status, data, errors[0]?.extensions.code]).toEqual([401, null, 'UNAUTHENTICATED']);
  });
});

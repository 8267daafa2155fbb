import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Credentials } from '../../src/tenant/credentials.service.ts';
import { type TenantActor, tenant, visitor } from '../support/actors.ts';
import { replySubscription } from '../support/chat.ts';
import { acknowledged, get, rawSocket, refusedOnSocket } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start();
  company = await tenant(server);
});
afterAll(() => server.close());

const subscribe = (sessionId: string) => ({ query: replySubscription, variables: { sessionId } });

describe('a websocket’s bounds', () => {
  it('are five subscriptions', async () => {
    const guest = await visitor(server, company);
    const raw = await acknowledged(server, guest.token);
    for (const id of ['1', '2', '3', '4', '5'])
      raw.send({ type: 'subscribe', id, payload: subscribe(guest.sessionId) });
    const error = await refusedOnSocket(raw, subscribe(guest.sessionId));
    expect(error.extensions).toMatchObject({ code: 'QUERY_TOO_COMPLEX', limit: 5, actual: 6 });
    expect(raw.messages.filter(({ type }) => type === 'error')).toHaveLength(1);
    raw.send({ type: 'complete', id: '1' });
    raw.send({ type: 'subscribe', id: '7', payload: subscribe(guest.sessionId) });
    raw.send({ type: 'ping' });
    await raw.next(({ type }) => type === 'pong');
    expect(raw.messages.some(({ id }) => id === '7')).toBe(false);
    await raw.end();
  });

  it('are three sockets for a widget session, whose place is free again once one has gone', async () => {
    const guest = await visitor(server, company);
    const open = [];
    for (let count = 0; count < 3; count += 1) open.push(await acknowledged(server, guest.token));
    const fourth = await rawSocket(server);
    fourth.send({ type: 'connection_init', payload: { authorization: `Bearer ${guest.token}` } });
    expect((await fourth.closed).code).toBe(1013);
    expect(fourth.messages).toEqual([]);
    await (await acknowledged(server, (await visitor(server, company)).token)).end();
    await open[0]?.end();
    await vi.waitFor(async () => void open.push(await acknowledged(server, guest.token)));
    await Promise.all(open.slice(1).map((raw) => raw.end()));
  });

  it('do not count sockets that had gone before they were let in', async () => {
    const guest = await visitor(server, company);
    const find = Credentials.prototype.find;
    const gates: (() => void)[] = [];
    const asked = vi.spyOn(Credentials.prototype, 'find').mockImplementation(async function (
      this: Credentials,
      ...args
    ) {
      await new Promise<void>((resolve) => gates.push(resolve));
      return find.apply(this, args);
    });
    for (let count = 1; count <= 3; count += 1) {
      const raw = await rawSocket(server);
      raw.send({ type: 'connection_init', payload: { authorization: `Bearer ${guest.token}` } });
      await vi.waitFor(() => expect(gates).toHaveLength(count));
      await raw.end();
    }
    // The server has noticed by the time it serves another request.
    await get(server, '{ __typename }');
    asked.mockRestore();
    for (const open of gates) open();
    await vi.waitFor(async () => (await acknowledged(server, guest.token)).end());
  });

  it('are 60 messages a minute', async () => {
    const raw = await acknowledged(server, company.token);
    for (let count = 0; count < 59; count += 1) raw.send({ type: 'ping' });
    await vi.waitFor(() => expect(raw.messages.filter(({ type }) => type === 'pong')).toHaveLength(59));
    raw.send({ type: 'ping' });
    expect((await raw.closed).code).toBe(4429);
  });

  it('are frames of 64 KB', async () => {
    const raw = await acknowledged(server, company.token);
    const query = (length: number) => `#${'x'.repeat(length)}\nsubscription { nothing }`;
    expect((await refusedOnSocket(raw, { query: query(60 * 1_024) })).extensions.code).toBe('BAD_USER_INPUT');
    raw.send({ type: 'subscribe', id: '1', payload: { query: query(64 * 1_024) } });
    expect((await raw.closed).code).toBe(1009);
  });

  it('leave compression out', async () => {
    const raw = await acknowledged(server, company.token);
    expect(raw.socket.extensions).toBe('');
    await raw.end();
  });
});

describe('what is no websocket of ours', () => {
  it.each(['/', '/graphql/', '/other', '/graphqlx?graphql'])('is turned away at %s', async (path) => {
    await expect(rawSocket(server, { path })).rejects.toThrow('404');
  });

  it('is closed for another protocol', async () => {
    for (const protocol of ['graphql-ws', 'mqtt']) {
      const raw = await rawSocket(server, { protocol }).catch((error: Error) => error);
      if (raw instanceof Error) expect(raw.message).toMatch(/subprotocol|40\d/);
      else expect((await raw.closed).code).toBe(4406);
    }
  });

  it.each([
    ['words', 'nonsense', 4400],
    ['a list', '[]', 4400],
    ['a message of no known type', '{"type":"shutdown"}', 4400],
    ['a subscription without an id', '{"type":"subscribe","payload":{"query":"{ a }"}}', 4400],
    ['a query that is a number', '{"type":"subscribe","id":"1","payload":{"query":1}}', 4400],
  ])('is closed for %s', async (_what, text, code) => {
    const raw = await acknowledged(server, company.token);
    raw.socket.send(text);
    expect((await raw.closed).code).toBe(code);
  });

  it('is dropped for a broken frame, and the others are served', async () => {
    const bystander = await acknowledged(server, company.token);
    const { hostname, port } = new URL(server.url);
    const peer = connect(Number(port), hostname);
    peer.write(
      'GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
    );
    await new Promise((resolve) => peer.once('data', resolve));
    peer.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]));
    await new Promise((resolve) => peer.on('error', () => undefined).once('close', resolve));
    bystander.send({ type: 'ping' });
    await bystander.next(({ type }) => type === 'pong');
    await bystander.end();
  });
});

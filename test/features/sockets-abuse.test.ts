import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type TenantActor, tenant, visitor } from '../support/actors.ts';
import { replySubscription } from '../support/chat.ts';
import { acknowledged, get, type RawSocket, rawSocket } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({}, { durations: { socketHeartbeatMs: 480 } });
  company = await tenant(server);
});
afterAll(() => server.close());

async function peerOf(path: string): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const peer = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  peer.on('error', () => undefined);
  await once(peer, 'connect');
  peer.write(
    `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
  );
  return peer;
}

async function expectServed(raw: RawSocket): Promise<void> {
  raw.send({ type: 'ping' });
  await raw.next(({ type }) => type === 'pong');
}

describe('who asks for a websocket', () => {
  it('and is gone before the answer costs nobody anything', async () => {
    for (let round = 0; round < 12; round += 1) {
      const paths = Array.from({ length: 25 }, (_, place) => (place % 5 ? '/other' : '/graphql'));
      const peers = await Promise.all(paths.map(peerOf));
      await new Promise((resolve) => setTimeout(resolve, round % 4));
      for (const peer of peers) peer.resetAndDestroy();
    }
    expect(await get(server, '{ __typename }')).toEqual({ __typename: 'Query' });
  });

  it('and is turned away is let go of, even where it keeps its own end open', async () => {
    const peer = await peerOf('/other');
    const [answer] = await once(peer, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /);
    const gone = new Promise((resolve) => peer.once('close', resolve));
    const writing = setInterval(() => peer.write('still here'), 5);
    await gone;
    clearInterval(writing);
  });
});

describe('a socket that floods', () => {
  it('with pings of the protocol below is closed after 60 in a minute', async () => {
    const [raw, bystander] = [
      await acknowledged(server, company.token),
      await acknowledged(server, company.token),
    ];
    // One at a time: of many whose answers have not left yet, ws cuts the connection without a word.
    for (let count = 0; count < 61; count += 1) {
      raw.socket.ping();
      await Promise.race([once(raw.socket, 'pong'), raw.closed]);
    }
    expect((await raw.closed).code).toBe(4429);
    const flood = await acknowledged(server, company.token);
    const before = process.memoryUsage().rss;
    for (let count = 0; count < 20_000; count += 1) flood.socket.ping('x'.repeat(120));
    expect([4429, 1006]).toContain((await flood.closed).code);
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
    await expectServed(bystander);
    await bystander.end();
  });

  it('and does not go when told so is cut', async () => {
    const raw = await acknowledged(server, company.token);
    raw.socket.pause();
    for (let count = 0; count < 61; count += 1) raw.send({ type: 'ping' });
    const flooding = setInterval(() => raw.send({ type: 'ping' }), 5);
    const connection = (raw.socket as unknown as { _socket: Socket })._socket;
    await new Promise((resolve) => connection.once('error', resolve));
    clearInterval(flooding);
    await raw.end();
  });

  it('with a message in more than 16 pieces is closed', async () => {
    const raw = await acknowledged(server, company.token);
    const inPieces = (text: string, pieces: number) => {
      for (let piece = 0; piece < pieces - 1; piece += 1) raw.socket.send(text[piece] ?? '', { fin: false });
      raw.socket.send(text.slice(pieces - 1), { fin: true });
    };
    inPieces('{"type":"ping","payload":{}}', 16);
    await raw.next(({ type }) => type === 'pong');
    inPieces('{"type":"ping","payload":{}}', 17);
    expect((await raw.closed).code).toBe(1008);
  });

  it('with subscriptions under one name is closed, whatever the name', async () => {
    const guest = await visitor(server, company);
    const payload = { query: replySubscription, variables: { sessionId: guest.sessionId } };
    for (const id of ['1', '__proto__', 'constructor']) {
      const raw = await acknowledged(server, guest.token);
      for (let count = 0; count < 2; count += 1) raw.send({ type: 'subscribe', id, payload });
      expect((await raw.closed).code).toBe(4409);
      expect(raw.messages).toHaveLength(1);
    }
  });

  it('of strangers are 100 from one address; those with a credential are not counted among them', async () => {
    const strangers = await Promise.all(Array.from({ length: 100 }, () => acknowledged(server)));
    const next = await rawSocket(server);
    next.send({ type: 'connection_init' });
    expect((await next.closed).code).toBe(1013);
    await expectServed(await acknowledged(server, company.token));
    await Promise.all(strangers.map((raw) => raw.end()));
    await vi.waitFor(async () => (await acknowledged(server)).end());
  });
});

describe('a socket that falls silent', () => {
  it('is given up within two heartbeats; one that answers stays', async () => {
    const bystander = await acknowledged(server, company.token);
    const silent = new WebSocket(`${server.socketUrl}/graphql`, 'graphql-transport-ws', { autoPong: false });
    await once(silent, 'open');
    silent.send(
      JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${company.token}` } }),
    );
    const [code] = await once(silent, 'close');
    expect(code).toBe(1013);
    await expectServed(bystander);
    await bystander.end();
  });
});

describe('sockets that come and go', () => {
  it('leave no timer and no place behind', async () => {
    const guest = await visitor(server, company);
    const payload = { query: replySubscription, variables: { sessionId: guest.sessionId } };
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    for (let round = 0; round < 60; round += 1) {
      const raw = await acknowledged(server, guest.token);
      raw.send({ type: 'subscribe', id: '1', payload });
      if (round % 2) await expectServed(raw);
      await raw.end();
    }
    await vi.waitFor(() => expect(timers()).toBeLessThanOrEqual(before + 2));
  });
});

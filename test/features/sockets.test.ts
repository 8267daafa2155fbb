import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ReplyReader } from '../../src/chat/reply-reader.ts';
import { type TenantActor, tenant, visitor } from '../support/actors.ts';
import { replySubscription } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { acknowledged, rawSocket, refusedOnSocket } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('sockets');

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { socketInitMs: 500 } });
  company = await tenant(server);
});
afterAll(() => server.close());
afterEach(() => {
  vi.restoreAllMocks();
});

const subscribe = (sessionId: string) => ({ query: replySubscription, variables: { sessionId } });

describe('a websocket', () => {
  it('is closed when it does not introduce itself in time', async () => {
    const raw = await rawSocket(server);
    expect((await raw.closed).code).toBe(4408);
  });

  it('is closed when it subscribes before that, or introduces itself twice', async () => {
    const early = await rawSocket(server);
    early.send({ type: 'subscribe', id: '1', payload: subscribe(randomUUID()) });
    expect((await early.closed).code).toBe(4401);
    const twice = await acknowledged(server, company.token);
    twice.send({ type: 'connection_init' });
    expect((await twice.closed).code).toBe(4429);
  });

  it.each([
    ['made up', 'Bearer nonsense'],
    ['of a session that never was', `Bearer efws_${'A'.repeat(43)}`],
    ['of another scheme', 'Basic abc'],
    ['very long', `Bearer ${'x'.repeat(20_000)}`],
  ])('is closed as forbidden with a credential that is %s', async (_what, authorization) => {
    const raw = await rawSocket(server);
    raw.send({ type: 'connection_init', payload: { authorization } });
    expect((await raw.closed).code).toBe(4403);
    expect(raw.messages).toEqual([]);
  });

  it('without a credential is a stranger’s, who may subscribe to nothing', async () => {
    const source = vi.spyOn(ReplyReader.prototype, 'follow');
    const raw = await acknowledged(server);
    const guest = await visitor(server, company);
    const error = await refusedOnSocket(raw, subscribe(guest.sessionId));
    expect(error.extensions.code).toBe('UNAUTHENTICATED');
    expect(source).not.toHaveBeenCalled();
    await raw.end();
  });

  it('takes the credential under the header’s name however it is typed', async () => {
    const raw = await rawSocket(server);
    raw.send({ type: 'connection_init', payload: { Authorization: `Bearer ${company.token}` } });
    await raw.next(({ type }) => type === 'connection_ack');
    await raw.end();
  });

  it('ends with its credential', async () => {
    const brief = await start({ MONGODB_URI: database.uri }, { durations: { widgetSessionMs: 1_500 } });
    try {
      const guest = await visitor(brief, company);
      const raw = await acknowledged(brief, guest.token);
      raw.send({ type: 'subscribe', id: '1', payload: subscribe(guest.sessionId) });
      expect((await raw.closed).code).toBe(4403);
      const again = await rawSocket(brief);
      again.send({ type: 'connection_init', payload: { authorization: `Bearer ${guest.token}` } });
      expect((await again.closed).code).toBe(4403);
    } finally {
      await brief.close();
    }
  });

  it('carries subscriptions only', async () => {
    const raw = await acknowledged(server, company.token);
    for (const query of ['{ viewer { role } }', 'mutation { verifyEmail(token: "x") { message } }'])
      expect((await refusedOnSocket(raw, { query })).extensions.code).toBe('BAD_USER_INPUT');
    await raw.end();
  });

  it('outlives a document that cannot be read', async () => {
    const guest = await visitor(server, company);
    const raw = await acknowledged(server, guest.token);
    const error = await refusedOnSocket(raw, { query: 'subscription {{{' });
    expect(error.extensions.code).toBe('BAD_USER_INPUT');
    raw.send({ type: 'ping' });
    await raw.next(({ type }) => type === 'pong');
    expect((await refusedOnSocket(raw, subscribe(randomUUID()))).extensions.code).toBe('NOT_FOUND');
    await raw.end();
  });

  it('tells a subscription’s faulty input by name', async () => {
    const raw = await acknowledged(server, company.token);
    const error = await refusedOnSocket(raw, subscribe('not-a-uuid'));
    expect(error.extensions.fields?.map(({ path }) => path)).toEqual(['sessionId']);
    expect(JSON.stringify(error)).not.toContain('not-a-uuid');
    await raw.end();
  });
});

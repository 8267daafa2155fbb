import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddedDatabase } from '../../src/persistence/embedded/embedded.ts';
import { type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { replySubscription } from '../support/chat.ts';
import { lookedAtThrice } from '../support/clock.ts';
import { openBuiltDatabase } from '../support/database.ts';
import { acknowledged, ask, get, type RawSocket, rawSocket, refusedOnSocket } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const patienceMs = 5_000;

let folder: string;
let database: EmbeddedDatabase;
let server: Started;
let company: TenantActor;
let guest: Visitor;
let socket: RawSocket;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'efofx-gone-'));
  database = await openBuiltDatabase({ dataDir: folder, port: 0 });
  server = await start({ MONGODB_URI: database.uri });
  company = await tenant(server);
  guest = await visitor(server, company);
  socket = await acknowledged(server, guest.token);
  await database.close();
});
afterAll(async () => {
  await socket.end();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work;
  expect(performance.now() - started).toBeLessThan(patienceMs);
  return result;
}

describe('while the database does not answer', () => {
  it('operations that need it are told so within 5 s, without a word of the inside', async () => {
    const login = 'mutation ($input: LoginInput!) { login(input: $input) { expiresIn } }';
    const asked = [
      ask(server, '{ estimations { totalCount } }', { token: company.token }),
      ask(server, login, { variables: { input: { email: company.email, password: company.password } } }),
      ask(server, '{ viewer { role } }', { token: guest.token }),
    ];
    for (const { status, errors, text } of await withinPatience(Promise.all(asked))) {
      expect([status, errors[0]?.extensions]).toEqual([
        503,
        { code: 'SERVICE_UNAVAILABLE', retryable: true, requestId: expect.any(String) },
      ]);
      expect(text).not.toMatch(/mongo|ECONN|127\.0\.0\.1|topology|stack/i);
    }
  });

  it('so are subscriptions, and sockets whose credential cannot be looked up', lookedAtThrice, async () => {
    const payload = { query: replySubscription, variables: { sessionId: guest.sessionId } };
    const error = await withinPatience(refusedOnSocket(socket, payload));
    expect(error.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
    const late = await rawSocket(server);
    late.send({ type: 'connection_init', payload: { authorization: `Bearer ${guest.token}` } });
    expect((await withinPatience(late.closed)).code).toBe(1013);
  });

  it('what does not need it goes on, and the server is alive but not ready', lookedAtThrice, async () => {
    expect(await get(server, '{ __typename }')).toEqual({ __typename: 'Query' });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    const ready = await withinPatience(fetch(`${server.url}/readyz`));
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'unavailable' }]);
  });

  it('and answers, once it is back, all is as it was', async () => {
    const port = Number(new URL(database.uri).port);
    database = await openBuiltDatabase({ dataDir: folder, port });
    const roles = async () => (await ask(server, '{ viewer { role } }', { token: company.token })).data;
    // A machine with much else to do may need more than the 3 s that a request waits.
    await expect.poll(roles, { timeout: 10_000, interval: 50 }).toEqual({ viewer: { role: 'ADMIN' } });
    await server.app.close();
    await database.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TenantActor, tenant, visitor } from '../support/actors.ts';
import { follow, reply } from '../support/chat.ts';
import { ask } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

/** Each is told by itself, the last some time after the reply has ended. */
const listeners = 3;

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start();
  company = await tenant(server);
});
afterAll(() => server.close());

const statusOf = async (path: string) => {
  const response = await fetch(server.url + path);
  return [response.status, await response.json()];
};

describe('the server', () => {
  it('says that it lives and that it can serve, to anyone', async () => {
    expect(await statusOf('/healthz')).toEqual([200, { status: 'alive' }]);
    expect(await statusOf('/readyz')).toEqual([200, { status: 'ready' }]);
  });

  it('while it drains is alive but not ready, takes nothing new and lets a running reply end, for all who listen', async () => {
    const guest = await visitor(server, company);
    const listening = Array.from({ length: listeners }, () =>
      follow(server, guest, { sessionId: guest.sessionId }),
    );
    const all = await Promise.all(listening);
    const running = reply(
      server,
      guest,
      'I want to install a 15x30 pool with spa in my backyard in San Diego',
    );
    await Promise.all(all.map((seen) => seen.until((events) => events.length > 1)));
    const closing = server.app.close();
    expect(await statusOf('/readyz')).toEqual([503, { status: 'draining' }]);
    expect(await statusOf('/healthz')).toEqual([200, { status: 'alive' }]);
    const refused = await ask(server, '{ __typename }');
    expect([refused.status, refused.errors[0]?.extensions]).toEqual([
      503,
      { code: 'SERVICE_UNAVAILABLE', retryable: true, requestId: expect.any(String) },
    ]);
    expect((await running).reply.status).toBe('COMPLETED');
    for (const { ended, events } of all) {
      await ended;
      expect(events.at(-1)?.__typename).toBe('ChatReplyCompleted');
    }
    await closing;
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });
});

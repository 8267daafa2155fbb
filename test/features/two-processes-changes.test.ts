import { describe, expect, it, vi } from 'vitest';
import { colleague, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { create, matched } from '../support/classes.ts';
import { freshDatabase } from '../support/database.ts';
import { acknowledged, ask, get } from '../support/graphql.ts';
import { deactivation, widgetConfig } from '../support/life.ts';
import { roleMutation } from '../support/people.ts';
import { change } from '../support/settings.ts';
import { twoProcesses } from '../support/two-processes.ts';

const database = freshDatabase('two-processes-changes');
const bench = twoProcesses(database);
const project = 'a 15x30 pool with spa in my backyard in San Diego';
const startEstimate = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId } }';
const patient = { timeout: 5_000, interval: 20 };

const company = (tier = 'TRIAL'): Promise<TenantActor> => tenant(bench.one, tier);
const print = (what: string, ms: number) => process.stdout.write(`${what}: ${ms.toFixed(0)} ms\n`);

describe.concurrent('within 5 s at both processes', () => {
  it('a deactivation ends tokens and open sockets', async () => {
    const owner = await company();
    const guest = await visitor(bench.other, owner);
    const servers = [bench.one, bench.other];
    const sockets = await Promise.all(
      servers.flatMap((server) => [acknowledged(server, owner.token), acknowledged(server, guest.token)]),
    );
    const { tenant: own } = await get<{ tenant: { name: string } }>(bench.one, '{ tenant { name } }', owner);
    await get(bench.one, deactivation, { token: owner.token, variables: { name: own.name } });
    const at = performance.now();
    const closed = await Promise.all(sockets.map((socket) => socket.closed));
    expect(closed.map(({ code }) => code)).toEqual([4403, 4403, 4403, 4403]);
    for (const server of servers)
      for (const { token } of [owner, guest]) {
        const { errors } = await ask(server, '{ viewer { widgetSession { sessionId } } }', { token });
        expect(errors[0]?.extensions.code).toMatch(/^(TENANT_INACTIVE|UNAUTHENTICATED)$/);
      }
    print('a deactivation is known at both', performance.now() - at);
    expect(performance.now() - at).toBeLessThan(5_000);
  });

  it('a changed role is the role in force, and sockets of the one before are closed', async () => {
    const owner = await company();
    const other = await colleague({ ...bench.one }, database.db, owner, 'STANDARD');
    const servers = [bench.one, bench.other];
    const sockets = await Promise.all(servers.map((server) => acknowledged(server, other.token)));
    const variables = { userId: other.userId, role: 'READ_ONLY' };
    await get(bench.one, roleMutation, { token: owner.token, variables });
    const at = performance.now();
    const closed = await Promise.all(sockets.map((socket) => socket.closed));
    expect(closed.map(({ code }) => code)).toEqual([4403, 4403]);
    const asking = { token: other.token, variables: { input: { description: project } } };
    for (const server of servers)
      expect((await ask(server, startEstimate, asking)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    print('a changed role is known at both', performance.now() - at);
    expect(performance.now() - at).toBeLessThan(5_000);
  });

  it('settings are in force, a key that was rotated away is refused, and the new one is good at once', async () => {
    const owner = await company();
    const look = (apiKey: string) => ask<object>(bench.other, widgetConfig, { variables: { apiKey } });
    expect((await look(owner.apiKey)).errors).toEqual([]);
    await change(bench.one, owner, { allowedOrigins: ['https://company.example'] });
    const at = performance.now();
    await vi.waitFor(
      async () => expect((await look(owner.apiKey)).errors[0]?.extensions.code).toBe('FORBIDDEN'),
      patient,
    );
    print('settings are in force at the other process', performance.now() - at);
    await change(bench.one, owner, { allowedOrigins: [] });
    const rotation = 'mutation { rotateApiKey(gracePeriodHours: 0) { apiKey } }';
    const { rotateApiKey } = await get<{ rotateApiKey: { apiKey: string } }>(bench.one, rotation, owner);
    await vi.waitFor(
      async () => expect((await look(owner.apiKey)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED'),
      patient,
    );
    expect((await look(rotateApiKey.apiKey)).errors).toEqual([]);
  });

  it('a class that was made at one is what the other matches', async () => {
    const owner = await company('PRO');
    await change(bench.one, owner, { openaiApiKey: 'sk-the-tenants-own-key-5678' });
    await create(bench.one, owner);
    const at = performance.now();
    const found = () => matched(bench.other, owner, 'A treehouse in an oak with a rope ladder in Oakland');
    await vi.waitFor(async () => expect(await found()).toContain('Treehouse - Oak'), patient);
    print('a class is known at the other process', performance.now() - at);
  });
});

it('a process that is told to stop leaves nothing of its sockets behind', async () => {
  const owner = await company();
  const socket = await acknowledged(bench.other, owner.token);
  const client = bench.redis.client();
  const places = () => client.keys(`efofx:${owner.tenantId}:places:*`);
  expect(await places()).toHaveLength(2);
  expect(await bench.stop(bench.other)).toBe(0);
  expect((await socket.closed).code).toBe(1012);
  expect(await places()).toEqual([]);
});

import { describe, expect, it, vi } from 'vitest';
import { linkToken, newestMail, type Rows, register, setTenant, tenant, visitor } from '../support/actors.ts';
import { reply } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, refused } from '../support/graphql.ts';
import { widgetConfig as config, lifeBench, reactivation } from '../support/life.ts';
import { rowsOf } from '../support/purging.ts';

const database = freshDatabase('tenant-reactivation');
const project = 'A pool in San Diego, 15 by 30 feet';
const patient = { timeout: 5_000 };
const day = 24 * 3_600_000;
const bench = lifeBench(database);

describe('a reactivation', () => {
  it('brings users and the API key back, but nobody who was signed in', async () => {
    await bench.deactivate();
    const seen = await bench.reactivate();
    expect(seen).toMatchObject({ status: 'ACTIVE', isActive: true, purgeAt: null });
    expect(await bench.tried(bench.server)).toMatchObject({ key: null, login: null });
    await refused(bench.server, '{ viewer { role } }', 'UNAUTHENTICATED', { token: bench.guest.token });
    expect((await visitor(bench.server, bench.company)).sessionId).toBeTruthy();
    expect(await bench.log()).toContain('tenant.reactivated by operator');
  });

  it('revives nothing that slipped in after the deactivation', async () => {
    await bench.deactivate();
    const row = { kind: 'refresh', tenantId: bench.company.tenantId };
    await database.db
      .collection<Rows>('credentials')
      .insertOne({ _id: `refresh:${bench.company.tenantId}`, ...row });
    await bench.reactivate();
    expect(await bench.credentials()).toEqual(['apiKey', 'email']);
  });

  it('finishes first what a crash has left of the deactivation', async () => {
    const second = await tenant(bench.server);
    const change = { status: 'DEACTIVATED', purgeAt: new Date(Date.now() + day), closingBy: second.email };
    await database.db.collection<Rows>('tenants').updateOne({ _id: second.tenantId }, { $set: change });
    await bench.reactivate(second.tenantId);
    const actions = await database.db.collection<Rows>('audit').find({ tenantId: second.tenantId }).toArray();
    expect(actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['tenant.deactivated', 'tenant.reactivated']),
    );
    expect((await bench.row(second)).closingBy).toBeUndefined();
  });

  it('of an active tenant meets a conflict; of five at once one succeeds', async () => {
    const asking = { token: bench.operator.token, variables: { id: bench.company.tenantId } };
    await refused(bench.server, reactivation, 'CONFLICT', asking);
    await bench.deactivate();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ask(bench.server, reactivation, asking)),
    );
    const codes = answers.map(({ errors }) => errors[0]?.extensions.code ?? 'done').sort();
    expect(codes).toEqual([...Array(4).fill('CONFLICT'), 'done']);
    expect((await bench.log()).filter((line) => line.startsWith('tenant.reactivated'))).toHaveLength(1);
  });

  it('finds no tenant that is unknown, unconfirmed, due to be erased or being erased', async () => {
    const pending = await register(bench.server);
    const refuse = (id: string) =>
      refused(bench.server, reactivation, 'NOT_FOUND', { token: bench.operator.token, variables: { id } });
    const { message } = await refuse('unknown');
    expect((await refuse(pending.tenantId)).message).toBe(message);
    await bench.deactivate();
    for (const change of [
      { purgeAt: new Date(Date.now() - 1) },
      { purgeAt: new Date(Date.now() + day), purgeBegunAt: new Date() },
    ]) {
      await setTenant(database.db, bench.company, change);
      expect((await refuse(bench.company.tenantId)).message).toBe(message);
    }
    expect((await bench.row()).status).toBe('DEACTIVATED');
  });

  it('is the platform’s alone', async () => {
    await bench.deactivate();
    const stranger = await tenant(bench.server);
    const asking = { token: stranger.token, variables: { id: bench.company.tenantId } };
    await refused(bench.server, reactivation, 'FORBIDDEN', asking);
  });
});

it('ends, 90 days later, in nothing but one line, and the address is free again', async () => {
  const neighbour = await tenant(bench.server);
  await reply(bench.server, await visitor(bench.server, neighbour), project);
  const neighbours = await rowsOf(database.db, neighbour.tenantId);
  await reply(bench.server, bench.guest, project);
  await bench.deactivate();
  await setTenant(database.db, bench.company, { purgeAt: new Date(Date.now() - 1) });
  await database.db.collection<Rows>('jobs').updateOne({ _id: 'purge' }, { $set: { dueAt: new Date() } });
  await vi.waitFor(async () => {
    const left = await rowsOf(database.db, bench.company.tenantId);
    expect(Object.values(left).flat()).toMatchObject([
      { action: 'tenant.purged', tenantId: bench.company.tenantId },
    ]);
  }, patient);
  expect(await rowsOf(database.db, neighbour.tenantId)).toEqual(neighbours);
  await refused(bench.server, '{ tenant { id } }', 'UNAUTHENTICATED', { token: bench.company.token });
  await refused(bench.server, config, 'UNAUTHENTICATED', { variables: { apiKey: bench.company.apiKey } });
  const again = await register(bench.server, 'TRIAL', { email: bench.company.email });
  await vi.waitFor(async () => linkToken(await newestMail(bench.server, again.email)), patient);
});

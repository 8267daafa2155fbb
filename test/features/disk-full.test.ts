import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mailsTo, register, type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { history, reply, say } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { type Answer, ask, get } from '../support/graphql.ts';
import { outboxRow, settled } from '../support/outbox-rows.ts';
import { freshDataDir, type ServerProcess, startProcess } from '../support/process.ts';

const run = promisify(execFile);
const patient = { timeout: 10_000, interval: 50 };
const startEstimate = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId } }';
const env = { DEMO: '0', LLM: 'scripted', SELF_SERVICE_TIERS: 'ENTERPRISE' };

let dataDir: string;
let server: ServerProcess;
let company: TenantActor;
let guest: Visitor;

beforeAll(async () => {
  dataDir = await freshDataDir();
  server = await startProcess({ ...env, DATA_DIR: dataDir });
  company = await tenant(server, 'ENTERPRISE');
  guest = await visitor(server, company);
}, 90_000);
afterAll(async () => {
  await server.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

/** No file of the process may grow beyond that: a write that would is refused, as on a full disk. */
const allowFiles = ({ pid }: ServerProcess, bytes: number | 'unlimited') =>
  run('prlimit', ['--pid', `${pid}`, `--fsize=${bytes}:`]);
const storeBytes = async () => (await stat(join(dataDir, 'database', 'data.mdb'))).size;
const estimate = (description: string) =>
  ask<{ startEstimate: { sessionId: string } }>(server, startEstimate, {
    ...{ token: company.token, variables: { input: { description } } },
  });
const kept = async () => {
  const query = '{ estimations(first: 50) { totalCount edges { node { sessionId } } } }';
  const { estimations } = await get<{
    estimations: { totalCount: number; edges: { node: { sessionId: string } }[] };
  }>(server, query, company);
  return estimations.edges.map(({ node }) => node.sessionId).sort();
};
const codeOf = ({ errors }: Answer<unknown>) => errors[0]?.extensions.code ?? 'done';

describe('a disk that is full', () => {
  it('is told of as SERVICE_UNAVAILABLE, the process lives and reads on; with room again all goes on, and what was acknowledged is stored once', async () => {
    const long = `a 15x30 pool with spa in San Diego, ${'with a very long wall around it '.repeat(50)}`;
    const acknowledged: string[] = [];
    const tell = async (place: number) => {
      const answer = await estimate(`${place} ${long}`);
      if (answer.data) acknowledged.push(answer.data.startEstimate.sessionId);
      return codeOf(answer);
    };
    await tell(0);
    await allowFiles(server, (await storeBytes()) + 64 * 1_024);
    const codes = new Set<string>();
    for (let place = 1; place < 45 && !codes.has('SERVICE_UNAVAILABLE'); place += 1)
      codes.add(await tell(place));
    expect([...codes].filter((code) => code !== 'done')).toEqual(['SERVICE_UNAVAILABLE']);
    const id = randomUUID();
    // Little may still fit where much did not.
    const said = await say(server, guest, 'a pool with a wall around it', id);
    expect(['SERVICE_UNAVAILABLE', 'done']).toContain(codeOf(said));
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(await kept()).toEqual(acknowledged.toSorted());
    await allowFiles(server, 'unlimited');
    const at = performance.now();
    await vi.waitFor(async () => expect(await tell(99)).toBe('done'), patient);
    const ms = performance.now() - at;
    process.stdout.write(
      `disk full after ${acknowledged.length - 1} estimates: writes go on ${ms.toFixed(0)} ms after there is room\n`,
    );
    const turn = await vi.waitFor(() => reply(server, guest, 'a pool with a wall around it', id), patient);
    expect(turn.reply.status).toBe('COMPLETED');
    await server.kill('SIGKILL');
    server = await startProcess({ ...env, DATA_DIR: dataDir });
    expect(await kept()).toEqual(acknowledged.toSorted());
    expect((await history(server, guest)).messages.map(({ id }) => id)).toEqual([
      turn.userMessage.id,
      turn.reply.id,
    ]);
  }, 120_000);
});

describe('an outbox folder on a disk that is full', () => {
  const database = freshDatabase('disk-full');

  it('holds mails back until there is room, and then each arrives once', async () => {
    const folder = await freshDataDir();
    const sender = await startProcess({ ...env, DATA_DIR: folder, MONGODB_URI: database.uri });
    await allowFiles(sender, 256);
    const { email } = await register(sender, 'ENTERPRISE');
    const attempts = async () => (await outboxRow(database.db, email))?.attempts;
    await vi.waitFor(async () => expect(await attempts()).toBeGreaterThan(0), patient);
    expect(await readdir(join(folder, 'outbox'))).toEqual([]);
    await allowFiles(sender, 'unlimited');
    const at = performance.now();
    await settled(database.db, email, 'SENT');
    process.stdout.write(`mail after the disk was full: ${(performance.now() - at).toFixed(0)} ms\n`);
    expect(await mailsTo(sender, email)).toHaveLength(1);
    expect(await readdir(join(folder, 'outbox'))).toHaveLength(1);
    await sender.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }, 120_000);
});

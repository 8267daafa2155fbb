import { rm } from 'node:fs/promises';
import { createServer, type Server as TcpServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type TenantActor, tenant } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { callTool, functionsKeys, send, signedCall } from '../support/functions.ts';
import { get } from '../support/graphql.ts';
import { freshDataDir, type ServerProcess, startProcess } from '../support/process.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('functions-remote');
const pool = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
const list = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
const mutation = `mutation ($input: StartEstimateInput!) { startEstimate(input: $input) {
  status estimate { costP50 costP80 costP95 adjustments { name factor } } narrative } }`;

let redis: RedisServer;
let dataDir: string;
let env: Record<string, string> & { DATA_DIR: string };
let remote: ServerProcess;
let api: Started;
let company: TenantActor;
let expected: object;
const started: Started[] = [];

/** Another API process on the same database and the same key, asking at this address. */
async function apiAsking(url: string, durations = {}): Promise<Started> {
  const server = await start({ ...env, FUNCTIONS_URL: url }, { durations });
  started.push(server);
  return server;
}

const estimate = async (server: Started): Promise<object> => {
  const variables = { input: { description: pool } };
  const { startEstimate } = await get<{ startEstimate: { status: string } }>(server, mutation, {
    ...company,
    variables,
  });
  expect(startEstimate.status).toBe('COMPLETED');
  return startEstimate;
};
const saidOfFunctions = (server: Started): number =>
  server.log.filter((line) => line.includes('the functions do not answer')).length;

beforeAll(async () => {
  redis = await startRedis();
  dataDir = await freshDataDir();
  env = {
    ...{ DATA_DIR: dataDir, MONGODB_URI: database.uri, REDIS_URL: redis.url, FUNCTIONS_KEYS: functionsKeys },
    ...{ LLM: 'scripted' },
  };
  api = await start(env);
  started.push(api);
  company = await tenant(api, 'PRO');
  remote = await startProcess(env, 'main-functions');
  expected = await estimate(api);
}, 30_000);
afterAll(async () => {
  await Promise.all(started.map(({ app }) => app.close()));
  await redis.close();
  await rm(dataDir, { recursive: true, force: true });
});

let deaf: TcpServer | undefined;
afterEach(() => void deaf?.close());

/** Takes what it is sent and says nothing, or this. */
async function listening(answer: string | null): Promise<string> {
  deaf = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => answer !== null && socket.end(answer));
  });
  await new Promise<void>((resolve) => deaf?.listen(0, '127.0.0.1', resolve));
  const address = deaf.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

describe('the functions alone', () => {
  it('answer as the API does, and see the same', async () => {
    const given = { description: pool };
    const [alone, within] = [{ ...api, url: remote.url }, api];
    const computed = await callTool(alone, company.tenantId, 'estimate_compute', given);
    expect(computed).toEqual(await callTool(within, company.tenantId, 'estimate_compute', given));
    expect(computed.isError).toBeUndefined();
  });

  it('take no call that another process has answered, and the other way round', async () => {
    for (const [one, other] of [
      [remote.url, api.url],
      [api.url, remote.url],
    ] as const) {
      const call = await signedCall(api, company.tenantId, list);
      expect((await send({ url: one }, call)).status).toBe(200);
      expect((await send({ url: other }, call)).status).toBe(401);
      expect((await send({ url: one }, call)).status).toBe(401);
    }
  });

  it('refuse everyone while the nonces cannot be reached', async () => {
    redis.freeze();
    const answers = await Promise.all(
      [remote.url, api.url].map(async (url) => send({ url }, await signedCall(api, company.tenantId, list))),
    );
    redis.thaw();
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    await vi.waitFor(async () => {
      const call = await signedCall(api, company.tenantId, list);
      expect((await send(remote, call)).status).toBe(200);
    });
  });
});

describe('an API that asks functions elsewhere', () => {
  it('tells what they say', async () => {
    const asking = await apiAsking(remote.url);
    expect(await estimate(asking)).toEqual(expected);
    expect(saidOfFunctions(asking)).toBe(0);
  });

  it('goes on where nobody answers there', async () => {
    const asking = await apiAsking('http://127.0.0.1:9');
    expect(await estimate(asking)).toEqual(expected);
    expect(saidOfFunctions(asking)).toBe(1);
  });

  it('waits for an answer as long as it may, all tries together, and not again at once', async () => {
    const asking = await apiAsking(await listening(null), {
      functionsAnswerMs: 400,
      functionsRestMs: 60_000,
    });
    const begun = performance.now();
    expect(await estimate(asking)).toEqual(expected);
    expect(performance.now() - begun).toBeGreaterThan(390);
    expect(await estimate(asking)).toEqual(expected);
    expect(saidOfFunctions(asking)).toBe(1);
  });

  it.each([
    ['nonsense', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'],
    ['trouble', 'HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n'],
    ['half an answer', 'HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{"result":'],
    ['a refusal', 'HTTP/1.1 401 No\r\ncontent-length: 0\r\n\r\n'],
    ['no HTTP', 'hello'],
  ])('goes on where %s comes back', async (_, answer) => {
    const asking = await apiAsking(await listening(answer));
    expect(await estimate(asking)).toEqual(expected);
    expect(saidOfFunctions(asking)).toBe(1);
  });

  it('makes every estimate when they are stopped in mid-flight', async () => {
    const asking = await apiAsking(remote.url, { functionsRestMs: 50 });
    const making = Array.from({ length: 40 }, () => estimate(asking));
    await Promise.race(making);
    await remote.kill('SIGKILL');
    const after = Array.from({ length: 10 }, () => estimate(asking));
    for (const made of await Promise.all([...making, ...after])) expect(made).toEqual(expected);
    expect(saidOfFunctions(asking)).toBeGreaterThan(0);
    // Whoever listens on their port meanwhile may be deaf: each is then waited for as long as functions are.
  }, 60_000);
});

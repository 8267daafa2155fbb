import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Server, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { replySubscription, say } from '../support/chat.ts';
import { databaseUri } from '../support/database.ts';
import { acknowledged, ask, get, post, rawSocket } from '../support/graphql.ts';
import { misbehaviours } from '../support/misbehaving-model.ts';
import { type ModelServer, startModel } from '../support/model.ts';
import {
  databaseDump,
  filesBelow,
  findings,
  findingsInAnswers,
  type Planted,
  planted,
  plantedValues,
  type Recording,
  recordAuthorizedCalls,
  recordConsole,
  recordFetches,
} from '../support/planted.ts';
import { freshDataDir, type ServerProcess, startProcess } from '../support/process.ts';
import { askSettings } from '../support/settings.ts';
import { start } from '../support/start.ts';

const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
const { platformKey, keyOfA, keyOfB, keyOfT, wrongKey, wrongPassword, masterKey, signingKey } = plantedValues;

let model: ModelServer;
let elsewhere: ModelServer;
let recording: Recording;
let secrets: Planted[];
let frames: string[];

beforeAll(async () => {
  [model, elsewhere] = [await startModel({ reply: () => 'A pool sounds lovely.' }), await startModel()];
});
afterAll(async () => {
  await model.close();
  await elsewhere.close();
});
beforeEach(() => {
  recording = recordFetches();
  frames = [];
  model.answerAll(null);
  model.requests.length = 0;
  secrets = [
    ...[planted('the platform’s key', platformKey), planted('A’s key', keyOfA), planted('B’s key', keyOfB)],
    ...[planted('the trial’s key', keyOfT), planted('a refused key', wrongKey, '/verify?')],
    ...[planted('a wrong password', wrongPassword), planted('the master key', masterKey)],
    planted('the signing key', signingKey),
  ];
});
afterEach(() => recording.stop());

const environment = () => ({
  ...{ LLM: 'openai', OPENAI_API_KEY: platformKey, OPENAI_BASE_URL: model.baseUrl, DEMO: '0' },
  ...{ EFOFX_MASTER_KEYS: `planted:${masterKey}`, EFOFX_SIGNING_KEY: signingKey, LOG_LEVEL: 'trace' },
});

/** A tenant whose secrets are planted too. */
async function plantTenant(server: Server, tier: string, openaiApiKey: string | null): Promise<TenantActor> {
  const owner = await tenant(server, tier);
  const login = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken refreshToken } }';
  const { email, password } = owner;
  const asking = { variables: { input: { email, password } } };
  const tokens = (await get<{ login: { accessToken: string; refreshToken: string } }>(server, login, asking))
    .login;
  const ofOwner = (what: string) => `${what} of ${owner.tenantId}`;
  secrets.push(
    planted(ofOwner('password'), password),
    planted(ofOwner('API key'), owner.apiKey, 'registerTenant'),
    ...[owner.token, tokens.accessToken].map((token) => planted(ofOwner('access token'), token, 'login(')),
    planted(ofOwner('refresh token'), tokens.refreshToken, 'login('),
  );
  if (openaiApiKey) expect((await askSettings(server, owner, { openaiApiKey })).errors).toEqual([]);
  // Over HTTP and over the websocket, with tokens that are right and tokens that are not.
  await ask(server, login, { variables: { input: { email, password: wrongPassword } } });
  const refresh = 'mutation ($t: String!) { logout(refreshToken: $t) }';
  await ask(server, refresh, { variables: { t: tokens.refreshToken } });
  await ask(server, '{ viewer { role } }', { token: `${owner.token}x` });
  await ask(server, '{ viewer { role } }', { token: tokens.refreshToken });
  return owner;
}

interface Place extends Server {
  socketUrl: string;
}

/** A visitor's message, followed over a websocket to whatever end. */
async function chat(server: Place, owner: TenantActor): Promise<void> {
  const guest = await visitor(server, owner);
  secrets.push(planted('a session token', guest.token, 'startWidgetSession'));
  const socket = await acknowledged(server, guest.token);
  const follow = (afterIndex: number | null) => {
    const variables = { sessionId: guest.sessionId, afterIndex };
    const id = randomUUID();
    socket.send({ type: 'subscribe', id, payload: { query: replySubscription, variables } });
    return id;
  };
  follow(null);
  const answer = await say(server, guest, `${project}, we are ${owner.tenantId}`);
  if (!answer.data) expect(answer.errors[0]?.extensions.code, answer.text).toMatch(/^LLM_/);
  // What was heard live may have been the end or nothing yet.
  const whole = follow(-1);
  const isEnd = (payload: unknown) => /ChatReply(Completed|Failed)/.test(JSON.stringify(payload ?? ''));
  await socket.next(({ id, payload }) => id === whole && isEnd(payload));
  if (answer.data)
    await ask(server, 'mutation ($s: UUID!) { estimateFromChat(sessionId: $s) { id } }', {
      token: guest.token,
      variables: { s: guest.sessionId },
    });
  await socket.end();
  frames.push(JSON.stringify(socket.messages));
}

/** What goes wrong with keys in the hands of an admin and of those who are none. */
async function mishandle(server: Place, owner: TenantActor): Promise<void> {
  for (const answer of Object.values(misbehaviours(elsewhere.baseUrl)).slice(0, 4)) {
    model.answerAll(answer);
    const { errors } = await askSettings(server, owner, { name: 'Not so', openaiApiKey: wrongKey });
    expect(errors[0]?.extensions.code).toMatch(/^LLM_/);
  }
  model.answerAll(null);
  for (const openaiApiKey of [[wrongKey], { key: wrongKey }, `${wrongKey} `, wrongKey.repeat(10)])
    await askSettings(server, owner, { openaiApiKey });
  await askSettings(server, owner, { key: wrongKey, name: wrongKey.repeat(3) });
  const inline = `mutation { updateTenantSettings(input: {openaiApiKey: ["${wrongKey}"], x: "${wrongKey}"}) { id } }`;
  await ask(server, inline, { token: owner.token });
  await ask(server, `{ "${wrongKey}" }`, { token: wrongKey });
  await post(server, `{"query": "${wrongKey}`);
  await ask(server, '{ widgetConfig(apiKey: "x") { tenantName } }', { variables: { apiKey: wrongKey } });
  await fetch(`${server.url}/verify?token=${wrongKey}`);
  await fetch(`${server.url}/graphql?key=${wrongKey}`);
  const socket = await rawSocket(server);
  socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${wrongKey}` } });
  frames.push(JSON.stringify([await socket.closed, socket.messages]));
}

/** Settings, chats and estimates of two tenants on their own keys and two trials, with a model that misbehaves in every way. */
async function drive(server: Place): Promise<void> {
  const [a, b] = [await plantTenant(server, 'PRO', keyOfA), await plantTenant(server, 'PRO', keyOfB)];
  const [t, u] = [await plantTenant(server, 'TRIAL', keyOfT), await plantTenant(server, 'TRIAL', null)];
  const owners = [a, b, t, u];
  const estimate = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { id } }';
  for (const { token } of owners)
    await get(server, estimate, { token, variables: { input: { description: project } } });
  for (const answer of [null, ...Object.values(misbehaviours(elsewhere.baseUrl)), null]) {
    model.answerAll(answer);
    const before = model.requests.length;
    await Promise.all(owners.map((owner) => chat(server, owner)));
    expect(model.requests.length - before).toBeGreaterThanOrEqual(owners.length);
  }
  await mishandle(server, a);
  const keys = {
    [a.tenantId]: keyOfA,
    [b.tenantId]: keyOfB,
    [t.tenantId]: keyOfT,
    [u.tenantId]: platformKey,
  };
  const asked = model.requests.map(({ authorization, body }) => {
    const text = JSON.stringify(body);
    expect(findings(secrets, { 'a prompt': text })).toEqual([]);
    return { owner: /we are (\w+)/.exec(text)?.[1] ?? '', authorization };
  });
  for (const { owner, authorization } of asked.filter(({ owner }) => owner))
    expect(authorization).toBe(`Bearer ${keys[owner]}`);
  expect(new Set(asked.map(({ owner }) => owner))).toEqual(new Set(['', ...Object.keys(keys)]));
  expect(elsewhere.requests).toEqual([]);
  expect(findingsInAnswers(secrets, recording.exchanges)).toEqual([]);
  expect(findings(secrets, { 'a websocket frame': frames.join() })).toEqual([]);
}

describe('secrets stand nowhere', () => {
  let running: ServerProcess | null = null;
  let dataDir = '';
  afterEach(async () => {
    await running?.kill('SIGKILL');
    running = null;
    await rm(dataDir, { recursive: true, force: true });
  });

  it('that the product, as it is run, writes: output, answers, frames, mails, rows, files', async () => {
    dataDir = await freshDataDir();
    running = await startProcess({ DATA_DIR: dataDir, ...environment() });
    await drive(running);
    const dump = await databaseDump(running.line.databaseUri ?? '');
    const rowsOf = (name: string) => dump[`the collection ${name}`] ?? '';
    expect([rowsOf('audit'), rowsOf('tenants'), running.output()].join()).toMatch(
      /openai_key\.failed.*lastFour.*requestId/s,
    );
    expect(findings(secrets, { ...dump, 'the output': running.output() })).toEqual([]);
    expect(await running.kill('SIGTERM')).toBe(0);
    const files = await filesBelow(dataDir);
    expect(Object.keys(files).some((name) => name.endsWith('.eml'))).toBe(true);
    expect(findings(secrets, { ...files, 'the output': running.output() })).toEqual([]);
    running = null;
  }, 120_000);

  it('that reaches a log which nobody redacts, the console, or another host', async () => {
    const [console, calls] = [recordConsole(), recordAuthorizedCalls()];
    const uri = databaseUri('secrets-nowhere');
    const [modelTiming, durations] = [{ retryDelayMs: 5 }, { replyLeaseMs: 8_000 }];
    const server = await start({ ...environment(), MONGODB_URI: uri }, { modelTiming, durations });
    await drive(server);
    const dump = await databaseDump(uri);
    await server.close();
    for (const recorded of [console, calls]) recorded.stop();
    expect(calls.seen.length).toBeGreaterThan(50);
    expect(new Set(calls.seen)).toEqual(new Set([model.baseUrl]));
    expect(server.log.join('')).toContain('requestId');
    expect(
      findings(secrets, { ...dump, 'the log': server.log.join(''), console: console.seen.join() }),
    ).toEqual([]);
  }, 120_000);
});

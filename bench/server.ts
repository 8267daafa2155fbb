import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Agent, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { startProcess } from './processes.ts';

export interface Server {
  url: string;
  pid: number;
  /** Of its database, where that has a process of its own. */
  databasePid?: number;
  /** From the start of the process to its start-up line. */
  startMs: number;
  stop(): Promise<void>;
}

export interface DemoAccount {
  tenantId: string;
  email: string;
  password: string;
  apiKey: string;
}

const serverOfThisBuild = fileURLToPath(new URL('../bundle/main.js', import.meta.url));

/** Starts the product in a process of its own, on a free port. */
export async function startServer(
  dataDir: string,
  env: Record<string, string> = {},
  script = serverOfThisBuild,
): Promise<Server> {
  const { announced, ...server } = await startProcess(script, { PORT: '0', DATA_DIR: dataDir, ...env });
  return { ...server, url: announced.url ?? '' };
}

/** The same, stopped again when the work is done or has failed. */
export async function withServer<T>(
  dataDir: string,
  env: Record<string, string>,
  work: (server: Server) => Promise<T>,
): Promise<T> {
  const server = await startServer(dataDir, env);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

export async function demoAccount(dataDir: string): Promise<DemoAccount> {
  return JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8'));
}

/** The data of one operation over HTTP; fails with the whole answer if there is an error in it. */
export async function ask<Data>(
  { url }: Server,
  query: string,
  variables: Record<string, unknown>,
  token?: string,
  from?: string,
): Promise<Data> {
  const credentials = {
    ...(token && { authorization: `Bearer ${token}` }),
    ...(from && { 'x-forwarded-for': from }),
  };
  const response = await postTo(`${url}/graphql`, JSON.stringify({ query, variables }), credentials);
  const text = await textOf(response);
  const answer: { data?: Data; errors?: unknown[] } = JSON.parse(text);
  if (!answer.data || answer.errors) throw new Error(`${query}\n→ ${response.statusCode} ${text}`);
  return answer.data;
}

/** The load generator shares two cores with the server: this costs it a third of what `fetch` does. */
const agent = new Agent({ keepAlive: true });

/** Sends JSON; resolves as soon as the answer begins. */
export async function postTo(
  url: string,
  body: string,
  more: Record<string, string> = {},
): Promise<IncomingMessage> {
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...more,
  };
  const sent = request(url, { agent, method: 'POST', headers });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

/** An access token of the demo tenant's admin. */
export async function logIn(server: Server, dataDir: string): Promise<string> {
  const { email, password } = await demoAccount(dataDir);
  const { login } = await ask<{ login: { accessToken: string } }>(
    server,
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input: { email, password } },
  );
  return login.accessToken;
}

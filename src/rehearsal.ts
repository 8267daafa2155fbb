import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { loadConfig } from './config.ts';
import { openEmbeddedStore } from './embedded-store.ts';
import { serveFunctions } from './functions-alone.ts';

const description = 'A 15x30 ft pool with a spa in our backyard in San Diego';
/** Of nobody: the servers are gone when this ends. */
const functionsKeys = `rehearsal:${Buffer.alloc(32).toString('base64')}`;

/**
 * Starts the API and the functions as `npm start` would, on a folder that is thrown away, and has a visitor's first message and estimate
 * answered: what a start runs through is then compiled. `assets` is the folder that the build left the widget and the playground in.
 */
export async function rehearse(assets: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'efofx-rehearsal-'));
  try {
    const env = { DATA_DIR: dataDir, PORT: '0', LLM: 'scripted', FUNCTIONS_KEYS: functionsKeys };
    const embedded = openEmbeddedStore(loadConfig(env), true);
    const silent = () => undefined;
    const functions = await serveFunctions({ ...loadConfig(env), functionsKeys }, embedded, silent);
    const config = loadConfig({ ...env, FUNCTIONS_URL: functions.url });
    const app = await createApp({ config, logger: pino({ level: 'silent' }), assets });
    await visit(app.url, app.demo?.apiKey ?? '');
    await app.close();
    await functions.close();
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function visit(url: string, apiKey: string): Promise<void> {
  const { startWidgetSession } = await ask(
    url,
    'mutation ($input: StartWidgetSessionInput!) { startWidgetSession(input: $input) { sessionToken } }',
    { apiKey },
  );
  const { sessionToken } = startWidgetSession ?? {};
  await ask(
    url,
    'mutation ($input: SendChatMessageInput!) { sendChatMessage(input: $input) { reply { content } suggestions } }',
    { message: description },
    sessionToken,
  );
  await ask(
    url,
    'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId } }',
    { description },
    sessionToken,
  );
}

type Answer = Record<string, Record<string, string>>;

async function ask(url: string, query: string, input: object, token?: string): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data, errors } = (await response.json()) as { data?: Answer; errors?: unknown[] };
  if (!data || errors) throw new Error(`${query} → ${JSON.stringify(errors)}`);
  return data;
}

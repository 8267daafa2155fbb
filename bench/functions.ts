import { generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { scopes } from '../src/functions/call-tokens.ts';
import { callFunctions, type FunctionsAccess } from '../src/functions/calling.ts';
import { readFunctionsKeys } from '../src/functions/signing.ts';
import { median, type Row, row, timeRows } from './figures.ts';
import { inRounds, ROUNDS, timesOf } from './load.ts';
import { plantClasses, storedAt } from './planting.ts';
import { demoAccount, startServer, withServer } from './server.ts';
import { withTemporaryFolder } from './temporary.ts';

const CLASSES = 10_000;
const PARALLEL = 50;
const CALLS_PER_ROUND = 400;
/** Until the engine has compiled what a call runs through. */
const WARM_UP = 3_000;
const P95_LIMIT_MS = 150;
const FIRST_ANSWER_LIMIT_MS = 1_000;
const ONCE_UP_LIMIT_MS = 300;
const patienceMs = 30_000;

const functionsAlone = fileURLToPath(new URL('../bundle/main-functions.js', import.meta.url));
const keys = `bench:${Buffer.alloc(32, 7).toString('base64')}`;
const { privateKey: signingKey } = generateKeyPairSync('ed25519');
const env = {
  ...{ LLM: 'scripted', FUNCTIONS_KEYS: keys },
  EFOFX_SIGNING_KEY: String(signingKey.export({ type: 'pkcs8', format: 'pem' })),
};

const description = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
const classId = 'rc_residential-pool-midrange';
const tools: readonly [name: string, given: object][] = [
  ['reference_classes_query', { description, limit: 5 }],
  ['reference_classes_get', { id: classId }],
  [
    'adjustments_apply',
    {
      classId,
      region: 'SoCal - Coastal',
      size: { value: 800, unit: 'sqft' },
      features: ['spa'],
      confidence: 0.9,
    },
  ],
  ['estimate_compute', { description }],
];

type Call = (name: string, given: object) => Promise<void>;

/** Each tool among 10 000 classes, signed in this process and answered in another's; and how soon the functions alone answer first. */
export function benchFunctions(): Promise<Row[]> {
  return withTemporaryFolder(async (dataDir) => {
    const started = await withServer(dataDir, env, async () => {
      const rows = await firstAnswerRows(dataDir);
      const { tenantId } = await demoAccount(dataDir);
      await plantClasses(await storedAt(dataDir), tenantId, CLASSES);
      return rows;
    });
    return withServer(dataDir, env, async ({ url }) => [
      ...(await toolRows(await callerOf(dataDir, url))),
      ...started,
    ]);
  });
}

async function toolRows(call: Call): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, given] of tools) {
    await timesOf({ count: WARM_UP, parallel: PARALLEL }, () => call(name, given));
    const load = { count: CALLS_PER_ROUND, parallel: PARALLEL };
    const rounds = await inRounds(() => timesOf(load, () => call(name, given)));
    rows.push(...timeRows(`${name}, ${PARALLEL} in parallel, ${CLASSES} classes`, rounds, P95_LIMIT_MS));
  }
  return rows;
}

async function firstAnswerRows(dataDir: string): Promise<Row[]> {
  const runs = await inRounds(async () => {
    const begun = performance.now();
    const alone = await startServer(dataDir, env, functionsAlone);
    const up = performance.now();
    try {
      const call = await callerOf(dataDir, alone.url);
      await call('estimate_compute', { description });
      return { inAll: performance.now() - begun, onceUp: performance.now() - up };
    } finally {
      await alone.stop();
    }
  });
  const what = `to first answer: median of ${ROUNDS}`;
  const inAll = median(runs.map((run) => run.inAll));
  const onceUp = median(runs.map((run) => run.onceUp));
  return [
    row(`npm run functions: process start ${what}`, inAll, 'ms', ['<', FIRST_ANSWER_LIMIT_MS]),
    row(`npm run functions: start-up line ${what}`, onceUp, 'ms', ['<', ONCE_UP_LIMIT_MS]),
  ];
}

/** Calls as the API does, for the demo tenant. Fails where the answer is none. */
async function callerOf(dataDir: string, url: string): Promise<Call> {
  const [key] = readFunctionsKeys(keys);
  if (!key) throw new Error('There is no key.');
  const { tenantId } = await demoAccount(dataDir);
  const access: FunctionsAccess = { url, key, signingKey };
  const caller = { tenantId, scopes: [scopes.read, scopes.api] };
  return async (name, given) => {
    const params = { name, arguments: given };
    const message = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
    const patience = { connectMs: patienceMs, signal: AbortSignal.timeout(patienceMs) };
    const { text } = await callFunctions(access, caller, message, patience);
    if (!JSON.parse(text).result?.structuredContent) throw new Error(`${name} → ${text.slice(0, 500)}`);
  };
}

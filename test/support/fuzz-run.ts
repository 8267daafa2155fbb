import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';
import { platformOwner } from '../../src/account/user.model.ts';
import { colleague, tenant, visitor } from './actors.ts';
import { onCommand } from './command-monitor.ts';
import type { FreshDatabase } from './database.ts';
import { type FuzzedOperation, operationsOf, smuggled } from './fuzz.ts';
import { acknowledged, ask, type GraphqlError, type RawSocket, refusedOnSocket } from './graphql.ts';
import { type Started, start } from './start.ts';

const sdl = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
/** What a tenant loses meanwhile (its key, its people, itself) must not spare the product the rest. */
const perCast = 250;
const parallel = 8;
const roomy = { limit: 1e9, windowMs: 60_000 };

export interface FuzzReport {
  operations: number;
  /** How often each came: a code, or `ok`. */
  codes: Record<string, number>;
  faults: string[];
  /** Commands that were looked at. */
  commands: number;
}

/** Sends so many made-up operations, as everyone there is, over HTTP and the websocket, and looks at every answer and every command. */
export async function fuzz(database: FreshDatabase, operations: number, seed: number): Promise<FuzzReport> {
  const server = await start(
    { MONGODB_URI: database.uri, INTROSPECTION: '0', SELF_SERVICE_TIERS: 'TRIAL,PRO,ENTERPRISE' },
    {
      durations: { scriptedWordMs: 0, scriptedReplyMs: 0, alikeAnswerMs: 1 },
      quotas: { loginsPerAccountAndIp: roomy, loginsPerIp: roomy },
    },
  );
  const report: FuzzReport = { operations: 0, codes: {}, faults: [], commands: 0 };
  const stop = onCommand((sent) => {
    report.commands += 1;
    const fault = smuggled(sent);
    if (fault) report.faults.push(fault);
  });
  try {
    const all = fc.sample(operationsOf(sdl), { numRuns: operations, seed });
    for (let first = 0; first < all.length; first += perCast)
      await playAll(server, database, all.slice(first, first + perCast), report);
    expect(await ask(server, '{ __typename }')).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    for (const line of server.log.filter(
      (text) => text.includes('"level":50') || text.includes('"level":60'),
    ))
      report.faults.push(line.slice(0, 600));
    return report;
  } finally {
    stop();
    await server.close();
  }
}

async function playAll(
  server: Started,
  { db }: FreshDatabase,
  operations: readonly FuzzedOperation[],
  report: FuzzReport,
): Promise<void> {
  const company = await tenant(server, 'ENTERPRISE');
  const guest = await visitor(server, company);
  const staff = await colleague(server, db, company, 'STANDARD');
  const operator = await colleague(server, db, { tenantId: platformOwner }, 'OPERATOR');
  const tokens = [company.token, guest.token, staff.token, operator.token, company.token, undefined];
  const own = { apiKey: company.apiKey, sessionId: guest.sessionId };
  const queue = [...operations.entries()];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [place, operation] = next;
      const token = tokens[place % tokens.length];
      const fitted = place % 2 ? operation : { ...operation, variables: withOwn(operation.variables, own) };
      const codes = await play(server, fitted, token);
      report.operations += 1;
      for (const code of codes) report.codes[code] = (report.codes[code] ?? 0) + 1;
      if (codes.includes('INTERNAL_SERVER_ERROR') || codes.some((code) => code.startsWith('HTTP 5')))
        report.faults.push(`${codes.join()} ${JSON.stringify(fitted).slice(0, 1_500)}`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
}

/** With ids that are there, so that not every operation ends at the first lookup. */
function withOwn(value: unknown, own: Record<string, string>): never {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value as never;
  const entries = Object.entries(value).map(([key, below]) => [key, own[key] ?? withOwn(below, own)]);
  return Object.fromEntries(entries) as never;
}

async function play(server: Started, operation: FuzzedOperation, token?: string): Promise<string[]> {
  const { kind, query, variables } = operation;
  if (kind === 'subscription') return playOnSocket(server, { query, variables }, token);
  const { status, errors } = await ask(server, query, { token, variables });
  const codes = errors.map(({ extensions }) => extensions.code);
  if (status >= 500 && !codes.includes('SERVICE_UNAVAILABLE')) codes.push(`HTTP ${status}`);
  return codes.length > 0 ? codes : ['ok'];
}

async function playOnSocket(
  server: Started,
  payload: Record<string, unknown>,
  token?: string,
): Promise<string[]> {
  let socket: RawSocket | undefined;
  try {
    socket = await acknowledged(server, token);
    const opened = socket;
    // A subscription that is taken says nothing: whoever is asked afterwards answers first.
    const taken = new Promise<null>((resolve) => {
      setTimeout(resolve, 150, null);
    });
    const refused = refusedOnSocket(opened, payload).catch((): GraphqlError | null => null);
    const error = await Promise.race([refused, taken]);
    return [error?.extensions.code ?? 'ok'];
  } catch {
    // The credential has been ended by what was sent before.
    return ['closed'];
  } finally {
    await socket?.end();
  }
}

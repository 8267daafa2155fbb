import { createInterface } from 'node:readline';
import { readSigningKey } from './auth/tokens.ts';
import type { Config } from './config.ts';
import { durations } from './durations.ts';
import { scopes } from './functions/call-tokens.ts';
import { type Called, callFunctions, type FunctionsAccess } from './functions/calling.ts';
import { readFunctionsKeys } from './functions/signing.ts';
import { runningServer } from './running-server.ts';
import { keptSigningKey } from './security/generated-keys.ts';

/** Messages of an MCP client on stdin, a line each, are signed and passed on for one tenant; answers go to stdout. Ends with stdin. */
export async function bridgeAgent(config: Config, tenantId: string | undefined): Promise<void> {
  if (!tenantId) throw new Error('Usage: npm run functions -- agent <tenant id>');
  const access = await accessOf(config);
  const caller = { tenantId, scopes: [scopes.read] };
  let protocolVersion: string | undefined;
  const pass = async (line: string) => {
    const patience = {
      connectMs: durations.functionsConnectMs,
      signal: AbortSignal.timeout(durations.functionsAnswerMs),
    };
    const called = await callFunctions(access, caller, line, patience, protocolVersion).catch(() => null);
    const answer = answerOf(line, called);
    protocolVersion ??= versionIn(answer);
    if (answer !== '') process.stdout.write(`${answer}\n`);
  };
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) if (line.trim() !== '') await pass(line);
}

async function accessOf(config: Config): Promise<FunctionsAccess> {
  const [key] = config.functionsKeys === null ? [] : readFunctionsKeys(config.functionsKeys);
  if (!key) throw new Error('FUNCTIONS_KEYS: required to sign with; the same as the server has.');
  const url = config.functionsUrl ?? (await runningServer(config.dataDir));
  if (url === null) throw new Error('FUNCTIONS_URL: required, as no server runs on the data folder.');
  return {
    url,
    key,
    signingKey: readSigningKey(config.signingKey ?? (await keptSigningKey(config.dataDir))),
  };
}

/** What the client is told; '' where it expects nothing. A refusal names no message, so the one it is about is put in. */
function answerOf(line: string, called: Called | null): string {
  const id = idIn(line);
  if (called && called.status < 300) return called.text.trim();
  if (id === undefined) return '';
  const message = called
    ? 'The functions refused the call: keys, tenant and clock have to be theirs.'
    : 'The functions do not answer.';
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32_001, message } });
}

function idIn(line: string): unknown {
  try {
    return (JSON.parse(line) as { id?: unknown } | null)?.id;
  } catch {
    return null;
  }
}

/** Of the answer to `initialize`: what all further messages have to name. */
function versionIn(answer: string): string | undefined {
  return /"protocolVersion":"([\d-]+)"/.exec(answer)?.[1];
}

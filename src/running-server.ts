import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const healthPatienceMs = 2_000;

/** Where a server that listens there is reached from this machine. */
export function urlOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Says in the data folder where the server is, for commands that are run beside it. Returns how to take that back. */
export async function announceServer(dataDir: string, url: string): Promise<() => Promise<void>> {
  const draft = join(dataDir, `server.json.${process.pid}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await writeFile(draft, `${JSON.stringify({ url })}\n`, { mode: 0o600 });
    await rename(draft, fileOf(dataDir));
  } catch {
    // A folder that cannot be written to keeps no server from serving.
  }
  return async () => {
    if ((await announced(dataDir)) === url) await rm(fileOf(dataDir)).catch(() => undefined);
  };
}

/** The address of the server that runs on this data folder; null: none answers. */
export async function runningServer(dataDir: string): Promise<string | null> {
  const url = await announced(dataDir);
  if (url === null) return null;
  const health = fetch(`${url}/healthz`, { signal: AbortSignal.timeout(healthPatienceMs) });
  return health.then(
    ({ ok }) => (ok ? url : null),
    () => null,
  );
}

async function announced(dataDir: string): Promise<string | null> {
  try {
    const { url } = JSON.parse(await readFile(fileOf(dataDir), 'utf8')) as { url?: unknown };
    return typeof url === 'string' ? url : null;
  } catch {
    return null;
  }
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'server.json');
}

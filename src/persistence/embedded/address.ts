import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { encode } from './values.ts';
import { FrameReader, readRequest, writeRequest } from './wire.ts';

/** What `database.json` says: where the database listens and whose it is. */
export interface Address {
  uri: string;
  pid: number;
}

const PING_TIMEOUT_MS = 2_000;

export function writeAddress(dataDir: string, address: Address): void {
  const draft = join(dataDir, `database.json.${address.pid}`);
  writeFileSync(draft, `${JSON.stringify(address)}\n`, { mode: 0o600 });
  renameSync(draft, fileOf(dataDir));
}

export function readAddress(dataDir: string): Address | null {
  try {
    const { uri, pid } = JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Partial<Address>;
    return typeof uri === 'string' && typeof pid === 'number' ? { uri, pid } : null;
  } catch {
    return null;
  }
}

/** Removes the file if it still names this process. */
export function removeAddress(dataDir: string): void {
  if (readAddress(dataDir)?.pid === process.pid) rmSync(fileOf(dataDir), { force: true });
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'database.json');
}

/** Whether a database answers at this address. */
export function answersPing({ uri }: Address): Promise<boolean> {
  const { hostname, port } = new URL(uri);
  return new Promise((resolve) => {
    const socket = net.connect({ host: hostname, port: Number(port), timeout: PING_TIMEOUT_MS });
    const reader = new FrameReader();
    const finish = (isAnswer: boolean) => {
      socket.destroy();
      resolve(isAnswer);
    };
    socket.on('connect', () => socket.write(writeRequest(1, encode({ ping: 1, $db: 'admin' }))));
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const frame of reader.push(chunk)) finish(Number(readRequest(frame).command.ok) === 1);
      } catch {
        finish(false);
      }
    });
    socket.on('timeout', () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
  });
}

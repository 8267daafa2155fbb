import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `database.json` says: where the database listens and whose it is. */
export interface Address {
  uri: string;
  pid: number;
  /** Run for others to use: the database alone, not one that serves its own process. */
  isShared?: boolean;
}

/** Whoever reads meanwhile finds the old file or the new one, never a part. */
export function writeAddress(dataDir: string, address: Address): void {
  const draft = join(dataDir, `database.json.${address.pid}`);
  writeFileSync(draft, `${JSON.stringify(address)}\n`, { mode: 0o600 });
  renameSync(draft, fileOf(dataDir));
}

/** null: no file, or none that can be understood. */
export function readAddress(dataDir: string): Address | null {
  try {
    const { uri, pid, isShared } = JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Partial<Address>;
    return typeof uri === 'string' && typeof pid === 'number'
      ? { uri, pid, isShared: isShared === true }
      : null;
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

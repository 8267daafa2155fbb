import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The signing key of a server that was given none: made at the first start and kept in the data folder, readable by its owner alone.
 * Rejects with the file system's error where the folder cannot be used.
 */
export async function keptSigningKey(dataDir: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return kept(dataDir, 'signing-key.pem', String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
}

/** The same for the master key that tenants' secrets are under: `kid:base64`. */
export function keptMasterKey(dataDir: string): Promise<string> {
  return kept(dataDir, 'master-key', `generated:${randomBytes(32).toString('base64')}`);
}

/** What the file holds; made with this content where it is not there. */
async function kept(dataDir: string, name: string, made: string): Promise<string> {
  const path = join(dataDir, name);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  try {
    await writeFile(path, made, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFile(path, 'utf8');
}

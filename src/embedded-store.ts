import type { Config } from './config.ts';
import type { EmbeddedDatabase } from './persistence/embedded/embedded.ts';

/**
 * The embedded database, unless the environment names another (null). Worth beginning early: its thread starts while this one loads the rest.
 * `isShared` lets other processes use the store; without it a store that a process uses for itself is refused.
 */
export async function openEmbeddedStore(
  { mongodbUri, dataDir, embeddedPort: port }: Config,
  isShared: boolean,
): Promise<EmbeddedDatabase | null> {
  if (mongodbUri !== 'embedded') return null;
  const { openEmbedded } = await import('./persistence/embedded/embedded.ts');
  const database = await openEmbedded({ dataDir, port, isShared });
  // Replies, limits and sockets are kept in memory: two that share a store would not know of each other's.
  if (!isShared && !database.owned && !database.isShared)
    throw new Error(`DATA_DIR: another server runs on ${dataDir}; give this one a folder of its own.`);
  return database;
}

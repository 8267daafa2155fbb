import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, use } from '../../scripts/build.js';

interface OpenDatabase {
  uri: string;
  close(): Promise<void>;
}

/** Builds the product once and, unless MONGODB_URI names a server, runs the suite's database from that build. */
export default async function setup(): Promise<() => Promise<void>> {
  const build = await ensureBuilt();
  await use(build);
  process.env.BUILD_DIR = build;
  if (process.env.MONGODB_URI) return async () => undefined;
  const dataDir = await mkdtemp(join(tmpdir(), 'efofx-test-'));
  const entry = pathToFileURL(join(build, 'src/persistence/embedded/embedded.js')).href;
  const {
    openEmbedded,
  }: { openEmbedded(options: { dataDir: string; port: number }): Promise<OpenDatabase> } = await import(
    entry
  );
  const database = await openEmbedded({ dataDir, port: 0 });
  process.env.MONGODB_URI = database.uri;
  return async () => {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  };
}

import { ensureBuilt, use } from '../../scripts/build.js';
import { startDatabase } from './database-process.ts';

/**
 * Builds the product once and, unless MONGODB_URI names a server, runs the suite's database from that build, in a process of its own: what
 * becomes of it is the tests' to notice, not the runner's.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const build = await ensureBuilt();
  await use(build);
  process.env.BUILD_DIR = build;
  if (process.env.MONGODB_URI) return async () => undefined;
  const database = await startDatabase();
  process.env.MONGODB_URI = database.uri;
  return database.close;
}

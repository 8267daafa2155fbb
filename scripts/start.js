import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, use } from './build.js';

/** What can be started, by the name behind the command. */
const entries = {
  api: 'bundle/main.js',
  database: 'bundle/main-database.js',
  operator: 'bundle/main-operator.js',
  functions: 'bundle/main-functions.js',
  bench: 'bench/main.js',
};

const entry = entries[/** @type {keyof typeof entries} */ (process.argv[2] ?? 'api')];
try {
  const build = await ensureBuilt();
  await use(build);
  await import(pathToFileURL(join(build, entry)).href);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

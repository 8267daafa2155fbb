import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.js';

/** What can be started, by the name behind the command. */
const entries = { api: 'src/main.js', database: 'src/main-database.js', bench: 'bench/main.js' };

const entry = entries[/** @type {keyof typeof entries} */ (process.argv[2] ?? 'api')];
try {
  await import(pathToFileURL(join(await ensureBuilt(), entry)).href);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

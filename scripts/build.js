import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const self = fileURLToPath(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

const sources = [
  'src',
  'bench',
  'client-widget',
  'codegen.ts',
  'scripts/build.js',
  'scripts/bundle.js',
  'scripts/engine.js',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

/** Builds that are kept besides the newest, and besides those in use. */
const keptBuilds = 3;
/** Folder in a build that has a file named after each process running from it. */
const users = 'users';

/** GraphiQL and what it needs, as published; served by us so that the playground works offline. */
const playgroundFiles = [
  'graphiql/graphiql.min.js',
  'graphiql/graphiql.min.css',
  'react/umd/react.production.min.js',
  'react-dom/umd/react-dom.production.min.js',
];

/**
 * The folder of a build of the sources as they are; builds only if there is none yet. A build never touches an earlier one's folder,
 * so whatever runs from there goes on undisturbed.
 * @returns {Promise<string>}
 */
export async function ensureBuilt() {
  const target = join(root, 'dist', await fingerprint());
  if (await exists(target)) return target;
  // In a process of its own: Vite sets NODE_ENV for the whole process it builds in. What it says is no output of what is started.
  const { status } = spawnSync(process.execPath, [self], { stdio: ['inherit', 2, 'inherit'] });
  if (status !== 0) throw new Error('The build failed.');
  return target;
}

async function build() {
  const target = join(root, 'dist', await fingerprint());
  if (await exists(target)) return;
  process.stdout.write('Building …\n');
  const temporary = `${target}.${process.pid}`;
  await mkdir(temporary, { recursive: true });
  await Promise.all([buildServerInto(temporary), buildWidgetInto(temporary), copyPlayground(temporary)]);
  const { compileAhead } = await import('./bundle.js');
  await compileAhead(temporary);
  await rename(temporary, target).catch(async (error) => {
    // Another start has finished the same build first.
    await rm(temporary, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  });
  await prune();
}

async function buildServerInto(/** @type {string} */ outDir) {
  await compile(outDir);
  const { bundleServer } = await import('./bundle.js');
  await bundleServer(outDir);
}

/**
 * Compiles the server.
 * @param {string} outDir
 */
export async function compile(outDir) {
  const tsc = join(require.resolve('typescript/package.json'), '..', 'bin', 'tsc');
  try {
    // Types are `npm run check`'s to look at: emitting alone takes an eighth of the time.
    const options = ['-p', join(root, 'tsconfig.build.json'), '--outDir', outDir, '--noCheck'];
    await run(process.execPath, [tsc, ...options], { cwd: root });
  } catch (error) {
    throw new Error(
      `The sources do not compile:\n${/** @type {{ stdout?: string }} */ (error).stdout ?? error}`,
    );
  }
}

async function buildWidgetInto(/** @type {string} */ outDir) {
  const { buildWidget } = await import(pathToFileURL(join(root, 'client-widget', 'build.js')).href);
  await buildWidget(join(outDir, 'widget'));
}

async function copyPlayground(/** @type {string} */ outDir) {
  const folder = join(outDir, 'playground');
  await cp(join(root, 'src', 'server', 'playground'), folder, { recursive: true });
  for (const file of playgroundFiles) {
    const [name, ...path] = file.split('/');
    const from = join(require.resolve(`${name}/package.json`), '..', ...path);
    await cp(from, join(folder, String(path.at(-1))));
  }
}

async function fingerprint() {
  // What is compiled fits one version of Node.
  const hash = createHash('sha256').update(process.version);
  for (const source of sources) {
    for (const file of await filesBelow(join(root, source)))
      hash
        .update(file)
        .update('\0')
        .update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * @param {string} path
 * @returns {Promise<string[]>}
 */
async function filesBelow(path) {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path);
  const below = await Promise.all(entries.sort().map((entry) => filesBelow(join(path, entry))));
  return below.flat();
}

/** Removes old builds, but for the newest and those that something runs from. */
async function prune() {
  const folder = join(root, 'dist');
  const names = await readdir(folder);
  const builds = await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), at: (await stat(join(folder, name))).mtimeMs })),
  );
  builds.sort((one, other) => other.at - one.at);
  for (const { path } of builds.slice(1 + keptBuilds)) {
    if (!(await isInUse(path))) await rm(path, { recursive: true, force: true });
  }
}

/**
 * Says that this process runs from a build.
 * @param {string} path
 */
export async function use(path) {
  await mkdir(join(path, users), { recursive: true });
  await writeFile(join(path, users, String(process.pid)), '');
}

async function isInUse(/** @type {string} */ path) {
  const builder = /\.(\d+)$/.exec(path)?.[1];
  const pids = await readdir(join(path, users)).catch(() => []);
  return [...pids, ...(builder ? [builder] : [])].some((pid) => isAlive(Number(pid)));
}

function isAlive(/** @type {number} */ pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const exists = (/** @type {string} */ path) =>
  stat(path).then(
    () => true,
    () => false,
  );

if (process.argv[1] === self) {
  try {
    await build();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}

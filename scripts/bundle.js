import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { engineFlags } from './engine.js';

/** What is started by its file's name, and the database's thread; `embedded` and `worker` have to lie in one folder. */
const entries = {
  main: 'src/main.js',
  'main-database': 'src/main-database.js',
  'main-functions': 'src/main-functions.js',
  'main-operator': 'src/main-operator.js',
  rehearsal: 'src/rehearsal.js',
  worker: 'src/persistence/embedded/worker.js',
};

/** It takes some three seconds; where it never ends, the start does not wait for it. */
const rehearsalMs = 60_000;

/** They find their binaries from where they are installed. */
const nativePackages = ['lmdb', '@node-rs/argon2'];

/** Begins what is started by its file's name. */
const loader = `import { scriptsIn } from '../src/scripts.js';
const scripts = scriptsIn(import.meta.dirname);
`;

/**
 * Puts the compiled server and the packages that it uses into few files: a start spends most of its time on finding, reading and compiling
 * some two thousand. They stay legible, so that a stack trace is.
 * @param {string} folder of the compiled server; the files go into its `bundle`
 */
export async function bundleServer(folder) {
  const input = Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(folder, path)]));
  const bundle = await rolldown({
    input,
    platform: 'node',
    external: nativePackages,
    onLog: (_level, { code, message }) => {
      if (code === 'UNRESOLVED_IMPORT') throw new Error(`The server cannot be bundled: ${message}`);
    },
  });
  const bundleFolder = join(folder, 'bundle');
  await bundle.write({
    dir: bundleFolder,
    format: 'cjs',
    // The folder has its build's name already.
    ...{ entryFileNames: '[name].cjs', chunkFileNames: 'part-[name].cjs' },
    // A class's name is its collection's, and its type's in the schema.
    keepNames: true,
    comments: false,
  });
  await bundle.close();
  for (const name of Object.keys(entries))
    await writeFile(join(bundleFolder, `${name}.js`), `${loader}scripts.load('${name}.cjs');\n`);
}

/**
 * Starts the bundled server once, so that V8 has compiled what every start runs through, and keeps that beside the bundle. Where that cannot
 * be, the server is started all the same, if more slowly.
 * @param {string} folder of the whole build
 */
export async function compileAhead(folder) {
  const script = join(folder, 'bundle', 'compile-ahead.js');
  await writeFile(
    script,
    `${loader}await scripts.load('rehearsal.cjs').rehearse(${JSON.stringify(folder)});
scripts.keepCompiled();
process.exit();
`,
  );
  const { status } = spawnSync(process.execPath, [...engineFlags, script], {
    stdio: ['ignore', 2, 2],
    timeout: rehearsalMs,
  });
  if (status !== 0) process.stderr.write('Nothing was compiled ahead: starts will take longer.\n');
}

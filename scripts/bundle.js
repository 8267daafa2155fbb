import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** What is started by its file's name, and the database's thread; `embedded` and `worker` have to lie in one folder. */
const entries = {
  main: 'src/main.js',
  'main-database': 'src/main-database.js',
  'main-functions': 'src/main-functions.js',
  'main-operator': 'src/main-operator.js',
  worker: 'src/persistence/embedded/worker.js',
};

/** They find their binaries from where they are installed. */
const nativePackages = ['lmdb', '@node-rs/argon2'];

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
  await bundle.write({
    dir: join(folder, 'bundle'),
    format: 'esm',
    // The folder has its build's name already.
    ...{ entryFileNames: '[name].js', chunkFileNames: 'part-[name].js' },
    // A class's name is its collection's, and its type's in the schema.
    keepNames: true,
    comments: false,
  });
  await bundle.close();
}

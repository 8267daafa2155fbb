import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** A folder of CommonJS scripts, each with what V8 made of it once. They `require` each other and packages; `import()` fails in them. */
export interface Scripts {
  /** Runs a script of the folder, and whatever it requires; once each. */
  load(name: string): unknown;
  /** Stores what V8 has compiled of the scripts that ran. */
  keepCompiled(): void;
}

interface Loaded {
  script: Script;
  module: { exports: unknown };
}

/**
 * Compiling the server's scripts takes a good part of its start. What was compiled of them is used where it fits the engine and its flags;
 * where it does not, or is not there, they are compiled anew.
 */
export function scriptsIn(folder: string): Scripts {
  const loaded = new Map<string, Loaded>();
  const requireOther = createRequire(join(folder, 'scripts.cjs'));

  const requireFrom = (id: string): unknown => (id.startsWith('./') ? load(id.slice(2)) : requireOther(id));

  function load(name: string): unknown {
    const known = loaded.get(name);
    if (known) return known.module.exports;
    const filename = join(folder, name);
    const cachedData = compiledOf(filename);
    const source = readFileSync(filename, 'utf8');
    const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
      filename,
      ...(cachedData && { cachedData }),
    });
    const module = { exports: {} };
    loaded.set(name, { script, module });
    script.runInThisContext()(module.exports, requireFrom, module, filename, folder);
    return module.exports;
  }

  return {
    load,
    keepCompiled() {
      for (const [name, { script }] of loaded)
        writeFileSync(compiledPath(join(folder, name)), script.createCachedData());
    },
  };
}

const compiledPath = (filename: string): string => `${filename}.compiled`;

function compiledOf(filename: string): Buffer | null {
  try {
    return readFileSync(compiledPath(filename));
  } catch {
    return null;
  }
}

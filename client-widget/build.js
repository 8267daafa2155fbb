import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/** As the files are sent: they are compressed once. @param {Buffer} bytes */
const gzip = (bytes) => gzipSync(bytes, { level: 9 });

/** Bytes after gzip; `everything` is what one visitor loads: the chat in one language. */
const budget = { loader: 3_000, everything: 24_000, page: 16_000 };

/**
 * Builds the widget: the chat and each language's texts as ES chunks, then the loader as a classic script that knows
 * their names, and the demo page beside them. Fails where they have grown too heavy.
 * @param {string} outDir
 * @returns {Promise<{ loader: number, everything: number }>} bytes after gzip
 */
export async function buildWidget(outDir) {
  const { NODE_ENV } = process.env;
  try {
    return await writeFiles(outDir);
  } finally {
    // Vite sets it where it is not set, and what is started next from this process would take it seriously.
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  }
}

/** @param {string} outDir */
async function writeFiles(outDir) {
  await rm(outDir, { recursive: true, force: true });
  const chat = await bundle(outDir, 'src/mount.tsx', 'es', 'widget-chat-[hash].js');
  /** @type {Record<string, string>} */
  const languages = {};
  for (const tag of ['en', 'es']) {
    languages[tag] = await bundle(outDir, `src/i18n/${tag}.ts`, 'es', `widget-chat-${tag}-[hash].js`);
  }
  const define = { __CHAT__: JSON.stringify(chat), __LANGUAGES__: JSON.stringify(languages) };
  const loader = await bundle(outDir, 'src/loader.ts', 'iife', 'widget.js', define);
  await buildPages(outDir);
  await copyFile(join(root, 'demo/index.html'), join(outDir, 'demo.html'));
  for (const sheet of ['demo.css', 'demo-pictures.css']) {
    await copyFile(join(root, 'demo', sheet), join(outDir, sheet));
  }
  await compress(outDir);
  return weigh(outDir, loader, chat, Object.values(languages));
}

/**
 * Beside each file the two forms that it is sent in.
 * @param {string} outDir
 */
async function compress(outDir) {
  for (const name of await readdir(outDir)) {
    if (!/\.(js|css)$/.test(name)) continue;
    const bytes = await readFile(join(outDir, name));
    await writeFile(join(outDir, `${name}.br`), brotliCompressSync(bytes));
    await writeFile(join(outDir, `${name}.gz`), gzip(bytes));
  }
}

/**
 * The scripts of the pages that are drawn in the browser, and `pages.json`, which tells the server their names.
 * @param {string} outDir
 */
async function buildPages(outDir) {
  /** @type {Record<string, string>} */
  const names = {};
  for (const page of ['feedback', 'calibration']) {
    const name = await bundle(outDir, `src/${page}/main.tsx`, 'es', `page-${page}-[hash].js`);
    const { length } = gzip(await readFile(join(outDir, name)));
    process.stdout.write(`page ${page}: ${length} bytes after gzip\n`);
    if (length > budget.page) throw new Error(`The page is too heavy; allowed are ${budget.page} bytes.`);
    names[page] = name;
  }
  await writeFile(join(outDir, 'pages.json'), JSON.stringify(names));
}

/**
 * @param {string} outDir
 * @param {string} entry
 * @param {'es' | 'iife'} format
 * @param {string} fileName
 * @param {Record<string, string>} [define]
 * @returns {Promise<string>} the written file's name
 */
async function bundle(outDir, entry, format, fileName, define = {}) {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    oxc: entry.endsWith('.tsx') ? preactJsx : {},
    plugins: [operationsAsStrings],
    build: {
      outDir: resolve(outDir),
      emptyOutDir: false,
      // Constructed style sheets, which the widget lives by, came with Safari 16.4.
      target: ['es2022', 'safari16.4'],
      // They know every property that is used here; for older ones `color-scheme` would be written three times.
      cssTarget: ['chrome123', 'safari17.5'],
      lib: { entry: join(root, entry), formats: [format], name: 'efofxLoader' },
      rolldownOptions: {
        output: {
          entryFileNames: fileName,
          // In ES library mode Vite keeps white space otherwise.
          minify: { compress: true, mangle: true, codegen: { removeWhitespace: true } },
          comments: false,
        },
      },
    },
  });
  const [output] = [result].flat();
  if (!output || !('output' in output)) throw new Error(`Nothing was built from ${entry}.`);
  return output.output[0].fileName;
}

// The classic runtime's calls are shorter than the automatic one's. `development` would follow NODE_ENV otherwise.
const preactJsx = {
  jsx: { runtime: /** @type {const} */ ('classic'), pragma: 'h', pragmaFrag: 'Fragment', development: false },
  jsxInject: "import { h, Fragment } from 'preact'",
};

/**
 * The generated documents as bare strings without layout, so that unused ones fall away.
 * @type {import('vite').Plugin}
 */
const operationsAsStrings = {
  name: 'operations-as-strings',
  transform(code, id) {
    if (!id.endsWith('/gql/graphql.ts')) return null;
    const document = /new TypedDocumentString\(`([^`]*)`[^)]*\)/g;
    const bare = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').replace(/ ?([{}():,]) ?/g, '$1');
    return code.replace(document, (_, text) => JSON.stringify(bare(text).trim()));
  },
};

/**
 * @param {string} outDir
 * @param {string} loaderName
 * @param {string} chatName
 * @param {string[]} languageNames
 */
async function weigh(outDir, loaderName, chatName, languageNames) {
  const gzipped = async (/** @type {string} */ name) => gzip(await readFile(join(outDir, name))).length;
  const [loader, chat] = [await gzipped(loaderName), await gzipped(chatName)];
  const texts = Math.max(...(await Promise.all(languageNames.map(gzipped))));
  const everything = loader + chat + texts;
  const figures = `loader ${loader}, chat ${chat}, texts ${texts}: ${everything} bytes after gzip`;
  process.stdout.write(`widget: ${figures}\n`);
  if (loader > budget.loader || everything > budget.everything) {
    throw new Error(`The widget is too heavy; allowed are ${budget.loader} and ${budget.everything} bytes.`);
  }
  return { loader, everything };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildWidget(process.argv[2] ?? 'dist/widget');
}

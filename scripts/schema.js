import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compile } from './build.js';

const root = fileURLToPath(new URL('..', import.meta.url));

// Writes schema/schema.graphql and, from it, the widget's typed documents.
const folder = await mkdtemp(join(root, 'dist-schema-'));
try {
  await compile(folder);
  const { writeSchema } = await import(pathToFileURL(join(folder, 'src', 'graph', 'emit.js')).href);
  writeSchema(join(root, 'schema', 'schema.graphql'));
  await import(pathToFileURL(join(folder, 'codegen.js')).href);
} finally {
  await rm(folder, { recursive: true, force: true });
}

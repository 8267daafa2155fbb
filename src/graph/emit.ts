import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildGraph } from './build.ts';

/** The schema as SDL, in an order that does not depend on the code's. */
export function emitSchema(): string {
  return `${printSchema(lexicographicSortSchema(buildGraph({ get: () => undefined })))}\n`;
}

/** Writes the emitted schema to a file, for the tools that read it. */
export function writeSchema(path: string): void {
  writeFileSync(path, emitSchema());
}

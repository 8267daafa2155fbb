import { pathToFileURL } from 'node:url';
import mongoose from 'mongoose';
import { afterAll, beforeAll } from 'vitest';
import type { EmbeddedDatabase, EmbeddedOptions } from '../../src/persistence/embedded/embedded.ts';

export type Document = mongoose.mongo.BSON.Document;
export type Collection = mongoose.mongo.Collection<Document>;

const MAX_NAME = 40;

/** The server under test (MONGODB_URI) with a database of its own for each test file; the URI's options are kept. */
export function databaseUri(name: string): string {
  const uri = process.env.MONGODB_URI;
  const [, server, options = ''] =
    /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(uri ?? '') ?? [];
  if (server === undefined) throw new Error(`MONGODB_URI must name the server to test against, not '${uri}'`);
  return `${server}/t_${name.slice(0, MAX_NAME)}_${process.pid}${options}`;
}

export interface FreshDatabase {
  readonly uri: string;
  readonly client: mongoose.mongo.MongoClient;
  readonly db: mongoose.mongo.Db;
  /** A collection that nothing was written to yet. */
  collection(): Collection;
}

/** Call it where the file's hooks may be registered: connects before its tests; drops the database and disconnects after them. */
export function freshDatabase(name: string, uri?: () => string): FreshDatabase {
  let client: mongoose.mongo.MongoClient | undefined;
  let collections = 0;
  const connected = () => {
    if (!client) throw new Error('The database is connected only while tests run');
    return client;
  };
  const uriOf = () => uri?.() ?? databaseUri(name);
  beforeAll(async () => {
    client = await new mongoose.mongo.MongoClient(uriOf(), { serverSelectionTimeoutMS: 5_000 }).connect();
    await client.db().dropDatabase();
  });
  afterAll(async () => {
    await client?.db().dropDatabase();
    await client?.close();
  });
  return {
    get uri() {
      return uriOf();
    },
    get client() {
      return connected();
    },
    get db() {
      return connected().db();
    },
    collection: () => connected().db().collection<Document>(`c${++collections}`),
  };
}

/** A module of the compiled product, for what cannot run from sources (worker threads, child processes). */
export function builtUrl(path: string): string {
  const folder = process.env.BUILD_DIR;
  if (folder === undefined) throw new Error('BUILD_DIR must name the folder of the compiled product');
  return pathToFileURL(`${folder}/${path}`).href;
}

/** The code of the error that `action` is refused with; fails if it is not refused. */
export async function codeOf(action: Promise<unknown>): Promise<number | string | undefined> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof mongoose.mongo.MongoError) return error.code;
  throw new Error(`a refusal by the server was expected, not ${String(error)}`);
}

/** Opens the embedded database from the build, in this process. */
export async function openBuiltDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const url = builtUrl('src/persistence/embedded/embedded.js');
  const { openEmbedded }: typeof import('../../src/persistence/embedded/embedded.ts') = await import(
    /* @vite-ignore */ url
  );
  return await openEmbedded(options);
}

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdir, readFile } from 'node:fs/promises';
import type { ClientRequest } from 'node:http';
import { join } from 'node:path';
import { inspect } from 'node:util';
import mongoose from 'mongoose';
import { vi } from 'vitest';

const random = () => randomBytes(24).toString('hex');

/** Some look like what logs are redacted of, some do not: nothing may depend on that. */
export const plantedValues = {
  platformKey: `sk-proj-${random()}`,
  keyOfA: `sk-${random()}`,
  keyOfB: `azure${random()}`,
  keyOfT: `groq${random()}`,
  wrongKey: `refused${random()}`,
  wrongPassword: `wrong ${random()}`,
  masterKey: randomBytes(32).toString('base64'),
  signingKey: generateKeyPairSync('ed25519')
    .privateKey.export({ type: 'pkcs8', format: 'der' })
    .toString('base64'),
};

/** A secret that may stand nowhere, but for answers to the operations named. */
export interface Planted {
  name: string;
  value: string;
  mayAnswer: readonly string[];
}

export const planted = (name: string, value: string, ...mayAnswer: string[]): Planted => ({
  ...{ name, value, mayAnswer },
});

export interface Exchange {
  sent: string;
  received: string;
}

export interface Recording {
  exchanges: Exchange[];
  stop(): void;
}

/** Listens in on every `fetch` of this process. */
export function recordFetches(): Recording {
  const exchanges: Exchange[] = [];
  const real = globalThis.fetch;
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const response = await real(input, init);
    const received = JSON.stringify([...response.headers]) + (await response.clone().text());
    exchanges.push({ sent: `${String(input)} ${String(init?.body ?? '')}`, received });
    return response;
  });
  return { exchanges, stop: () => spy.mockRestore() };
}

export interface Recorded {
  seen: string[];
  stop(): void;
}

/** What is printed in this process, unseen meanwhile. */
export function recordConsole(): Recorded {
  const seen: string[] = [];
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((method) =>
    vi.spyOn(console, method).mockImplementation((...values) => void seen.push(values.join())),
  );
  return { seen, stop: () => spies.forEach((spy) => void spy.mockRestore()) };
}

/** Base URLs of what this process calls by `node:http` with a credential. */
export function recordAuthorizedCalls(): Recorded {
  const seen: string[] = [];
  const onRequest = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    if (request.getHeader('authorization')) seen.push(`http://${request.getHeader('host')}/v1`);
  };
  subscribe('http.client.request.start', onRequest);
  return { seen, stop: () => void unsubscribe('http.client.request.start', onRequest) };
}

/** The secret as it is, its middle as masking leaves it, and as encodings show it. */
function formsOf(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  const forms = [value, bytes.toString('base64'), bytes.toString('hex'), encodeURIComponent(value)];
  return value.length > 24 ? [...forms, value.slice(6, -6)] : forms;
}

/** What was found where: empty if nothing leaked. */
export function findings(secrets: readonly Planted[], places: Record<string, string>): string[] {
  return Object.entries(places).flatMap(([place, text]) =>
    secrets
      .filter(({ value }) => formsOf(value).some((form) => text.includes(form)))
      .map(({ name }) => `${name} in ${place}`),
  );
}

/** Like `findings`, for answers: some of them are there to show a secret once. */
export function findingsInAnswers(secrets: readonly Planted[], exchanges: readonly Exchange[]): string[] {
  return exchanges.flatMap(({ sent, received }) => {
    const forbidden = secrets.filter(({ mayAnswer }) => !mayAnswer.some((name) => sent.includes(name)));
    return findings(forbidden, { [`the answer to ${sent.slice(0, 200)}`]: received });
  });
}

/** Every document of every collection, as JSON and as an inspector shows it. */
export async function databaseDump(uri: string): Promise<Record<string, string>> {
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  try {
    const dump: Record<string, string> = {};
    for (const { name } of await client.db().listCollections().toArray()) {
      const rows = await client.db().collection(name).find().toArray();
      const shown = inspect(rows, {
        depth: Number.POSITIVE_INFINITY,
        maxArrayLength: null,
        showHidden: true,
      });
      dump[`the collection ${name}`] = JSON.stringify(rows) + shown;
    }
    return dump;
  } finally {
    await client.close();
  }
}

/** Every file below a folder, byte for byte; mails also as they read once decoded. */
export async function filesBelow(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(file, 'latin1');
      return [`the file ${file}`, text + text.replaceAll(/=\r?\n/g, '')] as const;
    }),
  );
  return Object.fromEntries(read);
}

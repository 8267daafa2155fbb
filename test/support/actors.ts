import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type mongoose from 'mongoose';
import { vi } from 'vitest';
import { platformOwner } from '../../src/account/user.model.ts';
import { createAccessTokens } from '../../src/auth/tokens.ts';
import type { Role } from '../../src/auth/viewer.ts';
import { newId } from '../../src/persistence/mongo.ts';
import { keptSigningKey } from '../../src/security/generated-keys.ts';
import { hashToken } from '../../src/security/tokens.ts';
import { type Asking, get } from './graphql.ts';

export interface Server {
  url: string;
  dataDir: string;
}

export interface Visitor {
  token: string;
  sessionId: string;
}

export interface TenantActor {
  tenantId: string;
  apiKey: string;
  email: string;
  password: string;
  /** The admin's access token. */
  token: string;
}

export const goodPassword = 'correct horse battery staple 42';

let tenantsMade = 0;

/** Registers a tenant without following the link. */
export async function register(
  server: Server,
  tier = 'TRIAL',
  given: { email?: string; name?: string } = {},
) {
  tenantsMade += 1;
  const email = given.email ?? `owner-${process.pid}-${tenantsMade}@company.example`;
  const name = given.name ?? `Company ${tenantsMade}`;
  const { registerTenant } = await get<{
    registerTenant: { tenantId: string; apiKey: string; message: string };
  }>(
    server,
    `mutation ($input: RegisterTenantInput!) { registerTenant(input: $input) { tenantId apiKey message } }`,
    { variables: { input: { name, email, password: goodPassword, tier } } },
  );
  return { ...registerTenant, email, name, password: goodPassword };
}

/** Mails by their path: each appears in its folder whole, and stays as it is. */
const mails = new Map<string, string>();

async function mailAt(path: string): Promise<string> {
  const mail = mails.get(path) ?? (await readFile(path, 'utf8'));
  mails.set(path, mail);
  return mail;
}

/** Names of the mails that a test has been given, by their folder. */
const read = new Map<string, Set<string>>();

/**
 * The newest mail to an address that no earlier call has returned or passed over, about a subject where one is given. Waits for it:
 * mails arrive shortly after the answer.
 */
export function newestMail(server: Server, to: string, subject = /^/): Promise<string> {
  return vi.waitFor(
    async () => {
      const unread = (await mailsTo(server, to)).filter(
        ({ isNew, mail }) => isNew && subject.test(subjectOf(mail)),
      );
      const newest = unread.at(-1);
      if (!newest) throw new Error(`no new mail to ${to}`);
      const folder = read.get(server.dataDir) ?? new Set();
      read.set(server.dataDir, folder);
      for (const { file } of unread) folder.add(file);
      return newest.mail;
    },
    { timeout: 15_000, interval: 20 },
  );
}

/** What has arrived for an address, oldest first. */
export async function mailsTo(
  server: Server,
  to: string,
): Promise<{ file: string; mail: string; isNew: boolean }[]> {
  const folder = join(server.dataDir, 'outbox');
  const files = await readdir(folder).catch(() => []);
  const arrived = await Promise.all(
    files
      .filter((file) => file.endsWith('.eml'))
      .sort()
      .map(async (file) => ({
        file,
        mail: await mailAt(join(folder, file)),
        isNew: !read.get(server.dataDir)?.has(file),
      })),
  );
  return arrived.filter(({ mail }) => mail.toLowerCase().includes(`to: ${to}`));
}

const subjectOf = (mail: string): string => /^Subject: (.*)$/im.exec(mail)?.[1] ?? '';

/** Token of the first link in a mail. */
export function linkToken(mail: string): string {
  const plain = mail.replaceAll('=\r\n', '').replaceAll('=\n', '').replaceAll('=3D', '=');
  const token = /https?:\/\/\S+?[?&/]token=([\w-]+)/.exec(plain)?.[1];
  if (!token) throw new Error(`no link in the mail:\n${mail}`);
  return token;
}

/** A tenant whose admin is signed in. */
export async function tenant(server: Server, tier = 'PRO'): Promise<TenantActor> {
  const registered = await register(server, tier);
  const token = linkToken(await newestMail(server, registered.email));
  await get(server, `mutation ($token: String!) { verifyEmail(token: $token) { message } }`, {
    variables: { token },
  });
  return { ...registered, token: await logIn(server, registered) };
}

export async function logIn(
  server: Server,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const { login } = await get<{ login: { accessToken: string } }>(
    server,
    `mutation ($input: LoginInput!) { login(input: $input) { accessToken } }`,
    { variables: { input: { email, password } } },
  );
  return login.accessToken;
}

/** Someone who opens a tenant's widget. */
export async function visitor(
  server: Server,
  { apiKey }: { apiKey: string },
  asking: Asking = {},
): Promise<Visitor> {
  const { startWidgetSession } = await get<{
    startWidgetSession: { sessionToken: string; sessionId: string };
  }>(
    server,
    `mutation ($input: StartWidgetSessionInput!) { startWidgetSession(input: $input) { sessionToken sessionId } }`,
    { ...asking, variables: { input: { apiKey } } },
  );
  return { token: startWidgetSession.sessionToken, sessionId: startWidgetSession.sessionId };
}

export type Rows = Record<string, unknown> & { _id: string };

/** Another user of a tenant (or an operator, of `platformOwner`), written by hand, with a token of the server's own signing key. */
export async function colleague(
  server: Server,
  db: mongoose.mongo.Db,
  { tenantId }: { tenantId: string | null },
  role: Role,
): Promise<{ token: string; userId: string; email: string }> {
  const userId = newId();
  const email = `${role.toLowerCase()}-${userId}@company.example`;
  const now = new Date();
  const owner = tenantId ?? platformOwner;
  const row = { _id: userId, tenantId: owner, email, passwordHash: 'none', role, isActive: true };
  await db.collection<Rows>('users').insertOne({ ...row, createdAt: now, updatedAt: now });
  if (role === 'ADMIN')
    await db
      .collection<{ _id: string; adminIds: string[] }>('tenants')
      .updateOne({ _id: owner }, { $addToSet: { adminIds: userId } });
  const loginId = await handWrittenLogin(db, row);
  const tokens = createAccessTokens(await keptSigningKey(server.dataDir), 15 * 60_000);
  const claims = { userId, tenantId: owner === platformOwner ? null : owner, role, loginId };
  return { userId, email, token: await tokens.issue(claims) };
}

/** The row that a login of this user would leave. */
async function handWrittenLogin(
  db: mongoose.mongo.Db,
  { _id: userId, tenantId, passwordHash }: { _id: string; tenantId: string; passwordHash: string },
): Promise<string> {
  const loginId = randomUUID();
  const expiresAt = new Date(Date.now() + 30 * 24 * 3_600_000);
  await db.collection<Rows>('credentials').insertOne({
    ...{ _id: `login:${loginId}`, kind: 'login', tenantId, userId, createdAt: new Date() },
    ...{ passwordStamp: hashToken(passwordHash), expiresAt, purgeAt: expiresAt },
  });
  return loginId;
}

/** Changes a tenant's row by hand. Servers started with `tenantCacheMs: 1` see it at once. */
export async function setTenant(
  db: mongoose.mongo.Db,
  { tenantId }: { tenantId: string },
  change: Record<string, unknown>,
): Promise<void> {
  await db.collection<Rows>('tenants').updateOne({ _id: tenantId }, { $set: change });
  // A picture of the tenant that is 1 ms old has gone by then.
  await new Promise((resolve) => setTimeout(resolve, 5));
}

/** How many documents each of the product's collections holds. */
export async function census(db: mongoose.mongo.Db): Promise<Record<string, number>> {
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();
  const counts = await Promise.all(names.map((name) => db.collection(name).countDocuments({})));
  return Object.fromEntries(names.map((name, place) => [name, counts[place] ?? 0]));
}

import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type mongoose from 'mongoose';
import { createAccessTokens } from '../../src/auth/tokens.ts';
import type { Role } from '../../src/auth/viewer.ts';
import { newId } from '../../src/persistence/mongo.ts';
import { keptSigningKey } from '../../src/security/generated-keys.ts';
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

/** The newest mail to an address, as the outbox folder holds it. */
export async function newestMail(server: Server, to: string): Promise<string> {
  const folder = join(server.dataDir, 'outbox');
  for (const file of (await readdir(folder)).sort().reverse()) {
    const mail = await readFile(join(folder, file), 'utf8');
    if (mail.toLowerCase().includes(`to: ${to}`)) return mail;
  }
  throw new Error(`no mail to ${to}`);
}

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

/** Another user of a tenant, written by hand, with a token of the server's own signing key. */
export async function colleague(
  server: Server,
  db: mongoose.mongo.Db,
  { tenantId }: { tenantId: string },
  role: Role,
): Promise<{ token: string; userId: string; email: string }> {
  const userId = newId();
  const email = `${role.toLowerCase()}-${userId}@company.example`;
  const now = new Date();
  const row = { _id: userId, tenantId, email, passwordHash: 'none', role, isActive: true };
  await db.collection<Rows>('users').insertOne({ ...row, createdAt: now, updatedAt: now });
  const tokens = createAccessTokens(await keptSigningKey(server.dataDir), 15 * 60_000);
  return { userId, email, token: await tokens.issue({ userId, tenantId, role, loginId: randomUUID() }) };
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

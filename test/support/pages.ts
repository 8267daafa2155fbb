import type mongoose from 'mongoose';
import type { Role } from '../../src/auth/viewer.ts';
import { newId } from '../../src/persistence/mongo.ts';
import { createOpaqueToken, hashToken } from '../../src/security/tokens.ts';
import type { Rows } from './actors.ts';

type Db = mongoose.mongo.Db;

/** Owner of the rows of platform staff. */
export const platform = { tenantId: 'platform' };

export interface Person {
  tenantId: string;
  userId: string;
  email: string;
}

/** Someone who has no password yet, written by hand as an invitation writes them. */
export async function invited(db: Db, { tenantId }: { tenantId: string }, role: Role): Promise<Person> {
  const userId = newId();
  const email = `invited-${userId}@company.example`;
  const now = new Date();
  const pendingUntil = new Date(now.getTime() + 3_600_000);
  const row = { _id: userId, tenantId, email, passwordHash: null, role, isActive: false, pendingUntil };
  await db.collection<Rows>('users').insertOne({ ...row, createdAt: now, updatedAt: now });
  return { tenantId, userId, email };
}

/** The first user of a tenant. */
export async function adminOf(db: Db, { tenantId }: { tenantId: string }): Promise<Person> {
  const row = await db.collection<Rows>('users').findOne({ tenantId, role: 'ADMIN' });
  if (!row) throw new Error(`tenant ${tenantId} has no admin`);
  return { tenantId, userId: row._id, email: String(row.email) };
}

/** A link as it is mailed, written by hand; `lastsMs` below 0: one that has expired. Resolves with its token. */
export async function link(
  db: Db,
  kind: 'verify' | 'reset' | 'invite',
  { tenantId, userId, email }: Person,
  lastsMs = 900_000,
): Promise<string> {
  const { token, hash } = createOpaqueToken();
  const user = await db.collection<Rows>('users').findOne({ _id: userId, tenantId });
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + lastsMs);
  const purgeAt = new Date(createdAt.getTime() + 3_600_000);
  // Links to choose a new password end with the old one.
  const stamp = kind === 'reset' && { passwordStamp: hashToken(String(user?.passwordHash ?? '')) };
  const row = { kind, tenantId, userId, email, expiresAt, purgeAt, createdAt, ...stamp };
  await db.collection<Rows>('credentials').insertOne({ _id: `${kind}:${hash}`, ...row });
  return token;
}

export interface Shown {
  status: number;
  headers: Headers;
  html: string;
  /** What the page says: without markup, entities resolved. */
  text: string;
  title: string;
}

export async function open(server: { url: string }, path: string, token?: string): Promise<Shown> {
  const query = token === undefined ? '' : `?token=${encodeURIComponent(token)}`;
  return shown(await fetch(`${server.url}${path}${query}`));
}

/** Sends a form of a page. */
export async function send(
  server: { url: string },
  path: string,
  fields: Record<string, string>,
): Promise<Shown> {
  return shown(await fetch(`${server.url}${path}`, { method: 'POST', body: new URLSearchParams(fields) }));
}

async function shown(response: Response): Promise<Shown> {
  const html = await response.text();
  const [, title = ''] = /<title>(.*?)<\/title>/s.exec(html) ?? [];
  const { status, headers } = response;
  return {
    status,
    headers,
    html,
    text: plain(html.replace(/<title>.*?<\/title>/s, '')),
    title: plain(title),
  };
}

const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/\s+/g, ' ')
    .trim();

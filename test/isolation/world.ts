import { randomUUID } from 'node:crypto';
import type mongoose from 'mongoose';
import { durations } from '../../src/durations.ts';
import { hashToken } from '../../src/security/tokens.ts';
import { quotas, tiers } from '../../src/tenant/tiers.ts';
import {
  colleague,
  type Rows,
  register,
  setTenant,
  type TenantActor,
  tenant,
  type Visitor,
  visitor,
} from '../support/actors.ts';
import { reply } from '../support/chat.ts';
import { get } from '../support/graphql.ts';
import { type ModelServer, startModel } from '../support/model.ts';
import { type Started, start } from '../support/start.ts';
import { disputed, proposal } from './finished.ts';
import { ownClass } from './own-class.ts';
import type { PrincipalName } from './principals.ts';

export const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
export const spoken = 'A pool sounds lovely. How large should it be?';

export type NamedTenant = TenantActor & { name: string };

/** A session that holds a conversation and an estimate. */
export interface Talk extends Visitor {
  /** Of its latest reply. */
  messageId: string;
  clientMessageId: string;
}

export interface Company extends TenantActor {
  name: string;
  reader: { token: string; userId: string };
  standard: { token: string; userId: string };
  visitor: Talk;
  /** Another of its visitors. */
  other: Talk;
  standardsTalk: Talk;
  adminsTalk: Talk;
  /** A reference class of its own. */
  classId: string;
  /** The contractor's report on a project that the two sides disagree about. */
  feedbackId: string;
  /** A tuning that waits for a decision. */
  tuningId: string;
}

export interface World {
  server: Started;
  db: mongoose.mongo.Db;
  model: ModelServer;
  a: Company;
  b: Company;
  pending: Awaited<ReturnType<typeof register>> & { token: string };
  deactivated: TenantActor & { refreshToken: string };
  operator: { token: string };
  expired: Visitor;
  /** Has no use of its password. */
  forgetful: TenantActor;
  /** Tenants for admins to end, since theirs are still needed. */
  doomed: Partial<Record<PrincipalName, NamedTenant>>;
  close(): Promise<void>;
}

/** Tests come from one address and ask for much: only what is not tried here is limited less. */
export const roomy = {
  tiers: {
    TRIAL: { ...tiers.TRIAL, requestsPerHour: 100_000, repliesAtOnce: 1_000, maxCustomReferenceClasses: 50 },
    PRO: { ...tiers.PRO, requestsPerHour: 100_000, repliesAtOnce: 1_000 },
  },
  quotas: {
    loginsPerIp: { ...quotas.loginsPerIp, limit: 10_000 },
    loginsPerAccountAndIp: { ...quotas.loginsPerAccountAndIp, limit: 10_000 },
    mailsPerAddressAndPurpose: { ...quotas.mailsPerAddressAndPurpose, limit: 10_000 },
    feedbackRequestsPerTenant: { ...quotas.feedbackRequestsPerTenant, limit: 10_000 },
    businessMailsPerTenant: { ...quotas.businessMailsPerTenant, limit: 10_000 },
    messagesPerSession: { ...quotas.messagesPerSession, limit: 10_000 },
    messagesPerSessionMinute: { ...quotas.messagesPerSessionMinute, limit: 10_000 },
  },
  // A reply is given up for dead only after as long as in the product, however busy the machine.
  // Views wait until the end: written down meanwhile, they would look like somebody's doing.
  durations: { tenantCacheMs: 1, alikeAnswerMs: 1, replyLeaseMs: durations.replyLeaseMs, viewFlushMs: 1e9 },
};

/** Two companies that know nothing of each other, and everybody else who may knock. */
export async function createWorld(db: mongoose.mongo.Db, uri: string): Promise<World> {
  const model = await startModel({ reply: () => spoken });
  const openai = { LLM: 'openai', OPENAI_API_KEY: 'sk-platform-000', OPENAI_BASE_URL: model.baseUrl };
  const server = await start({ MONGODB_URI: uri, ...openai }, roomy);
  const owners = [await namedTenant(server, db), await namedTenant(server, db)] as const;
  const [a, b] = [await companyOf(server, db, owners[0]), await companyOf(server, db, owners[1])];
  const pending = await register(server);
  // Nobody can sign in there: this one's login is written by hand.
  const unverified = await colleague(server, db, pending, 'ADMIN');
  const former = await namedTenant(server, db);
  const deactivated = { ...former, refreshToken: await refreshTokenOf(server, former) };
  await setTenant(db, former, { status: 'DEACTIVATED' });
  const expired = await visitor(server, a);
  const _id = `widget:${hashToken(expired.token)}`;
  await db.collection<Rows>('credentials').updateOne({ _id }, { $set: { expiresAt: new Date(1) } });
  return {
    ...{ server, db, model, a, b, deactivated, expired },
    pending: { ...pending, token: unverified.token },
    forgetful: await tenant(server, 'TRIAL'),
    operator: await colleague(server, db, { tenantId: null }, 'OPERATOR'),
    doomed: { 'ADMIN of A': await namedTenant(server, db), 'ADMIN of B': await namedTenant(server, db) },
    close: async () => {
      await server.close();
      await model.close();
    },
  };
}

/** A company at work: staff, visitors, conversations about a project and a reference class of its own. */
export async function companyOf(
  server: Started,
  db: mongoose.mongo.Db,
  owner: NamedTenant,
  text = project,
): Promise<Company> {
  const reader = await colleague(server, db, owner, 'READ_ONLY');
  const standard = await colleague(server, db, owner, 'STANDARD');
  return {
    ...{ ...owner, reader, standard },
    classId: await ownClass(db, owner, { name: `Own of ${owner.name}` }),
    visitor: await talk(server, await visitor(server, owner), text),
    other: await talk(server, await visitor(server, owner), text),
    standardsTalk: await talk(server, standard, text),
    adminsTalk: await talk(server, owner, text),
    feedbackId: await disputed(server, owner, text),
    tuningId: await proposal(db, owner),
  };
}

async function namedTenant(server: Started, db: mongoose.mongo.Db): Promise<NamedTenant> {
  const made = await tenant(server, 'TRIAL');
  const row = await db.collection<Rows>('tenants').findOne({ _id: made.tenantId });
  return { ...made, name: String(row?.name) };
}

/** Says something and has it estimated. */
async function talk(
  server: Started,
  who: { token: string; sessionId?: string },
  text: string,
): Promise<Talk> {
  const clientMessageId = randomUUID();
  const { sessionId, reply: said } = await reply(server, who, text, clientMessageId);
  const estimating = 'mutation ($sessionId: UUID!) { estimateFromChat(sessionId: $sessionId) { id } }';
  await get(server, estimating, { token: who.token, variables: { sessionId } });
  return { token: who.token, sessionId, messageId: said.id, clientMessageId };
}

export async function refreshTokenOf(
  server: Started,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const signIn = 'mutation ($input: LoginInput!) { login(input: $input) { refreshToken } }';
  const input = { email, password };
  const { login } = await get<{ login: { refreshToken: string } }>(server, signIn, { variables: { input } });
  return login.refreshToken;
}

import type mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { colleague, type Rows, type TenantActor, tenant, type Visitor, visitor } from './actors.ts';
import type { FreshDatabase } from './database.ts';
import { ask, get } from './graphql.ts';
import { type Started, start } from './start.ts';

const fields = 'id name status isActive purgeAt openaiKey { isSet }';
export const deactivation = `mutation ($name: String!) { deactivateTenant(confirmName: $name) { ${fields} } }`;
export const reactivation = `mutation ($id: ID!) { reactivateTenant(tenantId: $id) { ${fields} } }`;
export const widgetConfig = 'query ($apiKey: String!) { widgetConfig(apiKey: $apiKey) { tenantName } }';
const login = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }';

export interface LivingTenant {
  id: string;
  status: string;
  isActive: boolean;
  purgeAt: string | null;
}

/** Two processes on one database, and for each test a company of its own with a guest in its widget. */
export interface Bench {
  readonly server: Started;
  readonly other: Started;
  readonly operator: { token: string };
  readonly company: TenantActor & { name: string };
  readonly guest: Visitor;
  row(of?: { tenantId: string }): Promise<Rows>;
  deactivate(): Promise<LivingTenant>;
  reactivate(id?: string): Promise<LivingTenant>;
  /** Kinds of the company's credentials. */
  credentials(): Promise<string[]>;
  /** The company's log, oldest first: `<action> by <actor>`. */
  log(of?: { tenantId: string }): Promise<string[]>;
  /** Everything that lets someone in, tried once: the code that each is refused with, or null. */
  tried(on: Started): Promise<Record<string, string | null>>;
}

/** Call it where the file's hooks may be registered. */
export function lifeBench(database: FreshDatabase): Bench {
  let server: Started;
  let other: Started;
  let operator: { token: string };
  let company: TenantActor & { name: string };
  let guest: Visitor;
  const quick = { closingEveryMs: 20, jobPollMs: 20 };
  beforeAll(async () => {
    server = await start({ MONGODB_URI: database.uri }, { durations: quick });
    // The signing key and the outbox are the folder's.
    const env = { MONGODB_URI: database.uri, DATA_DIR: server.dataDir };
    other = await start(env, { durations: { ...quick, tenantCacheMs: 100 } });
    operator = await colleague(server, database.db, { tenantId: null }, 'OPERATOR');
  });
  beforeEach(async () => {
    const made = await tenant(server);
    company = { ...made, name: String((await row(made)).name) };
    guest = await visitor(server, company);
  });
  afterAll(() => Promise.all([server.close(), other.close()]));

  const rows = (collection: string): mongoose.mongo.Collection<Rows> =>
    database.db.collection<Rows>(collection);
  const row = async ({ tenantId } = { tenantId: company.tenantId }): Promise<Rows> => {
    const found = await rows('tenants').findOne({ _id: tenantId });
    if (!found) throw new Error('the tenant is gone');
    return found;
  };
  const tries = (on: Started) => ({
    token: ask(on, '{ tenant { id } }', { token: company.token }),
    key: ask(on, widgetConfig, { variables: { apiKey: company.apiKey } }),
    session: ask(on, '{ viewer { widgetSession { sessionId } } }', { token: guest.token }),
    login: ask(on, login, { variables: { input: { email: company.email, password: company.password } } }),
  });
  return {
    get server() {
      return server;
    },
    get other() {
      return other;
    },
    get operator() {
      return operator;
    },
    get company() {
      return company;
    },
    get guest() {
      return guest;
    },
    row,
    deactivate: async () => {
      const { token, name } = company;
      const asking = { token, variables: { name } };
      return (await get<{ deactivateTenant: LivingTenant }>(server, deactivation, asking)).deactivateTenant;
    },
    reactivate: async (id = company.tenantId) => {
      const asking = { token: operator.token, variables: { id } };
      return (await get<{ reactivateTenant: LivingTenant }>(server, reactivation, asking)).reactivateTenant;
    },
    credentials: async () => {
      const own = await rows('credentials').find({ tenantId: company.tenantId }).toArray();
      return own.map(({ kind }) => String(kind)).sort();
    },
    log: async ({ tenantId } = { tenantId: company.tenantId }) => {
      const own = await rows('audit')
        .find({ tenantId }, { sort: { at: 1 } })
        .toArray();
      return own.map(({ action, actor }) => `${action} by ${actor}`);
    },
    tried: async (on) => {
      const answers = Object.entries(tries(on)).map(async ([name, answer]) => {
        const [error] = (await answer).errors;
        return [name, error?.extensions.code ?? null];
      });
      return Object.fromEntries(await Promise.all(answers));
    },
  };
}

/** How everything is refused once the company is deactivated. */
export const allDead = {
  ...{ token: 'TENANT_INACTIVE', key: 'TENANT_INACTIVE', login: 'TENANT_INACTIVE' },
  session: expect.stringMatching(/^(TENANT_INACTIVE|UNAUTHENTICATED)$/),
};
export const allAlive = { token: null, key: null, session: null, login: null };

import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  goodPassword,
  linkToken,
  logIn,
  mailsTo,
  type Rows,
  type TenantActor,
  tenant,
} from '../support/actors.ts';
import { completedEstimate, contractorReport, report } from '../support/feedback.ts';
import { ask, get } from '../support/graphql.ts';
import { type Deed, killBench, killDuring, type Tally, timeOf, victims } from '../support/killing.ts';
import { widgetConfig } from '../support/life.ts';

const bench = killBench();
const rounds = 4;
const people = 4;
const patient = { timeout: 20_000, interval: 50 };
let companies: TenantActor[];
let made = 0;

beforeAll(async () => {
  companies = [];
  for (let place = 0; place < people; place += 1) companies.push(await tenant(bench.server, 'ENTERPRISE'));
});

const forEach = (deed: (company: TenantActor) => Promise<Deed>) => Promise.all(companies.map(deed));
const rows = (collection: string, filter: object) => bench.db.collection(collection).countDocuments(filter);
const isGood = async (apiKey: string): Promise<boolean> => {
  const { errors } = await ask(bench.server, widgetConfig, { variables: { apiKey } });
  if (errors.length > 0) expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  return errors.length === 0;
};

const registration = `mutation ($input: RegisterTenantInput!) { registerTenant(input: $input) { apiKey } }`;
const verification = `mutation ($token: String!) { verifyEmail(token: $token) { message } }`;

/** From an address of its own each time, as far as the server can tell. */
async function registered(email: string): Promise<string> {
  const headers = { 'x-forwarded-for': `10.1.${Math.floor(made / 250)}.${made % 250}` };
  made += 1;
  const input = { name: `Company of ${email}`, email, password: goodPassword, tier: 'ENTERPRISE' };
  const { registerTenant } = await get<{ registerTenant: { apiKey: string } }>(bench.server, registration, {
    ...{ headers, variables: { input } },
  });
  return registerTenant.apiKey;
}

async function aRegistration(): Promise<Deed> {
  const email = `killed-${made}-${Math.random().toString(36).slice(2)}@company.example`;
  return {
    begin: () => registered(email),
    check: async (acknowledged) => {
      const apiKey = acknowledged ?? (await registered(email));
      const letters = await vi.waitFor(async () => {
        const found = await mailsTo(bench.server, email);
        expect(found.length).toBeGreaterThan(0);
        return found;
      }, patient);
      if (acknowledged) expect(letters).toHaveLength(1);
      const token = linkToken(letters.at(-1)?.mail ?? '');
      await get(bench.server, verification, { variables: { token } });
      await logIn(bench.server, { email, password: goodPassword });
      expect(await rows('tenants', { email, status: 'ACTIVE' })).toBe(1);
      if (acknowledged) expect([await isGood(apiKey), await rows('tenants', { email })]).toEqual([true, 1]);
    },
  };
}

const startEstimate =
  'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId estimate { costP50 } } }';

async function anEstimate({ token, tenantId }: TenantActor): Promise<Deed> {
  made += 1;
  const description = `a 15x30 pool with spa in San Diego, number ${made}`;
  const ours = { tenantId, description };
  const begin = async () => {
    const asking = { token, variables: { input: { description } } };
    const answer = await get<{ startEstimate: { sessionId: string } }>(bench.server, startEstimate, asking);
    return answer.startEstimate.sessionId;
  };
  return {
    begin,
    check: async (acknowledged) => {
      const kept = await bench.db.collection('estimations').find(ours).toArray();
      if (acknowledged) expect(kept.map(({ sessionId }) => sessionId)).toEqual([acknowledged]);
      expect(kept.length).toBeLessThanOrEqual(1);
      for (const { status, estimate } of kept) {
        expect(status).toBe('COMPLETED');
        expect(estimate.costP50).toBeGreaterThan(0);
      }
      if (!acknowledged) await begin();
    },
  };
}

async function aReport(company: TenantActor): Promise<Deed> {
  const { sessionId } = await completedEstimate(bench.server, company);
  const spent = { actualCost: 90_000, actualTimelineWeeks: 9 };
  const input = { sessionId, ...spent, actualBreakdown: [{ component: 'all', amount: 90_000 }] };
  const { token, tenantId } = company;
  return {
    begin: async () => (await report(bench.server, contractorReport, { input }, token)).id,
    check: async (acknowledged) => {
      const again = await ask(bench.server, contractorReport, { token, variables: { input } });
      if (acknowledged || again.errors.length > 0) expect(again.errors[0]?.extensions.code).toBe('CONFLICT');
      const kept = await bench.db.collection<Rows>('feedback').find({ tenantId }).toArray();
      expect(kept.filter((row) => row.sessionId === sessionId)).toHaveLength(1);
      if (acknowledged) expect(kept.map(({ _id }) => _id)).toContain(acknowledged);
      const summary = '{ feedbackSummary { feedbackSubmissions } }';
      // What a crash left undone behind a report is done within three minutes: it rests for one, the task comes by
      // every minute, its lease may be a dead process's.
      await vi.waitFor(
        async () =>
          expect(await get(bench.server, summary, { token })).toEqual({
            feedbackSummary: { feedbackSubmissions: kept.length },
          }),
        { timeout: 200_000, interval: 500 },
      );
    },
  };
}

async function aRotation(company: TenantActor): Promise<Deed> {
  const rotate = async () => {
    const rotation = 'mutation { rotateApiKey(gracePeriodHours: 0) { apiKey } }';
    const { rotateApiKey } = await get<{ rotateApiKey: { apiKey: string } }>(bench.server, rotation, company);
    return rotateApiKey.apiKey;
  };
  const before = company.apiKey;
  return {
    begin: rotate,
    check: async (acknowledged) => {
      if (acknowledged) expect([await isGood(acknowledged), await isGood(before)]).toEqual([true, false]);
      const latest = await rotate();
      for (const older of [before, acknowledged ?? before]) expect(await isGood(older)).toBe(false);
      expect(await isGood(latest)).toBe(true);
      company.apiKey = latest;
    },
  };
}

const kinds: Record<string, () => Promise<Deed[]>> = {
  'a registration': () => forEach(aRegistration),
  'an estimate': () => forEach(anEstimate),
  'a report of what was spent': () => forEach(aReport),
  'a rotation of the API key': () => forEach(aRotation),
};

describe.each(Object.entries(kinds))('kill -9 during %s', (name, prepare) => {
  it('of the product or of the database: what was acknowledged is stored once, and the rest can be done again', async () => {
    // The first time takes longer than all others.
    const ms = Math.min(await timeOf(await prepare()), await timeOf(await prepare()));
    const sum: Tally = { acknowledged: 0, cutOff: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const victim = victims[round % victims.length] ?? 'product';
      const { acknowledged, cutOff } = await killDuring(bench, victim, await prepare(), ms);
      sum.acknowledged += acknowledged;
      sum.cutOff += cutOff;
    }
    process.stdout.write(
      `${rounds} × kill -9 during ${name}: ${sum.acknowledged} acknowledged and each stored once, ${sum.cutOff} cut off and done again\n`,
    );
  });
});

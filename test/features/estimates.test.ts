import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTenant, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('estimates');
const pool = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
const fields = `sessionId status description confidence clarifyingQuestions assumptions narrative revision isWidgetSession customerEmail extractedAttributes
  matchedReferenceClass { confidence referenceClass { name isPlatform category subcategory } } risks { description costImpactLow costImpactHigh weeksImpactLow weeksImpactHigh }
  history { revision additionalInfo at estimate { costP50 } }
  estimate { currency costP50 costP80 costP95 timelineWeeksP50 timelineWeeksP80 timelineWeeksP95 basedOnOutcomes realisedP80
    costBreakdown { component amount share } adjustments { name factor factorP80 reason } }`;
const startEstimate = `mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { ${fields} } }`;
const widgetEstimate = `mutation ($input: WidgetEstimateInput!) { widgetEstimate(input: $input) { ${fields} } }`;
const estimation = `query ($sessionId: UUID!) { estimation(sessionId: $sessionId) { ${fields} } }`;

interface Estimation {
  sessionId: string;
  status: string;
  confidence: number;
  clarifyingQuestions: string[];
  assumptions: string[];
  narrative: string | null;
  revision: number;
  isWidgetSession: boolean;
  customerEmail: string | null;
  matchedReferenceClass: { referenceClass: { name: string } } | null;
  risks: { description: string; costImpactHigh: number | null; weeksImpactHigh: number | null }[];
  history: { revision: number; estimate: { costP50: number } | null }[];
  estimate:
    | ({
        [Name in
          | 'costP50'
          | 'costP80'
          | 'costP95'
          | 'timelineWeeksP50'
          | 'timelineWeeksP80'
          | 'timelineWeeksP95']: number;
      } & {
        currency: string;
        costBreakdown: { amount: number; share: number }[];
        adjustments: { name: string; factor: number; reason: string }[];
      })
    | null;
}

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
  company = await tenant(server);
  await setTenant(database.db, company, { tier: 'ENTERPRISE' });
});
afterAll(() => server.close());

async function estimate(input: Record<string, unknown>, token = company.token): Promise<Estimation> {
  const answer = await get<{ startEstimate: Estimation }>(server, startEstimate, {
    token,
    variables: { input },
  });
  return answer.startEstimate;
}

async function seen(sessionId: string, token: string): Promise<Estimation | null> {
  const answer = await get<{ estimation: Estimation | null }>(server, estimation, {
    token,
    variables: { sessionId },
  });
  return answer.estimation;
}

describe('an estimate', () => {
  it('has figures that fit together, and says how they came about', async () => {
    const made = await estimate({ description: pool });
    expect(made).toMatchObject({
      status: 'COMPLETED',
      revision: 1,
      isWidgetSession: false,
      clarifyingQuestions: [],
    });
    expect(made.matchedReferenceClass?.referenceClass.name).toBe('Residential Pool - Midrange');
    expect(made.confidence).toBeGreaterThanOrEqual(0.8);
    const figures = made.estimate;
    if (!figures) throw new Error('there is no estimate');
    expect(figures.currency).toBe('USD');
    expect(figures.costP50).toBeLessThan(figures.costP80);
    expect(figures.costP80).toBeLessThan(figures.costP95);
    expect(figures.timelineWeeksP50).toBeLessThan(figures.timelineWeeksP80);
    expect(figures.timelineWeeksP80).toBeLessThan(figures.timelineWeeksP95);
    const cents = figures.costBreakdown.map(({ amount }) => Math.round(amount * 100));
    expect(cents.reduce((sum, amount) => sum + amount, 0)).toBe(Math.round(figures.costP50 * 100));
    expect(figures.costBreakdown.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
    const product = figures.adjustments.reduce((factor, adjustment) => factor * adjustment.factor, 75_000);
    expect(figures.costP50 / product).toBeCloseTo(1, 3);
    expect(figures.adjustments.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['region', 'size', 'complexity']),
    );
    expect(made.assumptions.length).toBeGreaterThanOrEqual(3);
    expect(made.risks.length).toBeGreaterThanOrEqual(2);
    for (const risk of made.risks) expect(risk.costImpactHigh ?? risk.weeksImpactHigh).toBeGreaterThan(0);
    const words = made.narrative?.split(/\s+/).length;
    expect(words).toBeGreaterThanOrEqual(150);
    expect(words).toBeLessThanOrEqual(300);
  });

  it('is the same for the same input', async () => {
    const [one, other] = [await estimate({ description: pool }), await estimate({ description: pool })];
    expect(one.sessionId).not.toBe(other.sessionId);
    expect(other.estimate).toEqual(one.estimate);
    expect(other.narrative).toBe(one.narrative);
  });

  it('takes a region nobody knows at its average, and says so', async () => {
    const plain = await estimate({ description: 'I want to install a 15x30 pool with spa in my backyard' });
    const made = await estimate({
      description: 'I want to install a 15x30 pool with spa in my backyard',
      region: 'Atlantis',
    });
    expect(made.estimate?.costP50).toBe(plain.estimate?.costP50);
    expect(made.assumptions.join(' ')).toContain('Atlantis');
    const coastal = await estimate({
      description: 'I want to install a 15x30 pool with spa in my backyard',
      region: 'SoCal - Coastal',
    });
    expect((coastal.estimate?.costP50 ?? 0) / (plain.estimate?.costP50 ?? 1)).toBeCloseTo(1.15, 2);
  });

  it('stays a draft with questions where nothing matches well', async () => {
    const made = await estimate({ description: 'Something nice for the house, please' });
    expect(made).toMatchObject({ status: 'DRAFT', estimate: null, narrative: null, revision: 1 });
    expect(made.clarifyingQuestions.length).toBeGreaterThan(0);
    expect(made.history).toEqual([expect.objectContaining({ revision: 1, estimate: null })]);
  });
});

describe('estimating again in a widget session', () => {
  it('adds a revision; earlier ones stay', async () => {
    const guest = await visitor(server, company);
    const ask = async (input: Record<string, unknown>) =>
      (
        await get<{ widgetEstimate: Estimation }>(server, widgetEstimate, {
          token: guest.token,
          variables: { input },
        })
      ).widgetEstimate;
    const first = await ask({ description: 'Something nice for the house, please' });
    const second = await ask({ description: pool, customerEmail: ' Ana@Example.com' });
    const third = await ask({ description: 'A kitchen remodel of 160 sq ft in Oakland' });
    expect([first, second, third].map(({ sessionId }) => sessionId)).toEqual(Array(3).fill(guest.sessionId));
    expect(third).toMatchObject({
      revision: 3,
      status: 'COMPLETED',
      isWidgetSession: true,
      customerEmail: 'ana@example.com',
    });
    expect(third.history.map(({ revision, estimate }) => [revision, estimate?.costP50])).toEqual([
      [1, undefined],
      [2, second.estimate?.costP50],
      [3, third.estimate?.costP50],
    ]);
    expect(await seen(guest.sessionId, guest.token)).toEqual(third);
  });

  it('five times at once gives five revisions, each once', async () => {
    const guest = await visitor(server, company);
    const asking = { token: guest.token, variables: { input: { description: pool } } };
    const made = await Promise.all(
      Array.from({ length: 5 }, () => get<{ widgetEstimate: Estimation }>(server, widgetEstimate, asking)),
    );
    expect(made.map(({ widgetEstimate: { revision } }) => revision).sort()).toEqual([1, 2, 3, 4, 5]);
    const kept = await seen(guest.sessionId, guest.token);
    expect(kept?.history.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5]);
    expect(await database.db.collection('estimations').countDocuments({ sessionId: guest.sessionId })).toBe(
      1,
    );
  });

  it('ends with the feedback on it', async () => {
    const guest = await visitor(server, company);
    const asking = { token: guest.token, variables: { input: { description: pool } } };
    await get(server, widgetEstimate, asking);
    const closing = { $set: { status: 'FEEDBACK_SUBMITTED' } };
    await database.db.collection('estimations').updateOne({ sessionId: guest.sessionId }, closing);
    await refused(server, widgetEstimate, 'CONFLICT', asking);
    expect(await seen(guest.sessionId, guest.token)).toMatchObject({
      revision: 1,
      status: 'FEEDBACK_SUBMITTED',
    });
  });
});

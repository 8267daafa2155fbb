import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Rows, type TenantActor, tenant } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { completedEstimate, customerReport, report } from '../support/feedback.ts';
import { ask, get, refused } from '../support/graphql.ts';
import { operator } from '../support/people.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('platform-tuning');
const fields =
  'id status isPlatform costFactorP50 basedOnOutcomes decidedBy referenceClass { id isPlatform }';
const proposalsQuery = `query ($status: TuningStatus) { tuningProposals(status: $status) { edges { node { ${fields} } } } }`;
const decideMutation = `mutation ($id: ID!, $decision: TuningDecision!) { decideTuning(id: $id, decision: $decision) { ${fields} } }`;

interface Proposal {
  id: string;
  status: string;
  isPlatform: boolean;
  costFactorP50: number;
  basedOnOutcomes: number;
  referenceClass: { id: string; isPlatform: boolean };
}
interface Listed {
  tuningProposals: { edges: { node: Proposal }[] };
}
type Who = { token: string };
const patience = { timeout: 10_000 };

let server: Started;
let staff: Who;
let tenants: TenantActor[];
let uncalibrated: number;

beforeAll(async () => {
  server = await start(
    { MONGODB_URI: database.uri, SELF_SERVICE_TIERS: 'TRIAL,PRO,ENTERPRISE' },
    { durations: { tenantCacheMs: 1, outcomeReviewMs: 50, jobPollMs: 20 } },
  );
  staff = await operator(server, database.db);
  tenants = await Promise.all(Array.from({ length: 4 }, () => tenant(server, 'ENTERPRISE')));
  uncalibrated = await costP50(tenantAt(3));
});
afterAll(() => server.close());

function tenantAt(place: number): TenantActor {
  const found = tenants[place];
  if (!found) throw new Error(`there is no tenant ${place}`);
  return found;
}

const costP50 = async (who: Who) => (await completedEstimate(server, who)).estimate.costP50;
const proposals = async ({ token }: Who, status = 'PROPOSED') =>
  (await get<Listed>(server, proposalsQuery, { token, variables: { status } })).tuningProposals.edges.map(
    ({ node }) => node,
  );
const deciding = ({ token }: Who, id: string, decision: string) => ({ token, variables: { id, decision } });
const decide = (who: Who, id: string, decision: string) =>
  get<{ decideTuning: Proposal }>(server, decideMutation, deciding(who, id, decision));

/** So many finished pools that came to that much of what the class alone would have quoted. */
async function outcomes(who: TenantActor, count: number, ratio = 1.4): Promise<void> {
  for (let made = 0; made < count; made += 1) {
    const { sessionId, estimate } = await completedEstimate(server, who);
    const figures = { actualCost: uncalibrated * ratio, actualTimelineWeeks: estimate.timelineWeeksP50 };
    await report(server, customerReport, { input: { sessionId, ...figures, accuracyRating: 3 } }, who.token);
  }
}

/** Until a review that began from now on has ended. */
async function reviewed(): Promise<void> {
  for (let times = 0; times < 2; times += 1) {
    const dueAt = async () =>
      Number((await database.db.collection<Rows>('jobs').findOne({ _id: 'outcomes' }))?.dueAt ?? 0);
    const before = await dueAt();
    await vi.waitFor(async () => expect(await dueAt()).toBeGreaterThan(before), patience);
  }
}

/** The only open one. */
async function proposal(who: Who): Promise<Proposal> {
  const [found, ...others] = await vi.waitFor(async () => {
    const open = await proposals(who);
    expect(open).not.toEqual([]);
    return open;
  }, patience);
  expect(others).toEqual([]);
  if (!found) throw new Error('nothing is proposed');
  return found;
}

describe('a tuning of the platform', () => {
  it('takes three tenants, none of whom has more than half of the outcomes', async () => {
    await outcomes(tenantAt(0), 4);
    await outcomes(tenantAt(1), 4);
    await reviewed();
    expect(await proposals(staff)).toEqual([]);
    await outcomes(tenantAt(2), 1);
    const found = await proposal(staff);
    // Of nine equal outcomes 9 / (9 + 5) of their logarithm counts.
    expect(found.costFactorP50).toBeCloseTo(1.4 ** (9 / 14), 3);
    expect(found).toMatchObject({
      isPlatform: true,
      basedOnOutcomes: 9,
      referenceClass: { isPlatform: true },
    });
    await outcomes(tenantAt(0), 2);
    await reviewed();
    expect(await proposals(staff)).toEqual([]);
    expect((await proposals(staff, 'SUPERSEDED')).map(({ id }) => id)).toEqual([found.id]);
    await outcomes(tenantAt(2), 1);
    expect((await proposal(staff)).basedOnOutcomes).toBe(12);
  });

  it('is no tenant’s to see or to decide, nor a tenant’s own an operator’s', async () => {
    const { id } = await proposal(staff);
    const owner = tenantAt(0);
    await refused(server, decideMutation, 'NOT_FOUND', deciding(owner, id, 'APPROVE'));
    const own = await proposal(owner);
    expect(own).toMatchObject({ isPlatform: false, basedOnOutcomes: 6 });
    await refused(server, decideMutation, 'NOT_FOUND', deciding(staff, own.id, 'APPROVE'));
    expect(await costP50(tenantAt(3))).toBe(uncalibrated);
  });

  it('is approved once of ten times at once, and then applies to whoever has none of their own', async () => {
    const { id, costFactorP50 } = await proposal(staff);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ask(server, decideMutation, deciding(staff, id, 'APPROVE'))),
    );
    const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
    expect(codes).toEqual(Array.from({ length: 9 }, () => 'CONFLICT'));
    for (const place of [0, 3])
      expect((await costP50(tenantAt(place))) / uncalibrated).toBeCloseTo(costFactorP50, 4);
    expect(await proposals(staff, 'APPROVED')).toMatchObject([{ id, decidedBy: 'operator' }]);
    const logged = await database.db.collection<Rows>('audit').find({ target: id }).toArray();
    expect(logged).toMatchObject([
      {
        ...{ tenantId: 'platform', action: 'tuning.decided', actor: 'operator' },
        details: { decision: 'APPROVE', costFactorP50 },
      },
    ]);
  });

  it('gives way to a tenant’s own, which is not multiplied by it, and applies again without', async () => {
    const owner = tenantAt(0);
    const [platform] = await proposals(staff, 'APPROVED');
    const own = await proposal(owner);
    await decide(owner, own.id, 'APPROVE');
    expect((await costP50(owner)) / uncalibrated).toBeCloseTo(own.costFactorP50, 4);
    expect((await costP50(tenantAt(3))) / uncalibrated).toBeCloseTo(platform?.costFactorP50 ?? 0, 4);
    await decide(owner, own.id, 'REVERT');
    expect((await costP50(owner)) / uncalibrated).toBeCloseTo(platform?.costFactorP50 ?? 0, 4);
    await decide(staff, platform?.id ?? '', 'REVERT');
    expect(await costP50(owner)).toBe(uncalibrated);
    await refused(server, decideMutation, 'CONFLICT', deciding(staff, platform?.id ?? '', 'REVERT'));
  });
});

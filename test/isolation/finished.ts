import type mongoose from 'mongoose';
import { newId } from '../../src/persistence/mongo.ts';
import { type Rows, type Server, type TenantActor } from '../support/actors.ts';
import { completedEstimate, contractorReport, customerReport, linkTo, report } from '../support/feedback.ts';
import { ownClass } from './own-class.ts';

type Owner = Pick<TenantActor, 'token' | 'email'>;

/** What became of a project, whoever says so. */
export const figures = { actualCost: 100_000, actualTimelineWeeks: 12 };
export const rated = { ...figures, accuracyRating: 4 };
export const inParts = { ...figures, actualBreakdown: [{ component: 'labor', amount: figures.actualCost }] };

/** Of an estimate with figures that nothing was reported of. */
export async function unreported(
  server: Server,
  { token }: { token: string },
  text?: string,
): Promise<string> {
  return (await completedEstimate(server, { token }, text)).sessionId;
}

/** A good link to say what became of a project. */
export async function feedbackToken(server: Server, owner: Owner): Promise<string> {
  return (await linkTo(server, owner, await unreported(server, owner))).token;
}

/** A project that both sides have reported of, and disagree about. Resolves with the contractor's report. */
export async function disputed(server: Server, owner: Owner, text: string): Promise<string> {
  const sessionId = await unreported(server, owner, text);
  const { token } = await linkTo(server, owner, sessionId, `customer.${owner.email}`);
  const input = { token, ...rated, actualCost: 50_000, comments: `We wanted this: ${text}` };
  await report(server, customerReport, { input });
  const ofContractor = { sessionId, ...inParts, discrepancyExplanation: `They wanted this: ${text}` };
  return (await report(server, contractorReport, { input: ofContractor }, owner.token)).id;
}

/** A tuning that waits for a decision, of a class that nothing else is done with; written by hand. */
export async function proposal(
  db: mongoose.mongo.Db,
  { tenantId }: { tenantId: string | null },
  change: object = {},
): Promise<string> {
  const _id = newId();
  const referenceClassId = await ownClass(db, { tenantId }, { name: `Tuned ${_id}`, isArchived: true });
  const factors = { costFactorP50: 1.1, costFactorP80: 1.2, timelineFactorP50: 1, timelineFactorP80: 1 };
  await db.collection<Rows>('tunings').insertOne({
    ...{ _id, tenantId, referenceClassId, status: 'PROPOSED', ...factors, basedOnOutcomes: 5 },
    ...{ decidedBy: null, decidedAt: null, createdAt: new Date(), ...change },
  });
  return _id;
}

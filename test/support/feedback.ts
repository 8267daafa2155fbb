import { expect } from 'vitest';
import { newestMail, type Server, type TenantActor } from './actors.ts';
import { get } from './graphql.ts';
import { readMail } from './mail-text.ts';

const fields = `id type sessionId actualCost varianceCostPct varianceTimelinePct needsReview resolution submittedBy
  accuracyRating comments discrepancyFlags { scopeCreep hiddenCosts marketChanges } actualBreakdown { component amount share }`;
export const customerReport = `mutation ($input: CustomerFeedbackInput!) { submitCustomerFeedback(input: $input) { ${fields} } }`;
export const contractorReport = `mutation ($input: ContractorFeedbackInput!) { submitContractorFeedback(input: $input) { ${fields} } }`;
export const requestFeedback = `mutation ($sessionId: UUID!, $email: EmailAddress) {
  requestCustomerFeedback(sessionId: $sessionId, email: $email) { sentTo expiresAt } }`;
const startMutation = `mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { id sessionId status
  matchedReferenceClass { referenceClass { id } }
  estimate { costP50 costP80 timelineWeeksP50 basedOnOutcomes realisedP80 adjustments { name factor factorP80 reason } } } }`;

export interface Completed {
  id: string;
  sessionId: string;
  matchedReferenceClass: { referenceClass: { id: string } };
  estimate: {
    costP50: number;
    costP80: number;
    timelineWeeksP50: number;
    basedOnOutcomes: number;
    realisedP80: number | null;
    adjustments: { name: string; factor: number; factorP80: number | null; reason: string }[];
  };
}

export interface Reported {
  id: string;
  type: string;
  varianceCostPct: number;
  submittedBy: string;
  needsReview: boolean;
}

export const poolProject = 'I want to install a 15x30 pool with spa in my backyard';

/** An estimate with figures. */
export async function completedEstimate(
  server: Server,
  { token }: { token: string },
  description = poolProject,
): Promise<Completed> {
  const variables = { input: { description } };
  const { startEstimate } = await get<{ startEstimate: Completed }>(server, startMutation, {
    token,
    variables,
  });
  expect(startEstimate.estimate, description).not.toBeNull();
  return startEstimate;
}

let customers = 0;

/** The token of a link that was mailed to a customer, without an address to one of its own. */
export async function linkTo(
  server: Server,
  { token }: Pick<TenantActor, 'token'>,
  sessionId: string,
  address?: string,
): Promise<{ token: string; email: string }> {
  customers += 1;
  const email = address ?? `customer-${process.pid}-${customers}@example.com`;
  await get(server, requestFeedback, { token, variables: { sessionId, email } });
  const [, link = ''] =
    /\/feedback\/([\w-]{43})/.exec(
      readMail(await newestMail(server, email, /how did your project go/)).text,
    ) ?? [];
  expect(link).not.toBe('');
  return { token: link, email };
}

/** Reports how a project turned out, as a customer or a contractor. */
export async function report(
  server: Server,
  mutation: string,
  variables: object,
  token?: string,
): Promise<Reported> {
  const asking = { variables: variables as Record<string, unknown>, ...(token && { token }) };
  const data = await get<Record<string, Reported>>(server, mutation, asking);
  const [reported] = Object.values(data);
  if (!reported) throw new Error('nothing was reported');
  return reported;
}

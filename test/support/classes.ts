import { type Answer, ask, get } from './graphql.ts';

interface Server {
  url: string;
}

export interface ShownClass {
  id: string;
  name: string;
  isPlatform: boolean;
  isArchived: boolean;
  isSynthetic: boolean;
  feedbackCount: number;
  keywords: string[];
  attributes: Record<string, unknown>;
  validationSource: string | null;
  costDistribution: Record<'p50' | 'p80' | 'p95', number> & { currency: string };
  timelineDistribution: Record<'p50' | 'p80' | 'p95', number> & { unit: string };
  costBreakdownTemplate: { component: string; share: number }[];
  regionalMultipliers: { region: string; multiplier: number }[];
}

const shown = `id name isPlatform isArchived isSynthetic feedbackCount keywords attributes validationSource
  costDistribution { p50 p80 p95 currency } timelineDistribution { p50 p80 p95 unit }
  costBreakdownTemplate { component share } regionalMultipliers { region multiplier }`;
export const createMutation = `mutation ($input: ReferenceClassInput!) { createReferenceClass(input: $input) { ${shown} } }`;
export const updateMutation = `mutation ($id: ID!, $input: ReferenceClassInput!) { updateReferenceClass(id: $id, input: $input) { ${shown} } }`;
export const archiveMutation = `mutation ($id: ID!) { archiveReferenceClass(id: $id) { ${shown} } }`;

/** A class that nothing is wrong with, and that nothing of the platform's is like. */
export const goodClass = (change: object = {}) => ({
  category: 'construction',
  subcategory: 'treehouse',
  name: 'Treehouse - Oak',
  description: 'A treehouse in an oak, with a rope ladder and a slide.',
  keywords: ['treehouse', 'tree house', 'rope ladder'],
  regions: ['NorCal'],
  costDistribution: { p50: 12_000, p80: 15_000, p95: 21_000 },
  timelineDistribution: { p50: 3, p80: 4, p95: 6 },
  costBreakdownTemplate: [
    { component: 'materials', share: 0.6 },
    { component: 'labor', share: 0.4 },
  ],
  regionalMultipliers: [{ region: 'NorCal', multiplier: 1.2 }],
  ...change,
});

type Who = { token: string };

export const askCreate = (
  server: Server,
  { token }: Who,
  input: object,
): Promise<Answer<{ createReferenceClass: ShownClass }>> =>
  ask(server, createMutation, { token, variables: { input } });

export async function create(server: Server, { token }: Who, change: object = {}): Promise<ShownClass> {
  const variables = { input: goodClass(change) };
  return (await get<{ createReferenceClass: ShownClass }>(server, createMutation, { token, variables }))
    .createReferenceClass;
}

export async function update(server: Server, { token }: Who, id: string, input: object): Promise<ShownClass> {
  const variables = { id, input };
  return (await get<{ updateReferenceClass: ShownClass }>(server, updateMutation, { token, variables }))
    .updateReferenceClass;
}

export async function archive(server: Server, { token }: Who, id: string): Promise<ShownClass> {
  const asking = { token, variables: { id } };
  return (await get<{ archiveReferenceClass: ShownClass }>(server, archiveMutation, asking))
    .archiveReferenceClass;
}

/** Names of the classes that a description is matched with, best first. */
export async function matched(server: Server, { token }: Who, description: string): Promise<string[]> {
  const { matchReferenceClasses } = await get<{
    matchReferenceClasses: { referenceClass: { name: string } }[];
  }>(
    server,
    'query ($description: String!) { matchReferenceClasses(description: $description) { referenceClass { name } } }',
    { token, variables: { description } },
  );
  return matchReferenceClasses.map(({ referenceClass }) => referenceClass.name);
}

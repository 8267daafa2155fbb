import { readFile } from 'node:fs/promises';
import { buildSchema, isObjectType } from 'graphql';
import { fullSelection } from './selection.ts';
import { ask, type Server } from './server.ts';

const contract = new URL('../../../schema/schema.graphql', import.meta.url);
const description =
  'I want to install a 15x30 pool with spa, heating and a stone deck in my backyard in San Diego';

/** `estimation` with every field that the contract has. */
export async function readingQuery(): Promise<string> {
  const type = buildSchema(await readFile(contract, 'utf8')).getType('Estimation');
  if (!isObjectType(type)) throw new Error('The contract has no Estimation.');
  return `query ($sessionId: UUID!) { estimation(sessionId: $sessionId) ${fullSelection(type)} }`;
}

/** The session of a new estimate. */
export async function startEstimate(product: Server, token: string): Promise<string> {
  const { startEstimate } = await ask<{ startEstimate: { sessionId: string } }>(
    product,
    'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId } }',
    { input: { description } },
    token,
  );
  return startEstimate.sessionId;
}

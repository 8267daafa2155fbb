import type mongoose from 'mongoose';
import { vi } from 'vitest';
import type { Rows } from './actors.ts';
import { type GraphqlError, get, socketClient } from './graphql.ts';

export interface NarrativeEvent {
  __typename: 'NarrativeDelta' | 'NarrativeCompleted';
  index: number;
  text?: string;
  narrative?: string;
}

export interface Wanted {
  sessionId: string;
  audience?: 'CUSTOMER' | 'CONTRACTOR';
  afterIndex?: number;
}

export interface Heard {
  events: NarrativeEvent[];
  /** The deltas put together. */
  text: string;
  /** The end's, null where none came. */
  narrative: string | null;
  errors: GraphqlError[];
}

const subscription = `subscription Narrative($sessionId: UUID!, $audience: NarrativeAudience! = CUSTOMER, $afterIndex: Int) {
  estimateNarrative(sessionId: $sessionId, audience: $audience, afterIndex: $afterIndex) {
    __typename ... on NarrativeDelta { index text } ... on NarrativeCompleted { index narrative }
  }
}`;

/** Reads a narrative to its end, or until `enough` says so. */
export async function hear(
  server: { socketUrl: string },
  { token }: { token?: string },
  variables: Wanted,
  enough: (events: NarrativeEvent[]) => boolean = () => false,
): Promise<Heard> {
  const client = socketClient(server, token);
  const [events, errors]: [NarrativeEvent[], GraphqlError[]] = [[], []];
  await new Promise<void>((resolve) => {
    const over = () => resolve();
    client.subscribe<{ estimateNarrative: NarrativeEvent }>(
      { query: subscription, variables: { ...variables } },
      {
        next: ({ data, errors: faults }) => {
          if (data?.estimateNarrative) events.push(data.estimateNarrative);
          if (faults) errors.push(...(faults as unknown as GraphqlError[]));
          if (enough(events)) over();
        },
        error: (error) => {
          if (Array.isArray(error)) errors.push(...error);
          over();
        },
        complete: over,
      },
    );
  });
  await client.dispose();
  const text = events.map((event) => event.text ?? '').join('');
  return { events, errors, text, narrative: events.at(-1)?.narrative ?? null };
}

export interface Told {
  id: string;
  sessionId: string;
  status: string;
  narrative: string | null;
  revision: number;
  estimate: { costP50: number; costP80: number; costP95: number; timelineWeeksP50: number } | null;
}

const fields = 'id sessionId status narrative revision estimate { costP50 costP80 costP95 timelineWeeksP50 }';

export async function estimated(
  server: { url: string },
  { token }: { token: string },
  description: string,
): Promise<Told> {
  const document = `mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { ${fields} } }`;
  const asking = { token, variables: { input: { description } } };
  return (await get<{ startEstimate: Told }>(server, document, asking)).startEstimate;
}

export async function shown(
  server: { url: string },
  { token }: { token: string },
  sessionId: string,
): Promise<Told> {
  const document = `query ($sessionId: UUID!) { estimation(sessionId: $sessionId) { ${fields} } }`;
  return (await get<{ estimation: Told }>(server, document, { token, variables: { sessionId } })).estimation;
}

/** Where a model tells: resolves once nothing is being told any more to the customers of those who have figures. */
export async function allTold(db: mongoose.mongo.Db): Promise<void> {
  await vi.waitFor(
    async () => {
      const told = await db.collection<Rows>('narratives').find().toArray();
      const done = new Set(told.filter(({ status }) => status === 'DONE').map(({ _id }) => _id));
      const estimations = await db
        .collection<Rows>('estimations')
        .find({ estimate: { $ne: null } })
        .toArray();
      const open = estimations.filter(({ _id, revision }) => !done.has(`${_id}:${revision}:CUSTOMER`));
      if (open.length > 0 || done.size < told.length) throw new Error(`${open.length} are being told`);
    },
    { timeout: 10_000, interval: 10 },
  );
}

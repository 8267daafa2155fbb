import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tiers } from '../../src/tenant/tiers.ts';
import { type TenantActor, tenant, visitor } from '../support/actors.ts';
import { reply } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { get, refused } from '../support/graphql.ts';
import { type ModelServer, refusing, startModel } from '../support/model.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('estimates-model');
/** The rules find a pool of 450 sq ft and no word for the spa and the place. */
const project = 'A 15x30 pool with a bubbling corner at our place up in Ferncrest Hollow';
const read = {
  category: 'construction',
  subcategory: 'pool',
  region: 'Central Coast',
  place: 'Ferncrest Hollow',
  size: { value: 9_000, unit: 'sqft', words: '15x30' },
  scale: null,
  features: [{ name: 'spa', words: 'bubbling corner' }],
  otherFeatures: [],
  timeline: null,
  budget: null,
  regionDeclined: false,
};
const fields = 'id sessionId extractedAttributes estimate { costP50 adjustments { name } }';
const startEstimate = `mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { ${fields} } }`;
const chatEstimate = `mutation ($s: UUID!) { estimateFromChat(sessionId: $s) { ${fields} } }`;
const refineEstimate = `mutation ($input: RefineEstimateInput!) { refineEstimate(input: $input) { ${fields} } }`;

interface Made {
  id: string;
  sessionId: string;
  extractedAttributes: Record<string, unknown>;
}

let model: ModelServer;
let server: Started;
let one: TenantActor;
let other: TenantActor;
let told = 0;

beforeAll(async () => {
  model = await startModel({ reply: () => 'Lovely.', extract: () => JSON.stringify(read) });
  server = await start(
    {
      MONGODB_URI: database.uri,
      LLM: 'openai',
      OPENAI_API_KEY: 'sk-platform-1',
      OPENAI_BASE_URL: model.baseUrl,
    },
    {
      durations: { estimateReadingMs: 1_500 },
      modelTiming: { retryDelayMs: 20 },
      tiers: { TRIAL: { ...tiers.TRIAL, requestsPerHour: 10_000 } },
    },
  );
  [one, other] = [await tenant(server, 'TRIAL'), await tenant(server, 'TRIAL')];
});
beforeEach(() => {
  model.answerAll(null);
  model.requests.length = 0;
});
afterAll(async () => {
  await server.close();
  await model.close();
});

/** Words that nobody has said before, so that nothing is remembered of them. */
const anew = (): string => {
  told += 1;
  return `${project}, number N${told}`;
};

async function estimate(description: string, { token } = one): Promise<Made> {
  const variables = { input: { description } };
  return (await get<{ startEstimate: Made }>(server, startEstimate, { token, variables })).startEstimate;
}

async function provenanceOf({ id }: Made): Promise<unknown> {
  const rows = database.db.collection<{ _id: string; provenance: unknown }>('estimations');
  return (await rows.findOne({ _id: id }))?.provenance;
}

describe('an estimate with a model', () => {
  it('fills what the rules left open, leaves what they read, and records what that rests on', async () => {
    const made = await estimate(anew());
    expect(made.extractedAttributes).toMatchObject({
      region: 'Central Coast',
      place: 'Ferncrest Hollow',
      size: { value: 450, unit: 'sqft' },
      features: ['spa'],
    });
    expect(await provenanceOf(made)).toEqual({
      assistant: 'openai',
      model: model.asked('extraction')[0]?.body.model,
      prompts: { extraction: expect.stringMatching(/^extraction-\d+$/) },
    });
  });

  it('reads what is added to it in the light of what was said', async () => {
    const made = await estimate(anew());
    const variables = { input: { sessionId: made.sessionId, additionalInfo: 'and a fence' } };
    const asking = { token: one.token, variables };
    const { refineEstimate: refined } = await get<{ refineEstimate: Made }>(server, refineEstimate, asking);
    expect(refined.extractedAttributes.features).toEqual(['spa', 'fence']);
    expect(model.asked('extraction')).toHaveLength(2);
  });

  it.each([
    ['refuses the key', refusing(401, 'invalid_api_key')],
    ['has no quota left', refusing(429, 'insufficient_quota')],
    ['never answers', () => undefined],
    ['answers nonsense', (response: { end(text: string): unknown }) => void response.end('nonsense')],
  ])('rests on the rules alone when the model %s', async (_what, answer) => {
    model.answerAll(answer);
    const description = anew();
    const made = await estimate(description);
    expect(made.extractedAttributes).toMatchObject({ subcategory: 'pool', region: null, features: [] });
    expect(await provenanceOf(made)).toBeNull();
    model.answerAll(null);
    // What failed is not remembered.
    expect((await estimate(description)).extractedAttributes).toMatchObject({ region: 'Central Coast' });
  });

  it('still wants the tenant’s own key where the tier does', async () => {
    const pro = await tenant(server, 'PRO');
    const variables = { input: { description: anew() } };
    await refused(server, startEstimate, 'BYOK_REQUIRED', { token: pro.token, variables });
    // Estimates of before may still be told of.
    const told = model.requests.map(({ body }) => JSON.stringify(body));
    expect(told.filter((body) => body.includes(variables.input.description))).toEqual([]);
  });
});

describe('what a model has read', () => {
  it('is good for the same words again, and asked for once by several at a time', async () => {
    const description = anew();
    const made = await Promise.all([1, 2, 3, 4].map(() => estimate(description)));
    made.push(await estimate(description));
    expect(model.asked('extraction')).toHaveLength(1);
    for (const { extractedAttributes } of made)
      expect(extractedAttributes).toEqual(made[0]?.extractedAttributes);
  });

  it('is no other tenant’s: the same words of two are read twice', async () => {
    const description = anew();
    await Promise.all([estimate(description, one), estimate(description, other)]);
    expect(model.asked('extraction')).toHaveLength(2);
    await Promise.all([estimate(description, one), estimate(description, other)]);
    expect(model.asked('extraction')).toHaveLength(2);
  });

  it('serves the estimate of the conversation it was read from', async () => {
    const guest = await visitor(server, one);
    const turn = await reply(server, guest, anew());
    expect(turn.extractedDetails).toMatchObject({ region: 'Central Coast', features: ['spa'] });
    expect(model.asked('extraction')).toHaveLength(1);
    expect(model.asked('reply')).toHaveLength(1);
    const asking = { token: guest.token, variables: { s: guest.sessionId } };
    const { estimateFromChat: made } = await get<{ estimateFromChat: Made }>(server, chatEstimate, asking);
    expect(made.extractedAttributes).toEqual(turn.extractedDetails);
    expect(model.asked('extraction')).toHaveLength(1);
  });
});

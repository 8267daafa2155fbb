import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colleague, setTenant, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { reply } from '../support/chat.ts';
import { startForCompany } from '../support/company.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get, refused } from '../support/graphql.ts';
import type { Started } from '../support/start.ts';

const database = freshDatabase('refine-estimate');
const fields = `id sessionId status revision confidence description clarifyingQuestions extractedAttributes
  estimate { costP50 costP80 adjustments { name factor } } history { revision additionalInfo estimate { costP50 } }`;
const startMutation = `mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { ${fields} } }`;
const widgetMutation = `mutation ($input: WidgetEstimateInput!) { widgetEstimate(input: $input) { ${fields} } }`;
const refineMutation = `mutation ($input: RefineEstimateInput!) { refineEstimate(input: $input) { ${fields} } }`;
const readQuery = `query ($sessionId: UUID!) { estimation(sessionId: $sessionId) { ${fields} } }`;
const fromChatMutation = `mutation ($sessionId: UUID!) { estimateFromChat(sessionId: $sessionId) { ${fields} } }`;
const pool = 'I want to install a 15x30 pool in my backyard in San Diego';

interface Estimation {
  id: string;
  sessionId: string;
  status: string;
  revision: number;
  confidence: number;
  description: string;
  clarifyingQuestions: string[];
  extractedAttributes: { features: string[]; size: { value: number } | null };
  estimate: { costP50: number; costP80: number; adjustments: { name: string; factor: number }[] } | null;
  history: { revision: number; additionalInfo: string | null; estimate: { costP50: number } | null }[];
}

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  ({ server, company } = await startForCompany(database.uri));
});
afterAll(() => server.close());

async function begin(description: string, token = company.token): Promise<Estimation> {
  const variables = { input: { description } };
  return (await get<{ startEstimate: Estimation }>(server, startMutation, { token, variables }))
    .startEstimate;
}

async function refine(sessionId: string, additionalInfo: string, token = company.token): Promise<Estimation> {
  const variables = { input: { sessionId, additionalInfo } };
  return (await get<{ refineEstimate: Estimation }>(server, refineMutation, { token, variables }))
    .refineEstimate;
}

describe('a refinement', () => {
  it('adds what was said to what is known, as a further revision; the earlier one stays', async () => {
    const first = await begin(pool);
    const second = await refine(first.sessionId, 'It should have a spa and be heated.');
    expect(second).toMatchObject({ id: first.id, revision: 2, status: 'COMPLETED', description: pool });
    expect(second.extractedAttributes.features).toEqual(['spa', 'heated']);
    expect(second.estimate?.costP50).toBeGreaterThan(first.estimate?.costP50 ?? Number.NaN);
    expect(second.history.map(({ revision, additionalInfo }) => [revision, additionalInfo])).toEqual([
      [1, null],
      [2, 'It should have a spa and be heated.'],
    ]);
    expect(second.history[0]?.estimate?.costP50).toBe(first.estimate?.costP50);
    const third = await refine(first.sessionId, 'No spa after all.');
    expect(third.extractedAttributes.features).toEqual(['heated']);
    expect(third.revision).toBe(3);
  });

  it('makes an estimate of a draft', async () => {
    const draft = await begin('Something nice for the house, we are not sure yet');
    expect(draft).toMatchObject({ status: 'DRAFT', estimate: null });
    expect(draft.clarifyingQuestions.length).toBeGreaterThan(0);
    const refined = await refine(draft.sessionId, 'It is a swimming pool of 15x30 feet in San Diego');
    expect(refined).toMatchObject({ status: 'COMPLETED', clarifyingQuestions: [] });
    expect(refined.history.map(({ estimate }) => estimate === null)).toEqual([true, false]);
  });

  it('that says nothing of the project keeps the figures', async () => {
    const first = await begin(pool);
    const refined = await refine(first.sessionId, 'Thank you, my dog is happy about it');
    expect(refined.estimate?.costP50).toBe(first.estimate?.costP50);
  });

  it('counts when the conversation is estimated again', async () => {
    const { sessionId } = await begin(pool);
    await refine(sessionId, 'with a spa please');
    await reply(server, { token: company.token, sessionId }, 'and it should be heated');
    const variables = { sessionId };
    const { estimateFromChat } = await get<{ estimateFromChat: Estimation }>(server, fromChatMutation, {
      token: company.token,
      variables,
    });
    expect(estimateFromChat.extractedAttributes.features).toEqual(['spa', 'heated']);
    expect(estimateFromChat.revision).toBe(3);
  });

  it('of many at once is recorded for each, in order, and all of them count', async () => {
    const { sessionId } = await begin(pool);
    const infos = ['with a spa', 'heated', 'an automatic cover', 'with lighting', 'and a waterfall'];
    await Promise.all(infos.map((info) => refine(sessionId, info)));
    const { estimation } = await get<{ estimation: Estimation }>(server, readQuery, {
      token: company.token,
      variables: { sessionId },
    });
    expect(estimation.revision).toBe(6);
    expect(estimation.history.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(estimation.history.map(({ additionalInfo }) => additionalInfo ?? '').sort()).toEqual(
      ['', ...infos].sort(),
    );
    expect([...estimation.extractedAttributes.features].sort()).toEqual(
      ['automatic_cover', 'heated', 'lighting', 'spa', 'waterfall'].sort(),
    );
  });
});

describe('who may refine', () => {
  it('is the visitor in the own session, and any standard user of the tenant', async () => {
    const guest = await visitor(server, company);
    const variables = { input: { description: pool } };
    await get(server, widgetMutation, { token: guest.token, variables });
    expect((await refine(guest.sessionId, 'with a spa', guest.token)).revision).toBe(2);
    const standard = await colleague(server, database.db, company, 'STANDARD');
    expect((await refine(guest.sessionId, 'heated', standard.token)).revision).toBe(3);
    const reader = await colleague(server, database.db, company, 'READ_ONLY');
    await refused(server, refineMutation, 'FORBIDDEN', {
      token: reader.token,
      variables: { input: { sessionId: guest.sessionId, additionalInfo: 'x' } },
    });
  });

  it('is nobody else: what is a stranger’s is taken for what is not there, to the byte', async () => {
    const { sessionId } = await begin(pool);
    const [stranger, guest] = [await tenant(server), await visitor(server, company)];
    const absent = crypto.randomUUID();
    for (const token of [stranger.token, guest.token]) {
      const bodies = await Promise.all(
        [sessionId, absent].map(async (id) => {
          const variables = { input: { sessionId: id, additionalInfo: 'with a spa' } };
          const { text, errors } = await ask(server, refineMutation, { token, variables });
          expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
          return text.replace(errors[0]?.extensions.requestId ?? '', '');
        }),
      );
      expect(bodies[0]).toBe(bodies[1]);
    }
  });
});

describe('a refinement is refused', () => {
  it.each([
    ['empty', ''],
    ['only white space', '   '],
    ['too long', 'x'.repeat(2_001)],
  ])('when it is %s, and costs nothing', async (_what, additionalInfo) => {
    const { sessionId } = await begin(pool);
    const remaining = '{ rateLimit { remaining } }';
    const before = await get<{ rateLimit: object }>(server, remaining, { token: company.token });
    const variables = { input: { sessionId, additionalInfo } };
    await refused(server, refineMutation, 'BAD_USER_INPUT', { token: company.token, variables });
    expect(await get(server, remaining, { token: company.token })).toEqual(before);
  });

  it('once the real outcome has been reported, and leaves everything as it was', async () => {
    const { sessionId } = await begin(pool);
    await database.db
      .collection('estimations')
      .updateOne({ sessionId }, { $set: { status: 'FEEDBACK_SUBMITTED' } });
    const variables = { input: { sessionId, additionalInfo: 'with a spa' } };
    await refused(server, refineMutation, 'CONFLICT', { token: company.token, variables });
    const row = await database.db.collection('estimations').findOne({ sessionId });
    expect(row).toMatchObject({ revision: 1, status: 'FEEDBACK_SUBMITTED' });
  });

  it('for a visitor without contact details where the tenant wants them first', async () => {
    const strict = await tenant(server, 'PRO');
    const guest = await visitor(server, strict);
    await get(server, widgetMutation, { token: guest.token, variables: { input: { description: pool } } });
    await setTenant(database.db, strict, { leadCaptureRequired: true });
    const variables = { input: { sessionId: guest.sessionId, additionalInfo: 'with a spa' } };
    const error = await refused(server, refineMutation, 'BAD_USER_INPUT', { token: guest.token, variables });
    expect(error.extensions.fields?.[0]?.path).toBe('customerInfo');
  });
});

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdjustResult, ClassResult, ComputeResult, QueryResult } from '../../src/functions/shapes.ts';
import { ReferenceService } from '../../src/reference/reference.service.ts';
import { ownClass } from '../isolation/own-class.ts';
import { type TenantActor, tenant } from '../support/actors.ts';
import { archive, create } from '../support/classes.ts';
import { freshDatabase } from '../support/database.ts';
import { callTool, functionsKeys, signedCall } from '../support/functions.ts';
import { get } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('functions-tools');
const pool = 'I want to install a 15x30 pool with spa in my backyard in San Diego';

let server: Started;
let company: TenantActor;
let other: TenantActor;
let own: string;
let others: string;
beforeAll(async () => {
  server = await start({ FUNCTIONS_KEYS: functionsKeys, MONGODB_URI: database.uri });
  [company, other] = [await tenant(server), await tenant(server)];
  const words = { subcategory: 'observatory', keywords: ['observatory', 'star dome'] };
  own = (await create(server, company, { ...words, name: 'Observatory of ours', attributes: { dome: 3 } }))
    .id;
  others = (await create(server, other, { ...words, name: 'Observatory of theirs', attributes: { dome: 3 } }))
    .id;
});
afterAll(() => server.close());

const call = <Result>(name: string, given: object, who = company) =>
  callTool<Result>(server, who.tenantId, name, given);

async function result<Result>(name: string, given: object, who = company): Promise<Result> {
  const answer = await call<Result>(name, given, who);
  if (answer.isError || !answer.structuredContent) throw new Error(answer.content[0]?.text);
  return answer.structuredContent;
}

const idsFound = async (given: object, who = company): Promise<string[]> =>
  (await result<QueryResult>('reference_classes_query', given, who)).matches.map(
    ({ referenceClass }) => referenceClass.id,
  );

describe('the SDK’s own client', () => {
  it('finds four tools that say what they take and give, and calls one', async () => {
    const fetchSigned = async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
      const { method = 'GET' } = init;
      const { headers } = await signedCall(server, company.tenantId, String(init.body ?? ''), { method });
      return fetch(url, {
        ...init,
        headers: { ...Object.fromEntries(new Headers(init.headers)), ...headers },
      });
    };
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), { fetch: fetchSigned }) as Parameters<
        Client['connect']
      >[0],
    );
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      ...['reference_classes_query', 'reference_classes_get', 'adjustments_apply', 'estimate_compute'],
    ]);
    for (const { description, inputSchema, outputSchema } of tools) {
      expect(description?.length).toBeGreaterThan(80);
      expect(Object.keys(inputSchema.properties ?? {}).length).toBeGreaterThan(0);
      expect(Object.keys(outputSchema?.properties ?? {}).length).toBeGreaterThan(0);
    }
    const answer = await client.callTool({ name: 'estimate_compute', arguments: { description: pool } });
    expect(answer.structuredContent).toMatchObject({ status: 'COMPLETED', estimate: { currency: 'USD' } });
    await client.close();
  });
});

describe('estimate_compute', () => {
  it('gives what the API gives', async () => {
    const computed = await result<ComputeResult>('estimate_compute', { description: pool }, other);
    const { startEstimate } = await get<{ startEstimate: Record<string, unknown> }>(
      server,
      `mutation ($input: StartEstimateInput!) { startEstimate(input: $input) {
        status confidence assumptions
        estimate { currency costP50 costP80 costP95 timelineWeeksP50 timelineWeeksP80 timelineWeeksP95
          costBreakdown { component amount share } basedOnOutcomes realisedP80 }
        risks { description costImpactLow costImpactHigh weeksImpactLow weeksImpactHigh } } }`,
      { token: other.token, variables: { input: { description: pool } } },
    );
    expect(computed).toMatchObject(startEstimate);
    expect(computed.estimate?.adjustments.length).toBeGreaterThan(0);
  });

  it('asks where no class fits', async () => {
    const answer = await result<ComputeResult>('estimate_compute', { description: 'hello there' }, other);
    expect(answer).toMatchObject({ status: 'DRAFT', estimate: null });
    expect(answer.clarifyingQuestions.length).toBeGreaterThan(0);
  });

  it('is metered, the others are not; the tenant’s hour is one with the API’s', async () => {
    const trial = await tenant(server, 'TRIAL');
    const answers = await Promise.all(
      Array.from({ length: 14 }, () => call('estimate_compute', { description: pool }, trial)),
    );
    const refused = answers.filter(({ isError }) => isError);
    expect(refused).toHaveLength(4);
    expect(refused[0]?.content[0]?.text).toMatch(/^RATE_LIMITED: .* Try again in \d+ s\.$/);
    await expect(
      get(server, 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId } }', {
        token: trial.token,
        variables: { input: { description: pool } },
      }),
    ).rejects.toThrow('RATE_LIMITED');
    expect((await idsFound({ description: pool }, trial)).length).toBeGreaterThan(0);
  });
});

describe('adjustments_apply', () => {
  it('tells the quantiles before and after, and every factor with its reason', async () => {
    const [classId = ''] = await idsFound({ description: pool });
    const given = {
      classId,
      region: 'SoCal - Coastal',
      size: { value: 800, unit: 'sqft' },
      features: ['spa', 'heated'],
    };
    const answer = await result<AdjustResult>('adjustments_apply', { ...given, confidence: 0.8 });
    expect(answer.adjustments.map(({ name }) => name)).toEqual([
      'region',
      'size',
      'complexity',
      'confidence',
    ]);
    for (const { factor, factorP80, reason } of answer.adjustments) {
      expect(factorP80 ?? factor).not.toBe(1);
      expect(reason.length).toBeGreaterThan(20);
    }
    const product = answer.adjustments.reduce((all, { factor }) => all * factor, 1);
    expect(answer.final.cost.p50 / answer.base.cost.p50).toBeCloseTo(product, 4);
    const plain = await result<AdjustResult>('adjustments_apply', { classId });
    expect(plain.final).toEqual(plain.base);
    expect(plain.adjustments).toEqual([]);
  });
});

describe('a tenant’s tools', () => {
  it('see the platform’s classes and its own, and nothing else', async () => {
    for (const asked of [
      { description: 'an observatory with a star dome', limit: 20 },
      { attributes: { dome: 3 } },
    ]) {
      expect(await idsFound(asked)).toContain(own);
      expect(await idsFound(asked)).not.toContain(others);
      expect(await idsFound(asked, other)).toContain(others);
      expect(await idsFound(asked, other)).not.toContain(own);
    }
    const { matches } = await result<QueryResult>('reference_classes_query', {
      category: 'software',
      limit: 20,
    });
    expect(matches.every(({ referenceClass }) => referenceClass.isPlatform)).toBe(true);
    expect(matches.length).toBeGreaterThan(3);
    expect((await result<ClassResult>('reference_classes_get', { id: own })).name).toBe(
      'Observatory of ours',
    );
  });

  it.each(['reference_classes_get', 'adjustments_apply'])(
    '%s takes another’s for what is not there',
    async (tool) => {
      const of = (id: string) => call(tool, { id, classId: id });
      expect(await of(others)).toEqual(await of('nothing'));
      expect((await of(others)).content[0]?.text).toBe('NOT_FOUND: Reference class not found.');
      expect((await of(own)).isError).toBeUndefined();
    },
  );

  it('are each its own where many call at once, all under the same message id', async () => {
    const calls = Array.from({ length: 60 }, (_, n) => (n % 2 ? company : other));
    const answers = await Promise.all(
      calls.map((who) => idsFound({ attributes: { dome: 3 } }, who).then((ids) => ({ who, ids }))),
    );
    for (const { who, ids } of answers) expect(ids).toEqual([who === company ? own : others]);
  });

  it('never see another’s class by naming its tenant', async () => {
    const hidden = await ownClass(database.db, other, { name: 'Hidden' });
    const answer = await call('reference_classes_get', {
      id: hidden,
      tenantId: other.tenantId,
      tenant_id: other.tenantId,
    });
    expect(answer.isError).toBe(true);
  });

  it('no longer find what is archived', async () => {
    const gone = (await create(server, company, { name: 'Gone', keywords: ['gonehouse'] })).id;
    expect(await idsFound({ description: 'a gonehouse in a treehouse', limit: 20 })).toContain(gone);
    await archive(server, company, gone);
    expect(await idsFound({ description: 'a gonehouse in a treehouse', limit: 20 })).not.toContain(gone);
    expect(await idsFound({ category: 'construction', limit: 20 })).not.toContain(gone);
  });
});

it.each<[string, object]>([
  ['reference_classes_query', { limit: 21 }],
  ['reference_classes_query', { limit: 0 }],
  ['reference_classes_query', { description: 'planted-secret '.repeat(400) }],
  ['reference_classes_get', {}],
  ['reference_classes_get', { id: { $ne: 'planted-secret' } }],
  ['adjustments_apply', { classId: 'x', features: ['planted-secret'] }],
  ['adjustments_apply', { classId: 'x', size: { value: -1, unit: 'planted-secret' } }],
  ['estimate_compute', { description: 7 }],
  ['planted_tool', {}],
])('%s refuses what does not fit (%#) and does not repeat it', async (tool, given) => {
  const answer = await call(tool, given);
  expect(answer.isError).toBe(true);
  expect(JSON.stringify(answer)).not.toContain('planted-secret');
});

it('what breaks inside stays inside: the caller hears that something did, the log what', async () => {
  const references = ReferenceService.prototype;
  const whole = references.get;
  references.get = async () => {
    throw new Error('mongodb://user:planted-secret@db');
  };
  const answer = await call('reference_classes_get', { id: own });
  references.get = whole;
  expect(answer).toEqual({
    isError: true,
    content: [{ type: 'text', text: 'INTERNAL_SERVER_ERROR: Something went wrong on our side.' }],
  });
  expect(server.log.join()).toContain('planted-secret');
});

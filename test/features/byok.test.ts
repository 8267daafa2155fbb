import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tiers } from '../../src/tenant/tiers.ts';
import { setTenant, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { reply, sendMutation } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { get, refused } from '../support/graphql.ts';
import { type ModelServer, startModel } from '../support/model.ts';
import { allTold } from '../support/narratives.ts';
import { askSettings, audited, change, settingsOf, tenantRow } from '../support/settings.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('byok');
const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
const platformKey = 'sk-platform-000';
const key = 'sk-own-key-of-the-tenant-4711';
const bearer = (apiKey: string) => `Bearer ${apiKey}`;

let model: ModelServer;
let server: Started;

beforeAll(async () => {
  model = await startModel({ reply: () => 'A pool sounds lovely. How large should it be?' });
  server = await start(
    {
      MONGODB_URI: database.uri,
      LLM: 'openai',
      OPENAI_API_KEY: platformKey,
      OPENAI_BASE_URL: model.baseUrl,
    },
    {
      // Many talk at once here.
      durations: { replyLeaseMs: 8_000 },
      modelTiming: { retryDelayMs: 5, breakerOpenMs: 1, breakerWindowMs: 1 },
      tiers: { TRIAL: { ...tiers.TRIAL, requestsPerHour: 1_000 } },
    },
  );
});
afterAll(async () => {
  await server.close();
  await model.close();
});
beforeEach(() => {
  model.answerAll(null);
  model.requests.length = 0;
});

const keysUsed = () => [...new Set(model.requests.map(({ authorization }) => authorization))];

async function talk(owner: TenantActor) {
  return reply(server, await visitor(server, owner), project);
}

describe('a key that OpenAI takes', () => {
  it('is tried, sealed, shown by its last four characters, and audited without them', async () => {
    const owner = await tenant(server, 'PRO');
    const { openaiKey } = await change(server, owner, { openaiApiKey: key });
    expect(openaiKey).toEqual({ isSet: true, lastFour: '4711', validatedAt: expect.any(String) });
    expect(Math.abs(Date.parse(openaiKey.validatedAt ?? '') - Date.now())).toBeLessThan(5_000);
    expect(await settingsOf(server, owner)).toMatchObject({ openaiKey });
    expect(model.requests).toHaveLength(1);
    expect(keysUsed()).toEqual([bearer(key)]);
    expect((await tenantRow(database.db, owner)).openaiKey).toEqual({
      ...{ keyId: 'generated', dataKey: expect.any(String), secret: expect.any(String), lastFour: '4711' },
      validatedAt: expect.any(Date),
    });
    expect(await audited(database.db, owner)).toEqual([
      {
        ...{ action: 'tenant.settings_changed', actor: owner.email },
        details: { fields: ['openaiApiKey'] },
      },
      { action: 'openai_key.set', actor: owner.email, details: {} },
    ]);
  });

  it('is the one that its tenant’s visitors and staff talk on, and can be changed and removed', async () => {
    const owner = await tenant(server, 'PRO');
    await refused(server, sendMutation, 'BYOK_REQUIRED', {
      token: owner.token,
      variables: { input: { message: project } },
    });
    await change(server, owner, { openaiApiKey: key });
    await talk(owner);
    await reply(server, { token: owner.token }, project);
    expect(model.requests.length).toBeGreaterThanOrEqual(5);
    expect(keysUsed()).toEqual([bearer(key)]);
    await change(server, owner, { openaiApiKey: `${key}-2` });
    model.requests.length = 0;
    await talk(owner);
    expect(keysUsed()).toEqual([bearer(`${key}-2`)]);
    const { openaiKey } = await change(server, owner, { openaiApiKey: null });
    expect(openaiKey).toEqual({ isSet: false, lastFour: null, validatedAt: null });
    await change(server, owner, { openaiApiKey: null });
    const guest = await visitor(server, owner);
    const input = { sessionId: guest.sessionId, message: project };
    await refused(server, sendMutation, 'BYOK_REQUIRED', { token: guest.token, variables: { input } });
    const actions = (await audited(database.db, owner)).map(({ action }) => action);
    const keyActions = actions.filter((action) => action !== 'tenant.settings_changed');
    expect(keyActions).toEqual(['openai_key.set', 'openai_key.set', 'openai_key.removed']);
  });

  it('lets a PRO tenant estimate, which asks for one', async () => {
    const owner = await tenant(server, 'PRO');
    const estimate = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId } }';
    const asking = { token: owner.token, variables: { input: { description: project } } };
    await refused(server, estimate, 'BYOK_REQUIRED', asking);
    await change(server, owner, { openaiApiKey: key });
    await get(server, estimate, asking);
    await allTold(database.db);
  });

  it('of a trial tenant is used before the platform’s', async () => {
    const owner = await tenant(server, 'TRIAL');
    await talk(owner);
    expect(keysUsed()).toEqual([bearer(platformKey)]);
    await change(server, owner, { openaiApiKey: key });
    model.requests.length = 0;
    await talk(owner);
    expect(keysUsed()).toEqual([bearer(key)]);
    await change(server, owner, { openaiApiKey: null });
    model.requests.length = 0;
    await talk(owner);
    expect(keysUsed()).toEqual([bearer(platformKey)]);
  });

  it('is never used for another tenant, however many talk at once', async () => {
    const owners = await Promise.all(Array.from({ length: 4 }, () => tenant(server, 'PRO')));
    const keyOf = (owner: TenantActor) => `sk-of-${owner.tenantId}`;
    await Promise.all(owners.map((owner) => change(server, owner, { openaiApiKey: keyOf(owner) })));
    model.requests.length = 0;
    const said = (owner: TenantActor) => `${project}, we are ${owner.tenantId}`;
    await Promise.all(
      [...owners, ...owners].map(async (owner) => reply(server, await visitor(server, owner), said(owner))),
    );
    expect(model.requests.length).toBeGreaterThanOrEqual(8);
    for (const { authorization, body } of model.requests) {
      const tenantId = /we are (\w+)/.exec(JSON.stringify(body.messages))?.[1];
      expect(authorization).toBe(bearer(`sk-of-${tenantId}`));
    }
  });

  it('is stored whole when two are set at once', async () => {
    const owner = await tenant(server, 'PRO');
    const keys = ['sk-first-one-0001', 'sk-other-one-0002'];
    await Promise.all(keys.map((openaiApiKey) => change(server, owner, { openaiApiKey })));
    model.requests.length = 0;
    await talk(owner);
    const { openaiKey } = await settingsOf(server, owner);
    expect(keysUsed()).toEqual(keys.filter((one) => one.endsWith(openaiKey.lastFour ?? '?')).map(bearer));
  });

  it('is not stored for a tenant that was deactivated while it was tried', async () => {
    const owner = await tenant(server, 'PRO');
    let answer = () => {};
    model.answerNext((response) => {
      const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Hi' } }];
      answer = () =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ choices }));
    });
    const changing = askSettings(server, owner, { openaiApiKey: key });
    await expect.poll(() => model.requests.length).toBe(1);
    await setTenant(database.db, owner, { status: 'DEACTIVATED' });
    answer();
    expect((await changing).errors[0]?.extensions.code).toBe('TENANT_INACTIVE');
    expect((await tenantRow(database.db, owner)).openaiKey).toBeNull();
    expect(await audited(database.db, owner)).toEqual([]);
  });
});

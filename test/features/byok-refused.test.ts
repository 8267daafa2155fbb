import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setTenant, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { follow, hasEnded, reply, sendMutation } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { refused } from '../support/graphql.ts';
import { type ModelServer, type RawAnswer, refusing, startModel } from '../support/model.ts';
import { audited, change, refusedSettings, settingsOf, tenantRow } from '../support/settings.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('byok-refused');
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
      modelTiming: { firstTokenMs: 1_500, retryDelayMs: 5, breakerOpenMs: 1, breakerWindowMs: 1 },
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

async function refusedTalk(owner: TenantActor, code: string) {
  const guest = await visitor(server, owner);
  const input = { sessionId: guest.sessionId, message: project };
  const error = await refused(server, sendMutation, code, { token: guest.token, variables: { input } });
  const seen = await follow(server, guest, { sessionId: guest.sessionId, afterIndex: -1 });
  const end = (await seen.until(hasEnded)).at(-1);
  await seen.cut();
  return { error, end };
}

describe('a key that is not taken', () => {
  const failed = (actor: string, code: string) => ({ action: 'openai_key.failed', actor, details: { code } });

  it.each([
    ['refuses', refusing(401, 'invalid_api_key'), 'LLM_KEY_INVALID', true],
    ['does not let into the country', refusing(403, null), 'LLM_KEY_INVALID', true],
    ['has no money on', refusing(429, 'insufficient_quota'), 'LLM_QUOTA_EXCEEDED', true],
    ['answers with 500', refusing(500, null), 'LLM_UNAVAILABLE', false],
    ['wants tried in an hour', refusing(429, null, { 'retry-after': '3600' }), 'LLM_UNAVAILABLE', false],
    ['does not answer', () => undefined, 'LLM_UNAVAILABLE', false],
  ] satisfies [string, RawAnswer, string, boolean][])(
    'because OpenAI %s changes nothing, beside it neither',
    async (_what, answer, code, isRefused) => {
      const owner = await tenant(server, 'PRO');
      await change(server, owner, { openaiApiKey: key });
      const [before, rows] = [await tenantRow(database.db, owner), await audited(database.db, owner)];
      model.answerAll(answer);
      const input = { name: 'Another name', openaiApiKey: 'sk-planted-0815' };
      const error = await refusedSettings(server, owner, input, code);
      expect(error.status).toBe(200);
      expect(JSON.stringify(error)).not.toContain('0815');
      expect(await tenantRow(database.db, owner)).toEqual(before);
      const more = isRefused ? [failed(owner.email, code)] : [];
      expect(await audited(database.db, owner)).toEqual([...rows, ...more]);
      model.answerAll(null);
      model.requests.length = 0;
      await talk(owner);
      expect(keysUsed()).toEqual([bearer(key)]);
    },
  );

  it('is not even tried where anything else is wrong', async () => {
    const owner = await tenant(server, 'PRO');
    const inputs = [{ name: ' ' }, { allowedOrigins: ['*'] }, { branding: { buttonText: '' } }];
    for (const input of inputs)
      await refusedSettings(server, owner, { ...input, openaiApiKey: key }, 'BAD_USER_INPUT');
    await refusedSettings(server, owner, { openaiApiKey: 'no key' }, 'BAD_USER_INPUT');
    expect(model.requests).toEqual([]);
    expect(await audited(database.db, owner)).toEqual([]);
  });

  it('any more fails replies, and is audited once a day', async () => {
    const owner = await tenant(server, 'PRO');
    await change(server, owner, { openaiApiKey: key });
    const rows = await audited(database.db, owner);
    model.answerAll(refusing(401, 'invalid_api_key'));
    for (let time = 0; time < 3; time += 1) {
      const { error, end } = await refusedTalk(owner, 'LLM_KEY_INVALID');
      expect(JSON.stringify(error)).not.toContain('tenant-4711');
      const expected = { __typename: 'ChatReplyFailed', code: 'LLM_KEY_INVALID', retryable: false };
      expect(end).toMatchObject(expected);
    }
    expect(await audited(database.db, owner)).toEqual([...rows, failed('system', 'LLM_KEY_INVALID')]);
  });

  it('because its quota is spent fails replies, and is no fault of the key', async () => {
    const owner = await tenant(server, 'PRO');
    await change(server, owner, { openaiApiKey: key });
    const rows = await audited(database.db, owner);
    model.answerAll(refusing(429, 'insufficient_quota'));
    const { end } = await refusedTalk(owner, 'LLM_QUOTA_EXCEEDED');
    expect(end).toMatchObject({ code: 'LLM_QUOTA_EXCEEDED', retryable: false });
    expect(await audited(database.db, owner)).toEqual(rows);
  });

  it('because it was tampered with fails replies, is told in the log, and never falls to the platform’s', async () => {
    for (const tier of ['PRO', 'TRIAL']) {
      const [owner, other] = [await tenant(server, tier), await tenant(server, tier)];
      await change(server, owner, { openaiApiKey: key });
      await change(server, other, { openaiApiKey: `${key}-other` });
      const { openaiKey } = await tenantRow(database.db, other);
      await setTenant(database.db, owner, { openaiKey });
      // The server's picture of a tenant is 50 ms old at most.
      await expect.poll(async () => (await settingsOf(server, owner)).openaiKey.lastFour).toBe('ther');
      model.requests.length = 0;
      await refusedTalk(owner, 'LLM_KEY_INVALID');
      expect(model.requests).toEqual([]);
      expect(server.log.join('')).toContain(`The OpenAI key of tenant ${owner.tenantId} cannot be opened`);
      expect((await audited(database.db, owner)).at(-1)).toEqual(failed('system', 'LLM_KEY_INVALID'));
    }
    expect(server.log.join('')).not.toContain('tenant-4711');
  });
});

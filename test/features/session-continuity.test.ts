import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TenantActor, tenant, visitor } from '../support/actors.ts';
import { follow, hasEnded, history, reply } from '../support/chat.ts';
import { get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const described = '15x30 pool with spa in my backyard';

interface Estimation {
  sessionId: string;
  status: string;
  description: string;
  revision: number;
  estimate: { costP50: number } | null;
  history: { revision: number; estimate: { costP50: number } | null }[];
}

const fields =
  'sessionId status description revision estimate { costP50 } history { revision estimate { costP50 } }';

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start();
  company = await tenant(server);
});
afterAll(() => server.close());

async function startEstimate(token: string, region: string | null): Promise<Estimation> {
  const { startEstimate: made } = await get<{ startEstimate: Estimation }>(
    server,
    `mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { ${fields} } }`,
    { token, variables: { input: { description: described, region } } },
  );
  return made;
}

async function estimateFromChat(token: string, sessionId: string): Promise<Estimation> {
  const { estimateFromChat: made } = await get<{ estimateFromChat: Estimation }>(
    server,
    `mutation ($sessionId: UUID!) { estimateFromChat(sessionId: $sessionId) { ${fields} } }`,
    { token, variables: { sessionId } },
  );
  return made;
}

describe('an estimate and the conversation in its session', () => {
  it('are one: what was described counts when estimating from the chat, said or not', async () => {
    const first = await startEstimate(company.token, 'SoCal - Coastal');
    const again = await estimateFromChat(company.token, first.sessionId);
    expect(again).toMatchObject({ status: 'COMPLETED', revision: 2, estimate: first.estimate });
    expect(again.description).toContain(described);
  });

  it('go on together: region and size stand, and what is said adds to them', async () => {
    const first = await startEstimate(company.token, 'SoCal - Coastal');
    const talker = { token: company.token, sessionId: first.sessionId };
    const turn = await reply(server, talker, 'please add an automatic cover');
    expect(turn.readyForEstimate).toBe(true);
    expect(turn.extractedDetails).toMatchObject({
      region: 'SoCal - Coastal',
      features: ['spa', 'automatic_cover'],
    });
    const revised = await estimateFromChat(company.token, first.sessionId);
    expect(revised.estimate?.costP50).toBeGreaterThan(first.estimate?.costP50 ?? Number.NaN);
  });

  it('keep the last figures when there is too little for new ones', async () => {
    const guest = await visitor(server, company);
    await reply(server, guest, 'hello there friend');
    const first = await startEstimate(guest.token, null);
    expect(first.estimate).not.toBeNull();
    const again = await estimateFromChat(guest.token, guest.sessionId);
    expect(again.status).toBe('COMPLETED');
    expect(again.history).toHaveLength(again.revision);
    expect(again.estimate).not.toBeNull();
  });
});

describe('a conversation opened by a signed-in user', () => {
  it('is one and the same for the same clientMessageId, in parallel and later', async () => {
    const id = randomUUID();
    const talker = { token: company.token };
    const turns = await Promise.all([1, 2, 3].map(() => reply(server, talker, 'a kitchen', id)));
    turns.push(await reply(server, talker, 'a kitchen', id));
    expect(new Set(turns.map((turn) => JSON.stringify(turn))).size).toBe(1);
  });
});

describe('staff', () => {
  it('see a visitor’s session from its first moment', async () => {
    const guest = await visitor(server, company);
    const watching = { token: company.token, sessionId: guest.sessionId };
    expect((await history(server, watching)).messages).toEqual([]);
    const seen = await follow(server, company, { sessionId: guest.sessionId });
    await reply(server, guest, 'A pool please');
    expect((await seen.until(hasEnded))[0]?.__typename).toBe('ChatReplyStarted');
    await seen.cut();
  });
});

describe('a reader who has seen a reply to its end', () => {
  it('gets the next reply as it is written', async () => {
    const guest = await visitor(server, company);
    const whole = await follow(server, guest, { sessionId: guest.sessionId });
    await reply(server, guest, 'A pool please');
    const end = (await whole.until(hasEnded)).at(-1);
    const cursor = { messageId: end?.messageId ?? '', afterIndex: end?.index ?? 0 };
    const resumed = await follow(server, guest, { sessionId: guest.sessionId, ...cursor });
    let isDone = false;
    const running = reply(server, guest, '15x30 in San Diego').then((turn) => {
      isDone = true;
      return turn;
    });
    await resumed.until((events) => events.length > 1);
    expect(isDone).toBe(false);
    expect((await resumed.until(hasEnded)).at(-1)?.turn).toEqual(await running);
    await Promise.all([whole.cut(), resumed.cut()]);
  });
});

describe('text that is not well formed', () => {
  it('is mended once, so that sending it again is the same message', async () => {
    const guest = await visitor(server, company);
    const id = randomUUID();
    const first = await reply(server, guest, '\ud800 a pool', id);
    expect(await reply(server, guest, '\ud800 a pool', id)).toEqual(first);
  });

  it.each(['\u0000', '\u200b\u200b'])('is empty where nothing of it can be seen (%j)', async (message) => {
    const guest = await visitor(server, company);
    const input = { sessionId: guest.sessionId, message };
    const mutation =
      'mutation ($input: SendChatMessageInput!) { sendChatMessage(input: $input) { sessionId } }';
    await refused(server, mutation, 'BAD_USER_INPUT', { token: guest.token, variables: { input } });
  });
});

describe('the edges of HTTP', () => {
  it('names the argument whose literal is wrong, and not the literal', async () => {
    const error = await refused(server, '{ estimation(sessionId: "SECRET") { id } }', 'BAD_USER_INPUT');
    expect(error.status).toBe(400);
    expect(error.extensions.fields).toEqual([{ path: 'sessionId', message: 'must be a UUID' }]);
    expect(JSON.stringify(error)).not.toContain('SECRET');
  });

  it('answers odd extensions like any other operation', async () => {
    const body = JSON.stringify({ query: '{ __typename }', extensions: 5 });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });

  it('repeats nothing of an address that it cannot read', async () => {
    const response = await fetch(`${server.url}/%zzSECRET`);
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('SECRET');
  });

  it('answers a form of another kind with the page', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${server.url}/verify`, { method: 'POST', headers, body: '{"token":5}' });
    expect(response.status).toBe(415);
    expect(response.headers.get('content-type')).toContain('text/html');
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TenantActor, tenant } from '../support/actors.ts';
import { functionsKeys, type SignedCall, type Signing, send, signedCall } from '../support/functions.ts';
import { get } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const list = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
/** When it was answered and under which id; and of the connection, which ends where a body is too long to be read. */
const ownHeaders = ['date', 'x-request-id', 'connection', 'keep-alive'];

let server: Started;
let company: TenantActor;
beforeAll(async () => {
  server = await start({ FUNCTIONS_KEYS: functionsKeys });
  company = await tenant(server);
});
afterAll(() => server.close());

const signed = (signing: Signing = {}, body = list) => signedCall(server, company.tenantId, body, signing);

async function answerTo(call: SignedCall) {
  const response = await send(server, call);
  return {
    status: response.status,
    headers: [...response.headers].filter(([name]) => !ownHeaders.includes(name)),
    text: await response.text(),
  };
}

const changed = (call: SignedCall, headers: Record<string, string | null>): SignedCall => {
  const all = Object.entries({ ...call.headers, ...headers });
  return {
    ...call,
    headers: Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== null)),
  };
};

/** Another letter of the same kind in the middle. */
function nudged(text: string): string {
  const place = text.length >> 1;
  return `${text.slice(0, place)}${text[place] === '1' ? '2' : '1'}${text.slice(place + 1)}`;
}

const touched = (name: string) => async () => {
  const call = await signed();
  return changed(call, { [name]: nudged(call.headers[name] ?? '') });
};
const without = (name: string) => async () => changed(await signed(), { [name]: null });

const faults: [string, () => Promise<SignedCall>][] = [
  ['without anything', async () => ({ ...(await signed()), headers: {} })],
  ...['x-efofx-key-id', 'x-efofx-timestamp', 'x-efofx-nonce', 'x-efofx-signature', 'authorization'].flatMap(
    (name): [string, () => Promise<SignedCall>][] => [
      [`without ${name}`, without(name)],
      [`with another ${name}`, touched(name)],
    ],
  ),
  ['with another body', async () => ({ ...(await signed()), body: nudged(list) })],
  ['with a longer body', async () => ({ ...(await signed()), body: `${list} ` })],
  ['with no body', async () => ({ ...(await signed()), body: '' })],
  ['with a body beyond any bound', async () => ({ ...(await signed()), body: 'x'.repeat(200_000) })],
  ['with another path', async () => ({ ...(await signed()), path: '/mcp?x=1' })],
  ['with another method', async () => ({ ...(await signed()), method: 'DELETE' })],
  ['61 s late', () => signed({ offSeconds: -61 })],
  ['65 s early', () => signed({ offSeconds: 65 })],
  ['with a token for another body', () => signed({ tokenBody: '{}' })],
  ['with a token of another scope', () => signed({ scopes: ['rc.write'] })],
  [
    'with a token that the API’s users have',
    async () => changed(await signed(), { authorization: `Bearer ${company.token}` }),
  ],
  ['for a tenant that there is not', () => signedCall(server, randomUUID(), list)],
  [
    'with a secret that is no longer good',
    () => signed({ keys: `gone:${Buffer.alloc(32, 9).toString('base64')}` }),
  ],
  [
    'with another secret under a good name',
    () => signed({ keys: `new:${Buffer.alloc(32, 9).toString('base64')}` }),
  ],
  ['with JSON that is none', async () => ({ ...(await signed()), body: '{' })],
  ['as text', async () => changed({ ...(await signed()), body: 'hello' }, { 'content-type': 'text/plain' })],
];

describe('a call of the functions', () => {
  it('that is signed and has its token is answered', async () => {
    expect((await answerTo(await signed())).status).toBe(200);
    expect((await answerTo(await signed({ keyId: 'old' }))).status).toBe(200);
    // To the second the window is tried on the verifier itself: here a busy machine adds its own.
    expect((await answerTo(await signed({ offSeconds: -40 }))).status).toBe(200);
    expect((await answerTo(await signed({ offSeconds: 59 }))).status).toBe(200);
    expect((await answerTo(await signed({ path: '/mcp?x=1' }))).status).toBe(200);
  });

  it.each(faults)('%s is refused, like all others to the byte', async (_, make) => {
    const expected = await answerTo({ method: 'POST', path: '/mcp', headers: {}, body: '' });
    expect(expected.status).toBe(401);
    expect(JSON.parse(expected.text)).toEqual({
      jsonrpc: '2.0',
      error: { code: -32_001, message: 'Not authorized.' },
      id: null,
    });
    expect(await answerTo(await make())).toEqual(expected);
  });

  it('is answered once: of 20 that show the same nonce at once, one', async () => {
    const call = await signed();
    const statuses = (await Promise.all(Array.from({ length: 20 }, () => answerTo(call)))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(19);
  });

  it('that is refused does not use its nonce up', async () => {
    const call = await signed();
    expect((await answerTo({ ...call, body: '{}' })).status).toBe(401);
    expect((await answerTo(call)).status).toBe(200);
  });

  it('is refused once its tenant is deactivated', async () => {
    const leaving: TenantActor & { name?: string } = await tenant(server);
    const before = await send(server, await signedCall(server, leaving.tenantId, list));
    expect(before.status).toBe(200);
    await get(
      server,
      'mutation ($confirmName: String!) { deactivateTenant(confirmName: $confirmName) { id } }',
      {
        token: leaving.token,
        variables: { confirmName: leaving.name },
      },
    );
    const wait = async () => (await send(server, await signedCall(server, leaving.tenantId, list))).status;
    await expect.poll(wait, { timeout: 5_000 }).toBe(401);
  });

  it.each([
    ['GET', '', 405],
    ['DELETE', '', 405],
    ['POST', '{', 400],
    ['POST', `[${list}]`, 400],
    ['POST', '"x"', 400],
  ])('%s of "%s", signed, is answered %d', async (method, body, status) => {
    const answer = await answerTo(await signed({ method }, body));
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ jsonrpc: '2.0', error: { code: expect.any(Number) } });
  });

  it.each([
    ['that accepts nothing but JSON', { accept: 'application/json' }, 406],
    ['of a protocol that there is not', { 'mcp-protocol-version': '1999-01-01' }, 400],
    ['of an older protocol', { 'mcp-protocol-version': '2025-03-26' }, 200],
  ])('%s, signed, is answered %d', async (_, headers, status) => {
    expect((await answerTo(changed(await signed(), headers))).status).toBe(status);
  });

  it('that tells something and asks nothing is taken without an answer', async () => {
    const told = '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}';
    expect(await answerTo(await signed({}, told))).toMatchObject({ status: 202, text: '' });
  });

  it('for what there is not is told so under its own id', async () => {
    const { status, text } = await answerTo(
      await signed({}, '{"jsonrpc":"2.0","id":"mine","method":"resources/list"}'),
    );
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ jsonrpc: '2.0', id: 'mine', error: { code: -32_601 } });
  });
});

it('without keys there is no such place', async () => {
  const bare = await start();
  const response = await fetch(`${bare.url}/mcp`, { method: 'POST', body: list });
  expect(response.status).toBe(404);
  await bare.close();
});

import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type TenantActor, tenant, visitor } from '../support/actors.ts';
import { follow, hasEnded, say } from '../support/chat.ts';
import { acknowledged, ask } from '../support/graphql.ts';
import { type ModelServer, startModel } from '../support/model.ts';
import { type Started, start } from '../support/start.ts';

const token = 'a-scraper-shows-this-0123456789';
const startEstimate = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId } }';

let model: ModelServer;
let server: Started;
let company: TenantActor;

beforeAll(async () => {
  model = await startModel({ reply: () => 'A pool, then.' });
  server = await start({
    ...{ METRICS_TOKEN: token, LLM: 'openai', OPENAI_BASE_URL: model.baseUrl, TRUST_PROXY: '1' },
    OPENAI_API_KEY: 'sk-platform-secret-key-1234',
  });
  company = await tenant(server, 'TRIAL');
});
afterAll(async () => {
  await server.close();
  await model.close();
});

const statusFor = async (headers: Record<string, string>): Promise<number> =>
  (await fetch(`${server.url}/metrics`, { headers })).status;

async function metrics(): Promise<Record<string, number>> {
  const response = await fetch(`${server.url}/metrics`);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  const lines = (await response.text()).split('\n').filter((line) => line && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

describe('/metrics', () => {
  it('is for this machine, and for others with the token', async () => {
    expect(await statusFor({})).toBe(200);
    expect(await statusFor({ authorization: `Bearer ${token}` })).toBe(200);
    expect(await statusFor({ authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.7' })).toBe(200);
  });

  it.each([
    ['someone behind the proxy', { 'x-forwarded-for': '203.0.113.7' }],
    ['someone who says to be this machine', { 'x-forwarded-for': '127.0.0.1' }],
    ['someone behind a proxy that says little', { via: '1.1 proxy' }],
    ['another token', { authorization: 'Bearer a-scraper-shows-this-012345678' }],
    ['the token by another scheme', { authorization: `Basic ${token}` }],
  ])('is not for %s', async (_who, headers) => {
    expect(await statusFor(headers)).toBe(401);
  });

  it('tells of requests, sockets, streams, first tokens, tokens, refusals, mails, breakers and both stores', async () => {
    const before = await metrics();
    const guest = await visitor(server, company);
    const seen = await follow(server, guest, guest);
    await say(server, guest, 'a 15x30 pool in San Diego');
    await seen.until(hasEnded);
    const input = { description: 'a 15x30 pool in San Diego' };
    for (let count = 0; count < 11; count += 1)
      await ask(server, startEstimate, { token: company.token, variables: { input } });
    const idle = await acknowledged(server, company.token);
    await vi.waitFor(async () => expect((await metrics())['efofx_streams{model="openai"}']).toBe(0));
    const now = await metrics();
    const grown = (name: string) => (now[name] ?? 0) - (before[name] ?? 0);
    expect(
      grown('efofx_http_requests_total{method="POST",route="/graphql",status="200"}'),
    ).toBeGreaterThanOrEqual(11);
    expect(grown('efofx_http_request_seconds_count{route="/graphql"}')).toBeGreaterThanOrEqual(12);
    expect(grown('efofx_quota_refusals_total{quota="metered"}')).toBeGreaterThan(0);
    expect(grown('efofx_failures_total{code="RATE_LIMITED",transport="http"}')).toBeGreaterThan(0);
    expect(grown('efofx_limiter_seconds_count')).toBeGreaterThan(10);
    expect(grown('efofx_subscriptions_total')).toBe(1);
    expect(now.efofx_sockets).toBe(2);
    expect(grown('efofx_first_token_seconds_count{model="openai"}')).toBeGreaterThan(0);
    expect(grown('efofx_model_calls_total{model="openai",kind="reply",outcome="completed"}')).toBeGreaterThan(
      0,
    );
    expect(grown('efofx_model_tokens_total{model="openai",direction="out"}')).toBeGreaterThanOrEqual(4);
    expect(grown('efofx_model_tokens_total{model="openai",direction="in"}')).toBeGreaterThan(50);
    expect(now['efofx_streams{model="openai"}']).toBe(0);
    expect(now.efofx_breakers_open).toBe(0);
    expect(now['efofx_outbox_mails{status="WAITING"}']).toBe(0);
    expect(now['efofx_up{part="database"}']).toBe(1);
    expect(now['efofx_ping_seconds{part="database"}']).toBeGreaterThan(0);
    expect(now['efofx_memory_bytes{kind="rss"}']).toBeGreaterThan(10_000_000);
    await idle.end();
    await seen.cut();
    await vi.waitFor(async () => expect((await metrics()).efofx_sockets).toBe(0));
  });

  it('names nobody: no tenant, no address, no path that somebody made up', async () => {
    await fetch(`${server.url}/feedback/some-secret-token`);
    await fetch(`${server.url}/${company.tenantId}`);
    await new Promise((resolve) =>
      httpRequest(`${server.url}/made-up`, { method: 'PROPFIND' }, (response) =>
        response.resume().once('end', resolve),
      ).end(),
    );
    const names = Object.keys(await metrics()).join('\n');
    for (const secret of [company.tenantId, company.email, '127.0.0.1', 'secret', 'made-up'])
      expect(names).not.toContain(secret);
  });
});

describe('a request’s id', () => {
  it('goes with what the model is asked, and stands in what is logged of it in the background', async () => {
    const ids: (string | string[] | undefined)[] = [];
    model.answerNext((response, request) => {
      ids.push(request.headers['x-client-request-id']);
      response.writeHead(400, { 'content-type': 'application/json' }).end('{}');
    });
    const guest = await visitor(server, await tenant(server, 'TRIAL'));
    await say(server, guest, 'a pool in San Diego');
    expect(ids).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    const line = server.log.find((text) => text.includes(String(ids[0])) && text.includes('"msg":"request"'));
    expect(line).toContain('"path":"/graphql"');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TenantActor, tenant } from '../support/actors.ts';
import { get } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const unknownKey = 'efofx_00000000_0000000000000000000000000000000000000000000';
const query = `query ($apiKey: String!) { widgetConfig(apiKey: $apiKey) { tenantName isWhiteLabel leadCaptureRequired
  branding { logoUrl primaryColor buttonText welcomeMessage privacyPolicyUrl } } }`;

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start();
  company = await tenant(server);
});
afterAll(() => server.close());

const fetchConfig = (search: string) =>
  fetch(`${server.url}/widget-config${search}`, { headers: { origin: 'https://shop.example' } });

describe('what the launcher fetches', () => {
  it('is what the API says, to the letter, for any page and without asking leave', async () => {
    const response = await fetchConfig(`?apiKey=${company.apiKey}`);
    expect(response.status).toBe(200);
    const { widgetConfig } = await get<{ widgetConfig: object }>(server, query, {
      variables: { apiKey: company.apiKey },
    });
    expect(await response.json()).toEqual(widgetConfig);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
    });
  });

  it.each([
    ['an unknown key', `?apiKey=${unknownKey}`, 401, 'UNAUTHENTICATED'],
    ['no key', '', 400, 'BAD_USER_INPUT'],
    ['two keys', '?apiKey=a&apiKey=b', 400, 'BAD_USER_INPUT'],
    ['something else', `?apiKey=${encodeURIComponent('{"$ne":null}')}`, 401, 'UNAUTHENTICATED'],
  ])('is refused as by the API: %s', async (_what, search, status, code) => {
    const response = await fetchConfig(search);
    expect(response.status).toBe(status);
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  census,
  goodPassword,
  linkToken,
  logIn,
  newestMail,
  register,
  type TenantActor,
  tenant,
  visitor,
} from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('account');
const verifyMutation =
  'mutation ($token: String!) { verifyEmail(token: $token) { message tenant { id status isActive } } }';
const configQuery = 'query ($apiKey: String!) { widgetConfig(apiKey: $apiKey) { tenantName } }';
const sessionMutation =
  'mutation ($input: StartWidgetSessionInput!) { startWidgetSession(input: $input) { sessionId } }';
const unknownKey = `efofx_${'A'.repeat(8)}_${'B'.repeat(38)}`;

let server: Started;
let owner: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri });
  owner = await tenant(server, 'TRIAL');
});
afterAll(() => server.close());

const verify = (token: string) =>
  get<{ verifyEmail: { tenant: { id: string; status: string; isActive: boolean } } }>(
    server,
    verifyMutation,
    {
      variables: { token },
    },
  );
const refuseLink = (token: string) =>
  refused(server, verifyMutation, 'TOKEN_INVALID', { variables: { token } });

describe('a new account', () => {
  it('goes from registration over the link in the mail to a login that tells who one is', async () => {
    const registered = await register(server, 'PRO');
    expect(registered.apiKey).toMatch(/^efofx_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}$/);
    const mail = await newestMail(server, registered.email);
    const { verifyEmail } = await verify(linkToken(mail));
    expect(verifyEmail.tenant).toEqual({ id: registered.tenantId, status: 'ACTIVE', isActive: true });

    const token = await logIn(server, registered);
    const seen = await get<{ viewer: object; tenant: object }>(
      server,
      `{ viewer { role user { email role isActive } tenant { id name } widgetSession { sessionId } }
         tenant { id name email tier status isActive regionPreferences allowedOrigins apiKeyPrefix leadCaptureRequired purgeAt
           openaiKey { isSet lastFour } branding { primaryColor buttonText welcomeMessage }
           limits { requestsPerHour byokRequired whiteLabel maxCustomReferenceClasses } } }`,
      { token },
    );
    const { email, name, tenantId } = registered;
    expect(seen.viewer).toEqual({
      role: 'ADMIN',
      user: { email, role: 'ADMIN', isActive: true },
      tenant: { id: tenantId, name },
      widgetSession: null,
    });
    expect(seen.tenant).toMatchObject({
      ...{ id: tenantId, name, email, tier: 'PRO', status: 'ACTIVE', isActive: true, allowedOrigins: [] },
      apiKeyPrefix: registered.apiKey.slice(0, 14),
      leadCaptureRequired: false,
      purgeAt: null,
      openaiKey: { isSet: false, lastFour: null },
      limits: { requestsPerHour: 100, byokRequired: true, whiteLabel: true, maxCustomReferenceClasses: 50 },
    });
  });

  it('trims and lower-cases its address, by which it logs in however it is typed', async () => {
    const registered = await register(server, 'TRIAL', { email: '  Mixed.Case@Company.Example ' });
    await verify(linkToken(await newestMail(server, 'mixed.case@company.example')));
    const token = await logIn(server, { ...registered, email: 'MIXED.CASE@company.example' });
    const { tenant: seen } = await get<{ tenant: { email: string } }>(server, '{ tenant { email } }', {
      token,
    });
    expect(seen.email).toBe('mixed.case@company.example');
  });

  it('has a key that answers as an unknown one until the address is confirmed', async () => {
    const registered = await register(server);
    const askWith = async (apiKey: string) => {
      const config = await refused(server, configQuery, 'UNAUTHENTICATED', { variables: { apiKey } });
      const session = await refused(server, sessionMutation, 'UNAUTHENTICATED', {
        variables: { input: { apiKey } },
      });
      return [config, session].map(({ status, message }) => ({ status, message }));
    };
    const rows = await census(database.db);
    expect(await askWith(registered.apiKey)).toEqual(await askWith(unknownKey));
    expect(await census(database.db)).toEqual(rows);

    await verify(linkToken(await newestMail(server, registered.email)));
    const { widgetConfig } = await get<{ widgetConfig: object }>(server, configQuery, {
      variables: { apiKey: registered.apiKey },
    });
    expect(widgetConfig).toEqual({ tenantName: registered.name });
    expect((await visitor(server, registered)).sessionId).toBeTruthy();
  });
});

describe('an address that is taken', () => {
  it('gets the same answer, and its owner a notice without a link', async () => {
    const free = await register(server, 'TRIAL', { name: 'Somebody else' });
    const taken = await register(server, 'TRIAL', { name: 'Somebody else', email: owner.email });
    expect(Object.keys(taken)).toEqual(Object.keys(free));
    expect(taken.message).toBe(free.message);
    expect(taken.tenantId).toHaveLength(free.tenantId.length);
    const notice = await newestMail(server, owner.email);
    expect(notice).toContain('already');
    expect(notice).not.toContain('token=');
    expect(notice).not.toMatch(/https?:\/\//);
  });

  it('changes nothing for its owner, and makes no login for who tried', async () => {
    const password = 'somebody elses long phrase 77';
    const registerTaken = `mutation ($input: RegisterTenantInput!) { registerTenant(input: $input) { tenantId } }`;
    const input = { name: 'Impostor', email: owner.email, password };
    const { registerTenant } = await get<{ registerTenant: { tenantId: string } }>(server, registerTaken, {
      variables: { input },
    });
    const { viewer } = await get<{ viewer: { tenant: object } }>(server, '{ viewer { tenant { id } } }', {
      token: await logIn(server, owner),
    });
    expect(viewer.tenant).toEqual({ id: owner.tenantId });
    expect(registerTenant.tenantId).not.toBe(owner.tenantId);
    const login = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }';
    const variables = { input: { email: owner.email, password } };
    await refused(server, login, 'EMAIL_NOT_VERIFIED', { variables });
  });

  it('is confirmed by one registration only: the other one’s link then meets a conflict', async () => {
    const email = 'twice@company.example';
    await register(server, 'TRIAL', { email });
    const first = linkToken(await newestMail(server, email));
    await register(server, 'TRIAL', { email });
    const second = linkToken(await newestMail(server, email));
    await verify(second);
    await refused(server, verifyMutation, 'CONFLICT', { variables: { token: first } });
    await logIn(server, { email, password: goodPassword });
  });
});

describe('the link in the mail', () => {
  it.each([
    ['unknown', (token: string) => token.split('').reverse().join('')],
    ['truncated', (token: string) => token.slice(0, -1)],
    ['lengthened', (token: string) => `${token}A`],
    ['empty', () => ''],
    ['very long', () => 'x'.repeat(50_000)],
    ['an operator of a query', () => '{"$ne":null}'],
  ])('is refused where it is %s, and still works itself', async (_what, change) => {
    const { email } = await register(server);
    const token = linkToken(await newestMail(server, email));
    const { status } = await refuseLink(change(token));
    expect(status).toBe(200);
    await verify(token);
  });

  it('works once', async () => {
    const { email } = await register(server);
    const token = linkToken(await newestMail(server, email));
    await verify(token);
    const again = await refuseLink(token);
    expect(again.message).toBe((await refuseLink('unknown')).message);
  });

  it('works for one of two who use it at the same moment', async () => {
    const registered = await register(server);
    const token = linkToken(await newestMail(server, registered.email));
    const answers = await Promise.all(
      [1, 2, 3].map(() => ask(server, verifyMutation, { variables: { token } })),
    );
    const codes = answers.map(({ errors }) => errors[0]?.extensions.code ?? 'verified').sort();
    expect(codes).toEqual(['TOKEN_INVALID', 'TOKEN_INVALID', 'verified']);
    await logIn(server, registered);
  });

  it('does not work once it has expired', async () => {
    const late = await start({}, { durations: { verifyLinkMs: 1 } });
    try {
      const registered = await register(late);
      const token = linkToken(await newestMail(late, registered.email));
      await refused(late, verifyMutation, 'TOKEN_INVALID', { variables: { token } });
      const login = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }';
      const { email, password } = registered;
      await refused(late, login, 'EMAIL_NOT_VERIFIED', { variables: { input: { email, password } } });
    } finally {
      await late.close();
    }
  });
});

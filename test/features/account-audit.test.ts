import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { quotas } from '../../src/tenant/tiers.ts';
import {
  goodPassword,
  linkToken,
  newestMail,
  register,
  type TenantActor,
  tenant,
} from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get, refused } from '../support/graphql.ts';
import { loginMutation, signIn } from '../support/people.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('account-audit');
const verifyMutation = 'mutation ($token: String!) { verifyEmail(token: $token) { message } }';

let server: Started;

beforeAll(async () => {
  const loginsPerIp = { ...quotas.loginsPerIp, limit: 10_000 };
  server = await start({ MONGODB_URI: database.uri }, { quotas: { loginsPerIp } });
});
afterAll(() => server.close());

const entriesOf = ({ tenantId }: { tenantId: string }) =>
  database.db.collection('audit').find({ tenantId }).sort({ at: 1, _id: 1 }).toArray();
const actionsOf = async (company: { tenantId: string }) =>
  (await entriesOf(company)).map(({ action }) => action).sort();
const guess = (email: string, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, place) =>
      ask(server, loginMutation, { variables: { input: { email, password: `a wrong guess ${place}` } } }),
    ),
  );
const failures = async (company: TenantActor) =>
  (await entriesOf(company)).filter(({ action }) => action === 'login.failed_repeatedly');

it('begins with the registration, once the address is confirmed: what nobody confirms leaves nothing', async () => {
  const account = await register(server);
  expect(await entriesOf(account)).toEqual([]);
  const token = linkToken(await newestMail(server, account.email));
  await Promise.all([1, 2, 3].map(() => ask(server, verifyMutation, { variables: { token } })));
  expect(await actionsOf(account)).toEqual(['tenant.registered', 'tenant.verified']);
  const [entry] = await entriesOf(account);
  expect(entry).toMatchObject({ actor: account.email, target: account.tenantId });
  expect(JSON.stringify(await entriesOf(account))).not.toContain(account.password);
});

it('tells of an account’s fifth failed login, once', async () => {
  const company = await tenant(server);
  await guess(company.email, 4);
  expect(await failures(company)).toEqual([]);
  await guess(company.email, 1);
  await vi.waitFor(async () => expect(await failures(company)).toHaveLength(1));
  await guess(company.email, 3);
  await get(server, '{ __typename }');
  expect(await failures(company)).toMatchObject([{ actor: 'system', target: company.email }]);
});

it('tells of it once where all fail at the same moment', async () => {
  const company = await tenant(server);
  await guess(company.email, 10);
  await vi.waitFor(async () => expect(await failures(company)).toHaveLength(1));
});

it('counts right logins as none, and an address that nobody has confirmed for nobody', async () => {
  const company = await tenant(server);
  for (let count = 0; count < 6; count += 1) await signIn(server, company);
  await guess(company.email, 4);
  const pending = await register(server);
  await guess(pending.email, 6);
  const variables = { input: { email: pending.email, password: goodPassword } };
  await refused(server, loginMutation, 'EMAIL_NOT_VERIFIED', { variables });
  expect(await failures(company)).toEqual([]);
  expect(await entriesOf(pending)).toEqual([]);
});

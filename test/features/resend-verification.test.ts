import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AuditService } from '../../src/tenant/audit.service.ts';
import { linkToken, logIn, mailsTo, newestMail, type Rows, register, tenant } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('resend');
const resendMutation = 'mutation ($email: EmailAddress!) { resendVerification(email: $email) }';
const verifyMutation = 'mutation ($token: String!) { verifyEmail(token: $token) { tenant { id } } }';

let server: Started;

beforeAll(async () => {
  const mailsPerAddressAndPurpose = { limit: 20, windowMs: 60_000 };
  server = await start(
    { MONGODB_URI: database.uri },
    { quotas: { mailsPerAddressAndPurpose }, durations: { tenantCacheMs: 1 } },
  );
});
afterAll(() => server.close());
afterEach(() => {
  vi.restoreAllMocks();
});

const resend = (email: string) =>
  get<{ resendVerification: boolean }>(server, resendMutation, { variables: { email } });
const verify = async (token: string) =>
  (await get<{ verifyEmail: { tenant: object } }>(server, verifyMutation, { variables: { token } }))
    .verifyEmail.tenant;

describe('asking for the link once more', () => {
  it('mails another one that works, the first one staying good until one is used', async () => {
    const account = await register(server);
    const first = linkToken(await newestMail(server, account.email));
    expect(await resend(` ${account.email.toUpperCase()}`)).toEqual({ resendVerification: true });
    const second = linkToken(await newestMail(server, account.email));
    expect(second).not.toBe(first);
    expect(await verify(second)).toEqual({ id: account.tenantId });
    await refused(server, verifyMutation, 'TOKEN_INVALID', { variables: { token: first } });
    await logIn(server, account);
  });

  it('is for the newest of several registrations', async () => {
    const email = 'several@company.example';
    await register(server, 'TRIAL', { email, name: 'The first' });
    await newestMail(server, email);
    const newest = await register(server, 'TRIAL', { email, name: 'The second' });
    await newestMail(server, email);
    await resend(email);
    const mail = await newestMail(server, email);
    expect(mail).toContain('The second');
    expect(await verify(linkToken(mail))).toEqual({ id: newest.tenantId });
  });

  it('mails nobody where nothing is pending, or no longer, and answers alike', async () => {
    const active = await tenant(server);
    const late = await register(server);
    await newestMail(server, late.email);
    const past = { $set: { pendingUntil: new Date(Date.now() - 1_000) } };
    await database.db.collection<{ _id: string }>('tenants').updateOne({ _id: late.tenantId }, past);
    for (const email of [active.email, late.email, 'nobody@company.example'])
      expect(await resend(email)).toEqual({ resendVerification: true });
    const waiting = await register(server);
    await resend(waiting.email);
    await newestMail(server, waiting.email);
    for (const { email } of [active, late]) expect(await mailsTo(server, email)).toHaveLength(1);
    expect(await mailsTo(server, 'nobody@company.example')).toEqual([]);
  });

  it('tells the owner of a taken address once more, without a link', async () => {
    const owner = await tenant(server);
    await register(server, 'TRIAL', { email: owner.email, name: 'Somebody else' });
    await newestMail(server, owner.email, /already/);
    await resend(owner.email);
    expect(await newestMail(server, owner.email, /already/)).not.toContain('token=');
  });

  it('is refused for what is no address', async () => {
    await refused(server, resendMutation, 'BAD_USER_INPUT', { variables: { email: 'a@b@c' } });
  });
});

describe('a beginning that a crash cut short', () => {
  it.each(['users', 'tenants'])(
    'does not keep the address from others once its %s have expired',
    async (name) => {
      const email = `cut-short-${name}@company.example`;
      const lost = await register(server, 'TRIAL', { email });
      const link = linkToken(await newestMail(server, email));
      vi.spyOn(AuditService.prototype, 'recordOnce').mockRejectedValueOnce(new Error('killed'));
      await refused(server, verifyMutation, 'INTERNAL_SERVER_ERROR', { variables: { token: link } });
      const again = await register(server, 'TRIAL', { email });
      expect(await newestMail(server, email)).toContain('already');
      const { tenantId } = lost;
      const filter = name === 'users' ? { tenantId } : { _id: tenantId };
      await database.db.collection<Rows>(name).deleteMany(filter);
      await resend(email);
      expect(await verify(linkToken(await newestMail(server, email)))).toEqual({ id: again.tenantId });
      await logIn(server, again);
    },
  );

  it('is finished by following the link again', async () => {
    const account = await register(server);
    const token = linkToken(await newestMail(server, account.email));
    vi.spyOn(AuditService.prototype, 'recordOnce').mockRejectedValueOnce(new Error('killed'));
    await refused(server, verifyMutation, 'INTERNAL_SERVER_ERROR', { variables: { token } });
    expect(await verify(token)).toEqual({ id: account.tenantId });
    await logIn(server, account);
  });
});

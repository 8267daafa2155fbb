import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { mailsTo, type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { get, refused } from '../support/graphql.ts';
import { type ReadMail, readMail } from '../support/mail-text.ts';
import { outboxRows } from '../support/outbox-rows.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('lead-mail');
const capture =
  'mutation ($input: CustomerInfoInput!) { captureCustomerInfo(input: $input) { customerInfo { name email phone } } }';
const ana = { name: 'Ana Pérez', email: 'ana@example.com', phone: '+1 619 555 0100' };

let server: Started;

beforeAll(async () => {
  const quotas = { businessMailsPerTenant: { limit: 5, windowMs: 86_400_000 } };
  server = await start({ MONGODB_URI: database.uri }, { quotas });
});
afterAll(() => server.close());

const leave = (guest: Visitor, input: Record<string, unknown> = ana) =>
  get(server, capture, { token: guest.token, variables: { input } });
const posted = async ({ tenantId }: TenantActor) =>
  (await outboxRows(database.db)).filter((row) => row.tenantId === tenantId && row._id.startsWith('lead-'));

/** Mails about leads, once everything that was posted has left. */
async function leadsOf(company: TenantActor): Promise<ReadMail[]> {
  await vi.waitFor(async () => {
    const statuses = (await posted(company)).map(({ status }) => status);
    expect(statuses).toEqual(statuses.map(() => 'SENT'));
  }, 5_000);
  const mails = (await mailsTo(server, company.email)).map(({ mail }) => readMail(mail));
  return mails.filter(({ headers }) => headers.subject?.startsWith('New lead'));
}

interface SessionRow {
  _id: string;
  customerInfo: object | null;
  purgeAt?: Date;
}
const sessions = () => database.db.collection<SessionRow>('widget_sessions');

it('reaches the tenant once a session: with the first contact, not with what is changed later', async () => {
  const company = await tenant(server);
  const guest = await visitor(server, company);
  await leave(guest);
  await leave(guest, { phone: '619 555 0199' });
  const [mail, ...more] = await leadsOf(company);
  expect(more).toEqual([]);
  expect(mail?.headers).toMatchObject({ to: company.email, subject: 'New lead: Ana Pérez' });
  for (const fact of [...Object.values(ana), guest.sessionId]) {
    expect(mail?.text).toContain(fact);
    expect(mail?.html).toContain(fact);
  }
  expect(mail?.text).not.toMatch(/https?:\/\//);
});

it('reaches it once where contacts are left at the same moment', async () => {
  const company = await tenant(server);
  const guest = await visitor(server, company);
  await Promise.all(
    Array.from({ length: 10 }, (_, place) => leave(guest, { email: `ana${place}@example.com` })),
  );
  expect(await leadsOf(company)).toHaveLength(1);
});

it('reaches it all the same where a process died between keeping the contact and posting the mail', async () => {
  const company = await tenant(server);
  const guest = await visitor(server, company);
  await sessions().updateOne(
    { _id: guest.sessionId },
    { $set: { customerInfo: { ...ana, capturedAt: new Date() } } },
  );
  await leave(guest);
  expect(await leadsOf(company)).toHaveLength(1);
});

it('is not sent for what is refused', async () => {
  const company = await tenant(server);
  const guest = await visitor(server, company);
  const asking = { token: guest.token, variables: { input: { name: 'Ana' } } };
  await refused(server, capture, 'BAD_USER_INPUT', asking);
  expect(await posted(company)).toEqual([]);
});

it('comes for more than three a day, up to a limit, beyond which contacts are kept without one', async () => {
  const [company, other] = [await tenant(server), await tenant(server)];
  for (let count = 0; count < 6; count += 1) await leave(await visitor(server, company));
  expect(await leadsOf(company)).toHaveLength(5);
  const kept = await sessions()
    .find({ tenantId: company.tenantId } as object)
    .toArray();
  expect(kept.map(({ customerInfo }) => customerInfo)).not.toContain(null);
  await leave(await visitor(server, other));
  expect(await leadsOf(other)).toHaveLength(1);
});

it('leaves a session that outlives its week', async () => {
  const company = await tenant(server);
  const lead = await visitor(server, company);
  await leave(lead);
  const row = await sessions().findOne({ _id: lead.sessionId });
  expect(row?.customerInfo).toMatchObject(ana);
  expect(row).not.toHaveProperty('purgeAt');
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tiers } from '../../src/tenant/tiers.ts';
import { colleague, type Rows, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { estimated, hear, shown } from '../support/narratives.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('narrative-stream');
const pool = 'I want to install a 15x30 pool with spa in my backyard in San Diego';

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start(
    { MONGODB_URI: database.uri },
    {
      // Slow enough that a narrative is still being written when its second reader comes.
      durations: { tenantCacheMs: 1, scriptedReplyMs: 250 },
      tiers: { TRIAL: { ...tiers.TRIAL, requestsPerHour: 100_000 } },
    },
  );
  company = await tenant(server, 'TRIAL');
});
afterAll(() => server.close());

const rows = () => database.db.collection<Rows>('narratives');
const codeOf = ({ errors }: { errors: { extensions: { code: string } }[] }) => errors[0]?.extensions.code;

describe('the narrative of an estimate', () => {
  it('comes sentence by sentence, and ends with the whole', async () => {
    const { sessionId, narrative } = await estimated(server, company, pool);
    const heard = await hear(server, company, { sessionId });
    expect(heard.narrative).toBe(narrative);
    expect(heard.text).toBe(narrative);
    expect(heard.events.length).toBeGreaterThan(5);
    expect(heard.events.map(({ index }) => index)).toEqual(heard.events.map((_, place) => place));
    for (const { text } of heard.events.slice(0, -1)) expect(text).toMatch(/[.!?]$/);
  });

  it('is resumed after any event, with nothing lost or said twice', async () => {
    const { sessionId } = await estimated(server, company, pool);
    const { events } = await hear(server, company, { sessionId });
    for (const { index: afterIndex } of events)
      expect((await hear(server, company, { sessionId, afterIndex })).events).toEqual(
        events.slice(afterIndex + 1),
      );
    for (const afterIndex of [-1, -7])
      expect((await hear(server, company, { sessionId, afterIndex })).events).toEqual(events);
    expect((await hear(server, company, { sessionId, afterIndex: 2_000_000_000 })).events).toEqual([]);
  });

  it('goes on where a reader was cut off while it was being written', async () => {
    const { sessionId, narrative } = await estimated(server, company, pool);
    const first = await hear(server, company, { sessionId }, (events) => events.length === 2);
    const rest = await hear(server, company, { sessionId, afterIndex: 1 });
    expect(
      first.events
        .slice(0, 2)
        .map(({ text }) => text)
        .join('') + rest.text,
    ).toBe(narrative);
    expect(rest.events[0]?.index).toBe(2);
  });

  it('is written once for two who ask at the same moment', async () => {
    const { id, sessionId } = await estimated(server, company, pool);
    const wanted = { sessionId, audience: 'CONTRACTOR' as const };
    const [one, other] = await Promise.all([hear(server, company, wanted), hear(server, company, wanted)]);
    expect(other.events).toEqual(one.events);
    expect(await rows().countDocuments({ _id: `${id}:1:CONTRACTOR` })).toBe(1);
  });

  it('is another for the contractor, begun when it is first asked for', async () => {
    const { id, sessionId, narrative } = await estimated(server, company, pool);
    const _id = `${id}:1:CONTRACTOR`;
    expect(await rows().findOne({ _id })).toBeNull();
    const heard = await hear(server, company, { sessionId, audience: 'CONTRACTOR' });
    expect(heard.text).toBe(heard.narrative);
    expect(heard.narrative).not.toBe(narrative);
    const row = { status: 'DONE', source: 'template', text: heard.narrative, sessionId, promptVersion: 1 };
    expect(await rows().findOne({ _id })).toMatchObject({ ...row, tenantId: company.tenantId });
    expect((await shown(server, company, sessionId)).narrative).toBe(narrative);
  });

  it('is told from what is stored once its log has gone', async () => {
    const { id, sessionId, narrative } = await estimated(server, company, pool);
    await hear(server, company, { sessionId });
    // The same narrative, under an id that no log is kept for.
    await database.db.collection<Rows>('estimations').updateOne({ _id: id }, { $set: { revision: 9 } });
    const done = await rows().findOne({ _id: `${id}:1:CUSTOMER` });
    await rows().insertOne({ ...done, _id: `${id}:9:CUSTOMER` });
    const { lastIndex } = done as unknown as { lastIndex: number };
    for (const afterIndex of [-1, 3, lastIndex - 1]) {
      const { events } = await hear(server, company, { sessionId, afterIndex });
      expect(events).toEqual([{ __typename: 'NarrativeCompleted', index: lastIndex, narrative }]);
    }
    expect((await hear(server, company, { sessionId, afterIndex: lastIndex })).events).toEqual([]);
  });
});

describe('a narrative whose writer died', () => {
  /** An estimate whose narrative is somebody's who has not been heard of since `leaseUntil`. */
  async function abandoned(leaseUntil: Date) {
    const { id, sessionId, narrative } = await estimated(server, company, pool);
    await hear(server, company, { sessionId });
    await database.db.collection<Rows>('estimations').updateOne({ _id: id }, { $set: { revision: 2 } });
    const _id = `${id}:2:CUSTOMER`;
    const row = { tenantId: company.tenantId, sessionId, status: 'WRITING', text: '', promptVersion: 1 };
    await rows().insertOne({ _id, ...row, leaseUntil, createdAt: new Date(), updatedAt: new Date() });
    return { _id, sessionId, narrative };
  }

  it('is ended with the template by whoever wants to read it, after all that anyone has read', async () => {
    const { _id, sessionId, narrative } = await abandoned(new Date(Date.now() - 1));
    const readers = [-1, 0, 40].map((afterIndex) => hear(server, company, { sessionId, afterIndex }));
    for (const { events } of await Promise.all(readers)) {
      expect(events).toEqual([{ __typename: 'NarrativeCompleted', index: 1_000, narrative }]);
    }
    expect(await rows().findOne({ _id })).toMatchObject({ status: 'DONE', source: 'template' });
  });

  it('is waited for while its lease runs', async () => {
    const leaseUntil = new Date(Date.now() + 400);
    const { sessionId, narrative } = await abandoned(leaseUntil);
    const heard = await hear(server, company, { sessionId });
    expect(Date.now()).toBeGreaterThanOrEqual(leaseUntil.getTime());
    expect(heard.narrative).toBe(narrative);
  });
});

describe('who hears a narrative', () => {
  it('is the visitor in the own session, of the customer’s alone', async () => {
    const [guest, other] = [await visitor(server, company), await visitor(server, company)];
    const { sessionId, narrative } = await estimated(server, guest, pool);
    expect((await hear(server, guest, { sessionId })).narrative).toBe(narrative);
    expect(codeOf(await hear(server, guest, { sessionId, audience: 'CONTRACTOR' }))).toBe('FORBIDDEN');
    expect(codeOf(await hear(server, other, { sessionId }))).toBe('NOT_FOUND');
    expect(codeOf(await hear(server, other, { sessionId, audience: 'CONTRACTOR' }))).toBe('FORBIDDEN');
  });

  it('is the staff for any session of the tenant, not those who only read, nor other tenants', async () => {
    const guest = await visitor(server, company);
    const { sessionId, narrative } = await estimated(server, guest, pool);
    const standard = await colleague(server, database.db, company, 'STANDARD');
    const reader = await colleague(server, database.db, company, 'READ_ONLY');
    for (const audience of ['CUSTOMER', 'CONTRACTOR'] as const) {
      expect((await hear(server, standard, { sessionId, audience })).narrative).not.toBeNull();
      expect(codeOf(await hear(server, reader, { sessionId, audience }))).toBe('FORBIDDEN');
    }
    expect((await hear(server, standard, { sessionId })).narrative).toBe(narrative);
    expect(codeOf(await hear(server, await tenant(server), { sessionId }))).toBe('NOT_FOUND');
    expect(codeOf(await hear(server, {}, { sessionId }))).toBe('UNAUTHENTICATED');
  });

  it('is nobody while there is nothing to tell of', async () => {
    const { sessionId, status } = await estimated(server, company, 'Something nice for my grandmother');
    expect(status).toBe('DRAFT');
    const { errors } = await hear(server, company, { sessionId });
    expect(errors[0]).toMatchObject({
      message: 'There is no estimate to tell of yet.',
      extensions: { code: 'CONFLICT' },
    });
    expect(codeOf(await hear(server, company, { sessionId: randomUUID() }))).toBe('NOT_FOUND');
    expect(await rows().countDocuments({ sessionId })).toBe(0);
  });
});

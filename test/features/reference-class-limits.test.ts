import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rows, setTenant, type TenantActor, tenant } from '../support/actors.ts';
import { archive, askCreate, create, createMutation, goodClass, update } from '../support/classes.ts';
import { freshDatabase } from '../support/database.ts';
import { refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('class-limits');

let server: Started;
let second: Started;
let env: Record<string, string>;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri, SELF_SERVICE_TIERS: 'TRIAL,PRO,ENTERPRISE' });
  // One folder: whichever of the two sends a mail, it is found there.
  env = { MONGODB_URI: database.uri, DATA_DIR: server.dataDir };
  second = await start(env);
});
afterAll(async () => {
  await second.close();
  await server.close();
});

const inUse = ({ tenantId }: TenantActor) =>
  database.db.collection<Rows>('reference_classes').countDocuments({ tenantId, isArchived: false });

/** What each of so many at once gets, by how often. */
async function atOnce(owner: TenantActor, count: number, where = server): Promise<Record<string, number>> {
  const answers = await Promise.all(
    Array.from({ length: count }, (_, place) =>
      askCreate(where, owner, goodClass({ name: `Class ${place}` })),
    ),
  );
  const outcomes: Record<string, number> = {};
  for (const { errors } of answers) {
    const is = errors[0]?.extensions.code ?? 'made';
    outcomes[is] = (outcomes[is] ?? 0) + 1;
  }
  return outcomes;
}

const isFull = (owner: TenantActor, limit: number) =>
  refused(server, createMutation, 'TIER_LIMIT', {
    ...{ token: owner.token, variables: { input: goodClass({ name: 'One More' }) } },
  }).then(({ extensions }) => expect(extensions.limit).toBe(limit));

describe('the limit on own classes', { timeout: 60_000 }, () => {
  it('is none at all for a trial', async () => {
    await isFull(await tenant(server, 'TRIAL'), 0);
  });

  it('is 50 with PRO, exactly, when 100 are made at once', async () => {
    const owner = await tenant(server, 'PRO');
    expect(await atOnce(owner, 100)).toEqual({ made: 50, TIER_LIMIT: 50 });
    expect(await inUse(owner)).toBe(50);
    await isFull(owner, 50);
  });

  it('leaves a place free for each class that is archived, and none for one that is changed', async () => {
    const owner = await tenant(server, 'ENTERPRISE');
    for (const name of ['A', 'B', 'C']) await create(server, owner, { name });
    const last = await create(server, owner, { name: 'D' });
    const few = { PRO: { ...proOf(4) } };
    const strict = await start(env, { tiers: few });
    await setTenant(database.db, owner, { tier: 'PRO' });
    // Those from a time without a limit take places too.
    expect(await atOnce(owner, 8, strict)).toEqual({ TIER_LIMIT: 8 });
    await update(server, owner, last.id, goodClass({ name: 'D again' }));
    expect(await atOnce(owner, 8, strict)).toEqual({ TIER_LIMIT: 8 });
    await archive(server, owner, last.id);
    expect(await atOnce(owner, 8, strict)).toEqual({ made: 1, TIER_LIMIT: 7 });
    expect(await inUse(owner)).toBe(4);
    await strict.close();
  });

  it('is exact after a downgrade, though two servers take what is asked of them', async () => {
    const owner = await tenant(server, 'ENTERPRISE');
    expect(await atOnce(owner, 45)).toEqual({ made: 45 });
    await setTenant(database.db, owner, { tier: 'PRO' });
    const both = await Promise.all(
      [server, second].flatMap((one, at) =>
        Array.from({ length: 10 }, (_, place) =>
          askCreate(one, owner, goodClass({ name: `After ${at} ${place}` })),
        ),
      ),
    );
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(5);
    expect(await inUse(owner)).toBe(50);
    await setTenant(database.db, owner, { tier: 'TRIAL' });
    await isFull(owner, 0);
    expect(await inUse(owner)).toBe(50);
  });
});

const proOf = (maxCustomReferenceClasses: number) => ({
  ...{ requestsPerHour: 100, byokRequired: true, whiteLabel: true, repliesAtOnce: 10 },
  maxCustomReferenceClasses,
});

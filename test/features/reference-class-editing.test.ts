import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { noSums } from '../../src/feedback/tally.ts';
import { colleague, type Rows, type TenantActor, tenant } from '../support/actors.ts';
import {
  archive,
  archiveMutation,
  create,
  createMutation,
  goodClass,
  matched,
  update,
  updateMutation,
} from '../support/classes.ts';
import { freshDatabase } from '../support/database.ts';
import { get, refused } from '../support/graphql.ts';
import { audited } from '../support/settings.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('class-editing');
const wish = 'a treehouse with a rope ladder';

let server: Started;
let owner: TenantActor;
let stranger: TenantActor;
let operator: { token: string };

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri });
  owner = await tenant(server);
  stranger = await tenant(server);
  operator = await colleague(server, database.db, { tenantId: null }, 'OPERATOR');
});
afterAll(() => server.close());

const listed = async (token: string, filter: object = { isPlatform: false }): Promise<string[]> => {
  const { referenceClasses } = await get<{ referenceClasses: { edges: { node: { name: string } }[] } }>(
    server,
    'query ($filter: ReferenceClassFilter) { referenceClasses(first: 50, filter: $filter) { edges { node { name } } } }',
    { token, variables: { filter } },
  );
  return referenceClasses.edges.map(({ node }) => node.name);
};

describe('an admin’s own class', () => {
  it('is made, matched at once by its tenant alone, changed and archived, and all of it told in the log', async () => {
    const made = await create(server, owner, { attributes: { referenceSize: { value: 90, unit: 'sqft' } } });
    expect(made).toMatchObject({
      ...{ name: 'Treehouse - Oak', isPlatform: false, isArchived: false, isSynthetic: false },
      ...{ feedbackCount: 0, validationSource: null },
      costDistribution: { p50: 12_000, p80: 15_000, p95: 21_000, currency: 'USD' },
      timelineDistribution: { p50: 3, p80: 4, p95: 6, unit: 'weeks' },
    });
    expect((await matched(server, owner, wish))[0]).toBe('Treehouse - Oak');
    expect(await matched(server, stranger, wish)).not.toContain('Treehouse - Oak');

    const classes = database.db.collection<Rows>('reference_classes');
    await classes.updateOne({ _id: made.id }, { $set: { isSynthetic: true } });
    const month = { kind: 'month', period: '2026-10', referenceClassId: made.id };
    await database.db.collection<Rows>('tallies').insertOne({
      ...{ _id: `${owner.tenantId}:month:2026-10:${made.id}`, tenantId: owner.tenantId, ...month },
      ...{
        sums: { ...noSums, reported: 7 },
        version: 1,
        pending: [],
        isPending: false,
        touchedAt: new Date(),
      },
    });
    const input = goodClass({ name: 'Treehouse - Elm', keywords: ['elm house', 'treehouse', 'Treehouse'] });
    const changed = await update(server, owner, made.id, input);
    expect(changed).toMatchObject({
      ...{ id: made.id, name: 'Treehouse - Elm', keywords: ['elm house', 'treehouse'] },
      ...{ isSynthetic: true, feedbackCount: 7 },
      // Left out, so as it was.
      attributes: { referenceSize: { value: 90, unit: 'sqft' } },
    });
    const emptied = await update(server, owner, made.id, { ...input, attributes: null });
    expect(emptied.attributes).toEqual({});
    expect((await matched(server, owner, wish))[0]).toBe('Treehouse - Elm');

    expect(await archive(server, owner, made.id)).toMatchObject({
      isArchived: true,
      name: 'Treehouse - Elm',
    });
    expect(await matched(server, owner, wish)).not.toContain('Treehouse - Elm');
    expect(await listed(owner.token)).toEqual([]);
    expect(await listed(owner.token, { isPlatform: false, includeArchived: true })).toEqual([
      'Treehouse - Elm',
    ]);
    expect(await archive(server, owner, made.id)).toMatchObject({ id: made.id, isArchived: true });
    await refused(server, updateMutation, 'CONFLICT', {
      ...{ token: owner.token, variables: { id: made.id, input } },
    });
    expect((await audited(database.db, owner)).map(({ action, actor }) => [action, actor])).toEqual([
      ['reference_class.created', owner.email],
      ['reference_class.changed', owner.email],
      ['reference_class.changed', owner.email],
      ['reference_class.archived', owner.email],
    ]);
  });

  it('bears a name that no other of its owner’s in use bears, whatever its case, even when both are made at once', async () => {
    const first = await create(server, owner, { name: 'Gazebo  Round' });
    const other = await create(server, owner, { name: 'Gazebo Square' });
    const { token } = owner;
    const input = goodClass({ name: 'GAZEBO round' });
    await refused(server, createMutation, 'CONFLICT', { token, variables: { input } });
    await refused(server, updateMutation, 'CONFLICT', { token, variables: { id: other.id, input } });
    await update(server, owner, first.id, input);
    await create(server, stranger, { name: 'Gazebo Round' });
    await archive(server, owner, first.id);
    await create(server, owner, { name: 'Gazebo Round' });

    const twins = await Promise.allSettled(
      Array.from({ length: 8 }, () => create(server, owner, { name: 'Gazebo Twin' })),
    );
    expect(twins.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const twin of twins)
      if (twin.status === 'rejected') expect(String(twin.reason)).toContain('CONFLICT');
  });

  it('is as absent to another’s admin and to operators; the platform’s is visible to admins and not theirs', async () => {
    const { id } = await create(server, owner, { name: 'Ours Alone' });
    const input = goodClass({ name: 'Stolen' });
    for (const { token } of [stranger, operator])
      for (const unknown of [id, 'rc_nothing', '']) {
        await refused(server, updateMutation, 'NOT_FOUND', { token, variables: { id: unknown, input } });
        await refused(server, archiveMutation, 'NOT_FOUND', { token, variables: { id: unknown } });
      }
    const platforms = { id: 'rc_residential-pool-midrange' };
    const { token } = owner;
    await refused(server, updateMutation, 'FORBIDDEN', { token, variables: { ...platforms, input } });
    await refused(server, archiveMutation, 'FORBIDDEN', { token, variables: platforms });
    const member = await colleague(server, database.db, owner, 'STANDARD');
    await refused(server, createMutation, 'FORBIDDEN', { token: member.token, variables: { input } });
  });
});

describe('an operator’s class', () => {
  it('is the platform’s: every tenant matches it, until it is archived', async () => {
    const made = await create(server, operator, { name: 'Bunker', keywords: ['fallout bunker'] });
    expect(made).toMatchObject({ isPlatform: true, isSynthetic: false, attributes: {} });
    const row = await database.db.collection<Rows>('reference_classes').findOne({ _id: made.id });
    expect(row).toMatchObject({ tenantId: null, createdAt: expect.any(Date), updatedAt: expect.any(Date) });
    for (const who of [owner, stranger])
      expect((await matched(server, who, 'a fallout bunker'))[0]).toBe('Bunker');
    const input = goodClass({ name: 'Bunker Deep', keywords: ['fallout bunker'] });
    await update(server, operator, made.id, input);
    expect((await matched(server, owner, 'a fallout bunker'))[0]).toBe('Bunker Deep');
    await archive(server, operator, made.id);
    expect(await matched(server, owner, 'a fallout bunker')).not.toContain('Bunker Deep');
    await archive(server, operator, made.id);
    const logged = await database.db.collection<Rows>('audit').find({ target: made.id }).sort({ _id: 1 });
    expect(await logged.toArray()).toMatchObject(
      ['created', 'changed', 'archived'].map((what) => ({
        ...{ tenantId: 'platform', actor: 'operator', action: `reference_class.${what}` },
      })),
    );
  });

  it('may be one of the catalogue’s, whose names are taken too; what was changed stays so after a start', async () => {
    const asking = { token: operator.token };
    const input = goodClass({ name: 'adu - STUDIO' });
    await refused(server, createMutation, 'CONFLICT', { ...asking, variables: { input } });
    const renamed = goodClass({ name: 'ADU - Atelier', subcategory: 'adu' });
    await update(server, operator, 'rc_adu-studio', renamed);
    await refused(server, createMutation, 'CONFLICT', { ...asking, variables: { input: renamed } });
    const again = await start({ MONGODB_URI: database.uri });
    await vi.waitFor(async () => expect(await listed(owner.token, { search: 'Atelier' })).toHaveLength(1));
    await again.close();
    const freed = await create(server, operator, { name: 'ADU - Studio' });
    await archive(server, operator, freed.id);
  });
});

describe('a class that another server changed', () => {
  it('is matched by this one within seconds, as it is then', async () => {
    // One folder: whichever of the two sends a mail, it is found there.
    const neighbour = await start({ MONGODB_URI: database.uri, DATA_DIR: server.dataDir });
    const ofNeighbour = await tenant(neighbour);
    const there = { token: ofNeighbour.token };
    const reader = await colleague(server, database.db, ofNeighbour, 'READ_ONLY');
    const soon = { timeout: 5_000, interval: 30 };
    const bestHere = async () => (await matched(server, reader, wish))[0];
    const made = await create(neighbour, there, { name: 'Treehouse Far' });
    await vi.waitFor(async () => expect(await bestHere()).toBe('Treehouse Far'), soon);
    await update(neighbour, there, made.id, goodClass({ name: 'Treehouse Farther' }));
    await vi.waitFor(async () => expect(await bestHere()).toBe('Treehouse Farther'), soon);
    await archive(neighbour, there, made.id);
    await vi.waitFor(async () => expect(await bestHere()).not.toBe('Treehouse Farther'), soon);
    await neighbour.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colleague, type Rows, type TenantActor, tenant } from '../support/actors.ts';
import { create, goodClass } from '../support/classes.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get, refused } from '../support/graphql.ts';
import { operator } from '../support/people.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('synthetic');
const mutation = `mutation ($input: SyntheticGenerateInput!) { generateSyntheticReferenceClasses(input: $input) {
  generatedCount referenceClassIds referenceClasses { id name category subcategory isPlatform isSynthetic validationSource
    costDistribution { p50 p80 p95 } timelineDistribution { p50 p80 p95 } regionalMultipliers { region multiplier } } } }`;
const classQuery = 'query ($id: ID!) { referenceClass(id: $id) { name isPlatform isSynthetic } }';

interface Drawn {
  id: string;
  name: string;
  isPlatform: boolean;
  isSynthetic: boolean;
  validationSource: string;
}
interface Generated {
  generatedCount: number;
  referenceClassIds: string[];
  referenceClasses: Drawn[];
}
type Who = { token: string };

let server: Started;

beforeAll(async () => {
  server = await start(
    { MONGODB_URI: database.uri, SELF_SERVICE_TIERS: 'TRIAL,PRO,ENTERPRISE' },
    { durations: { tenantCacheMs: 1 } },
  );
});
afterAll(() => server.close());

const wanted = (change: object = {}) => ({
  ...{ category: 'construction', subcategories: ['pool', 'sauna'], regions: ['SoCal - San Diego'] },
  ...{ countPerSubcategory: 3, seed: 7, ...change },
});
const asking = ({ token }: Who, change: object = {}) => ({ token, variables: { input: wanted(change) } });
const generate = async (who: Who, change: object = {}) =>
  (await get<{ generateSyntheticReferenceClasses: Generated }>(server, mutation, asking(who, change)))
    .generateSyntheticReferenceClasses;
const namesOf = ({ referenceClasses }: Generated) => referenceClasses.map(({ name }) => name);
const withoutIds = ({ referenceClasses }: Generated) => referenceClasses.map(({ id: _, ...rest }) => rest);
const inUse = ({ tenantId }: Pick<TenantActor, 'tenantId'>) =>
  database.db.collection<Rows>('reference_classes').countDocuments({ tenantId, isArchived: false });
const isFull = async (owner: TenantActor, limit: number, change: object) =>
  expect((await refused(server, mutation, 'TIER_LIMIT', asking(owner, change))).extensions.limit).toBe(limit);

describe('synthetic classes', () => {
  it('that a process died over are taken back by the next request, and nothing that was whole', async () => {
    const owner = await tenant(server, 'ENTERPRISE');
    const rows = database.db.collection<Rows>('reference_classes');
    const whole = await generate(owner, { seed: 8, subcategories: ['deck'] });
    const [archived = ''] = whole.referenceClassIds;
    await rows.updateOne({ _id: archived }, { $set: { isArchived: true }, $unset: { nameKey: 1, slot: 1 } });
    const part = await generate(owner);
    await rows.deleteMany({ _id: { $in: part.referenceClassIds.slice(2) } });
    await rows.updateMany(
      { tenantId: owner.tenantId },
      { $set: { createdAt: new Date(Date.now() - 120_000) } },
    );
    expect(namesOf(await generate(owner))).toEqual(namesOf(part));
    expect(await inUse(owner)).toBe(8);
  });

  it('are the same for the same seed, others for another, and say where they come from', async () => {
    const [one, other] = [await tenant(server, 'ENTERPRISE'), await tenant(server, 'ENTERPRISE')];
    const first = await generate(one);
    expect(first).toMatchObject({
      generatedCount: 6,
      referenceClassIds: first.referenceClasses.map(({ id }) => id),
    });
    expect(withoutIds(await generate(other))).toEqual(withoutIds(first));
    for (const drawn of first.referenceClasses)
      expect(drawn).toMatchObject({
        ...{ isPlatform: false, isSynthetic: true, category: 'construction' },
        ...{ validationSource: 'synthetic, seed 7', regionalMultipliers: [{ region: 'SoCal - San Diego' }] },
      });
    const figures = (generated: Generated) => withoutIds(generated).map((drawn) => ({ ...drawn, name: '' }));
    expect(figures(await generate(one, { seed: 8 }))).not.toEqual(figures(first));
  });

  it('have names of their own, however often they are drawn', async () => {
    const owner = await tenant(server, 'ENTERPRISE');
    const names = [...namesOf(await generate(owner)), ...namesOf(await generate(owner))];
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(12);
  });

  it('bear a seed that they can be drawn from again where none was given', async () => {
    const [one, other] = [await tenant(server, 'ENTERPRISE'), await tenant(server, 'ENTERPRISE')];
    const drawn = await generate(one, { seed: null });
    const seed = Number(/seed (\d+)$/.exec(drawn.referenceClasses[0]?.validationSource ?? '')?.[1]);
    expect(withoutIds(await generate(other, { seed }))).toEqual(withoutIds(drawn));
  });

  it('are the platform’s where an operator asks, and everybody sees them', async () => {
    const staff = await operator(server, database.db);
    const reader = await tenant(server, 'TRIAL');
    const { referenceClasses } = await generate(staff, { subcategories: ['wine cellar'] });
    expect(referenceClasses.map(({ isPlatform }) => isPlatform)).toEqual([true, true, true]);
    const variables = { id: referenceClasses[0]?.id };
    const { referenceClass } = await get<{ referenceClass: Drawn }>(server, classQuery, {
      token: reader.token,
      variables,
    });
    expect(referenceClass).toMatchObject({ isPlatform: true, isSynthetic: true });
  });

  it('are not for standard users', async () => {
    const owner = await tenant(server, 'ENTERPRISE');
    const standard = await colleague(server, database.db, owner, 'STANDARD');
    await refused(server, mutation, 'FORBIDDEN', asking(standard));
  });
});

describe('the limit on own classes', () => {
  it('leaves a trial none', async () => {
    await isFull(await tenant(server, 'TRIAL'), 0, { subcategories: ['pool'], countPerSubcategory: 1 });
  });

  it('is 50 with PRO, exactly, those written by hand included; beyond it none is added', async () => {
    const owner = await tenant(server, 'PRO');
    await create(server, owner, goodClass());
    await generate(owner, { countPerSubcategory: 20 });
    await isFull(owner, 50, { countPerSubcategory: 5 });
    expect(await inUse(owner)).toBe(41);
    await generate(owner, { subcategories: ['pool', 'sauna', 'deck'], countPerSubcategory: 3 });
    expect(await inUse(owner)).toBe(50);
    await isFull(owner, 50, { subcategories: ['pool'], countPerSubcategory: 1 });
  });

  it('holds where two ask at once: each gets all or none', async () => {
    const owner = await tenant(server, 'PRO');
    const answers = await Promise.all(
      ['pool', 'sauna', 'deck'].map((kind) =>
        ask(server, mutation, asking(owner, { subcategories: [kind], countPerSubcategory: 20 })),
      ),
    );
    const made = answers.filter(({ errors }) => errors.length === 0).length;
    expect(await inUse(owner)).toBe(made * 20);
    expect(made).toBeLessThan(3);
    const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
    expect(new Set(codes)).toEqual(new Set(['TIER_LIMIT']));
  });
});

describe('a request that is not right', () => {
  const many = (count: number) => Array.from({ length: count }, (_, place) => `kind ${place}`);

  it.each<[what: string, path: string, change: object]>([
    ['none of a kind', 'input.countPerSubcategory', { countPerSubcategory: 0 }],
    ['21 of a kind', 'input.countPerSubcategory', { countPerSubcategory: 21 }],
    ['no kind', 'input.subcategories', { subcategories: [] }],
    ['21 kinds', 'input.subcategories', { subcategories: many(21) }],
    ['a kind without a name', 'input.subcategories', { subcategories: ['pool', ''] }],
    ['a kind of blanks', 'input.subcategories', { subcategories: ['   '] }],
    ['a kind that is no word', 'input.subcategories', { subcategories: ['pool', 'Wine & Dine'] }],
    ['no category', 'input.category', { category: '' }],
    ['a category of blanks', 'input.category', { category: '  ' }],
    ['a long category', 'input.category', { category: 'x'.repeat(61) }],
    ['too many regions', 'input.regions', { regions: many(51) }],
    ['a region without a name', 'input.regions', { regions: [''] }],
    ['a region on two lines', 'input.regions', { regions: ['Bay\nArea'] }],
    ['a region of blanks', 'input.regions', { regions: [' '] }],
  ])('is refused for %s, and adds nothing', async (_what, path, change) => {
    const owner = await tenant(server, 'ENTERPRISE');
    const { extensions } = await refused(server, mutation, 'BAD_USER_INPUT', asking(owner, change));
    expect(extensions.fields?.map((field) => field.path)).toEqual([path]);
    expect(await inUse(owner)).toBe(0);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TenantActor, tenant } from '../support/actors.ts';
import { askCreate, create, goodClass } from '../support/classes.ts';
import { freshDatabase } from '../support/database.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('class-input');
const planted = 'pl4nted';

let server: Started;
let owner: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri, SELF_SERVICE_TIERS: 'ENTERPRISE' });
  owner = await tenant(server, 'ENTERPRISE');
});
afterAll(() => server.close());

async function faultsOf(change: object): Promise<string[]> {
  const { errors, text } = await askCreate(server, owner, goodClass(change));
  expect(errors[0]?.extensions.code, text).toBe('BAD_USER_INPUT');
  expect(text).not.toContain(planted);
  const own = { tenantId: owner.tenantId, isArchived: false, name: goodClass().name };
  expect(await database.db.collection('reference_classes').countDocuments(own)).toBe(0);
  return (errors[0]?.extensions.fields ?? []).map(({ path }) => path);
}

const cost = (p50: number, p80: number, p95: number, more: object = {}) => ({
  costDistribution: { p50, p80, p95, ...more },
});
const weeks = (p50: number, p80: number, p95: number, more: object = {}) => ({
  timelineDistribution: { p50, p80, p95, ...more },
});
const shares = (...all: [component: string, share: number][]) => ({
  costBreakdownTemplate: all.map(([component, share]) => ({ component, share })),
});
const factors = (...all: [region: string, multiplier: number][]) => ({
  regionalMultipliers: all.map(([region, multiplier]) => ({ region, multiplier })),
});
const words = (count: number) => Array.from({ length: count }, (_, place) => `word ${place}`);
const sized = (referenceSize: unknown) => ({ attributes: { referenceSize } });
const keys = (count: number) => Object.fromEntries(words(count).map((word) => [word, 1]));

describe('a reference class that is none', () => {
  it.each<[string, object, string]>([
    ['a cost of nothing', cost(0, 2, 3), 'costDistribution.p50'],
    ['a negative cost', cost(-1, 2, 3), 'costDistribution.p50'],
    ['a cost of less than a cent', cost(0.001, 2, 3), 'costDistribution.p50'],
    ['P80 like P50', cost(2, 2, 3), 'costDistribution.p80'],
    ['P80 a thousandth above P50', cost(2, 2.001, 3), 'costDistribution.p80'],
    ['P95 below P80', cost(1, 3, 2), 'costDistribution.p95'],
    ['a cost beyond all money', cost(1, 2, 1e13), 'costDistribution.p95'],
    ['a currency in words', cost(1, 2, 3, { currency: 'dollars' }), 'costDistribution.currency'],
    ['a currency in small letters', cost(1, 2, 3, { currency: 'usd' }), 'costDistribution.currency'],
    ['P80 weeks like P95', weeks(1, 2, 2), 'timelineDistribution.p95'],
    ['2 001 weeks', weeks(1, 2, 2_001), 'timelineDistribution.p95'],
    ['days', weeks(1, 2, 3, { unit: 'days' }), 'timelineDistribution.unit'],
    ['no parts', shares(), 'costBreakdownTemplate'],
    ['shares that sum to 0.998', shares(['a', 0.5], ['b', 0.498]), 'costBreakdownTemplate'],
    ['shares that sum to 1.002', shares(['a', 0.5], ['b', 0.502]), 'costBreakdownTemplate'],
    ['a share of nothing', shares(['a', 0.5], ['b', 0.5], ['c', 0]), 'costBreakdownTemplate.2.share'],
    ['a part named twice', shares(['Labor', 0.5], [' labor ', 0.5]), 'costBreakdownTemplate.1.component'],
    ['a part without a name', shares(['', 0.5], ['b', 0.5]), 'costBreakdownTemplate.0.component'],
    ['a part of 61 letters', shares(['x'.repeat(61), 1]), 'costBreakdownTemplate.0.component'],
    ['a multiplier of 0.29', factors(['NorCal', 0.29]), 'regionalMultipliers.0.multiplier'],
    ['a multiplier of 3.01', factors(['a', 1], ['b', 3.01]), 'regionalMultipliers.1.multiplier'],
    ['a region named twice', factors(['NorCal', 1], ['norcal', 1]), 'regionalMultipliers.1.region'],
    ['a region of 101 letters', factors(['x'.repeat(101), 1]), 'regionalMultipliers.0.region'],
    ['51 keywords', { keywords: words(51) }, 'keywords'],
    ['an empty keyword', { keywords: ['a', '  '] }, 'keywords.1'],
    ['a keyword of 61 letters', { keywords: ['x'.repeat(61)] }, 'keywords.0'],
    ['a keyword that rings', { keywords: [`${planted}\u0007`] }, 'keywords.0'],
    ['51 regions', { regions: words(51) }, 'regions'],
    ['a region of two lines', { regions: [`${planted}\nx`] }, 'regions.0'],
    ['no name', { name: '  ' }, 'name'],
    ['a name of 121 letters', { name: 'x'.repeat(121) }, 'name'],
    ['a name of two lines', { name: `${planted}\r\nx` }, 'name'],
    ['no description', { description: '' }, 'description'],
    ['a description of 2 001', { description: 'x'.repeat(2_001) }, 'description'],
    ['a description with an escape', { description: `${planted}\u001b[2J` }, 'description'],
    ['a category in capitals', { category: planted.toUpperCase() }, 'category'],
    ['no subcategory', { subcategory: '' }, 'subcategory'],
    ['a subcategory of 61 letters', { subcategory: 'x'.repeat(61) }, 'subcategory'],
    ['a subcategory that is a path', { subcategory: `../${planted}` }, 'subcategory'],
    ['a source of 201 letters', { validationSource: 'x'.repeat(201) }, 'validationSource'],
    ['an empty source', { validationSource: '' }, 'validationSource'],
    ['a size of nothing', sized({ value: 0, unit: 'sqft' }), 'attributes.referenceSize'],
    ['a size in metres', sized({ value: 5, unit: 'm2' }), 'attributes.referenceSize'],
    ['a size in words', sized(planted), 'attributes.referenceSize'],
    ['no size at all', sized(null), 'attributes.referenceSize'],
    ['51 attributes', { attributes: keys(51) }, 'attributes'],
    ['attributes four levels deep', { attributes: { a: { b: { c: { d: 1 } } } } }, 'attributes'],
    ['an operator', { attributes: { $where: planted } }, 'attributes'],
    ['a path', { attributes: { a: { 'b.c': planted } } }, 'attributes'],
    ['an attribute that rings', { attributes: { a: [`${planted}\u0007`] } }, 'attributes'],
    ['an endless attribute', { attributes: { a: 'x'.repeat(2_001) } }, 'attributes'],
  ])('%s is refused by name', async (_what, change, path) => {
    expect(await faultsOf(change)).toEqual([`input.${path}`]);
  });

  it('hears of every fault at once', async () => {
    const change = { name: '', ...cost(3, 2, 1), ...factors(['a', 9]), keywords: ['', 'x', ''] };
    expect(await faultsOf(change)).toEqual([
      'input.name',
      'input.keywords.0',
      'input.keywords.2',
      'input.costDistribution.p80',
      'input.costDistribution.p95',
      'input.regionalMultipliers.0.multiplier',
    ]);
  });

  it.each<[string, object]>([
    ['an amount in words', cost(planted as unknown as number, 2, 3)],
    ['an amount that is no number', cost(null as unknown as number, 2, 3)],
    ['a keyword that is none', { keywords: [{ planted }] }],
    ['attributes in a list', { attributes: [planted] }],
    ['a field that is nobody’s', { tenantId: planted }],
    ['its own origin', { isSynthetic: true }],
  ])('%s is refused by the type', async (_what, change) => {
    await faultsOf(change);
  });
});

describe('a reference class at the edge of what is one', () => {
  it('is kept trimmed, each keyword once, costs to the cent, shares that sum to 1', async () => {
    const made = await create(server, owner, {
      name: ' Edge of all ',
      ...cost(0.014, 1e11, 1e12, { currency: 'EUR' }),
      ...shares(['a', 0.5005], ['b', 0.5005]),
      ...factors(['low', 0.3], ['high', 3]),
      keywords: [...words(50), ' word 1 ', 'WORD 2', 'x'.repeat(60)].slice(2),
      description: `${'x'.repeat(1_000)}\r\n${'y'.repeat(999)}`,
      attributes: { ...keys(45), referenceSize: { value: 0.5, unit: 'person_weeks' } },
      validationSource: ' our own books ',
      subcategory: 'über_haus 2',
    });
    expect(made).toMatchObject({
      ...{ name: 'Edge of all', validationSource: 'our own books' },
      costDistribution: { p50: 0.01, p80: 1e11, p95: 1e12, currency: 'EUR' },
      costBreakdownTemplate: [
        { component: 'a', share: 0.5 },
        { component: 'b', share: 0.5 },
      ],
      attributes: { referenceSize: { value: 0.5, unit: 'person_weeks' } },
    });
    expect(made.keywords).toHaveLength(50);
  });

  it('keeps shares as they were given where they sum to 1', async () => {
    const given = shares(['a', 0.4], ['b', 0.3], ['c', 0.1], ['d', 0.05], ['e', 0.05], ['f', 0.1]);
    const made = await create(server, owner, { name: 'Whole', ...given });
    expect(made.costBreakdownTemplate).toEqual(given.costBreakdownTemplate);
  });
});

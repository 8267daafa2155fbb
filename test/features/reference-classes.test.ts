import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeCursor } from '../../src/connection.ts';
import { colleague, type Rows, type TenantActor, tenant } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('reference-classes');
const list = `query ($first: Int! = 20, $after: String, $filter: ReferenceClassFilter) { referenceClasses(first: $first, after: $after, filter: $filter) {
  totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { node { id name isPlatform category subcategory } } } }`;
const one = `query ($id: ID!) { referenceClass(id: $id) { id name isPlatform isSynthetic isArchived validationSource keywords regions attributes feedbackCount
  costDistribution { p50 p80 p95 currency } timelineDistribution { p50 p80 p95 unit } costBreakdownTemplate { component share } regionalMultipliers { region multiplier } } }`;
const match = `query ($description: String!, $region: String, $first: Int! = 5) { matchReferenceClasses(description: $description, region: $region, first: $first) {
  confidence matchedTerms referenceClass { name } } }`;

interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  edges: { node: { id: string; name: string; isPlatform: boolean; category: string; subcategory: string } }[];
}

let server: Started;
let company: TenantActor;
let stranger: TenantActor;
const ownId = 'rc_own_of_company';

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri });
  company = await tenant(server);
  stranger = await tenant(server);
  const classes = database.db.collection<Rows>('reference_classes');
  const pool = await classes.findOne({ name: 'Residential Pool - Midrange' });
  const own = { _id: ownId, tenantId: company.tenantId, name: 'Our Own Pools', isArchived: false };
  await classes.insertOne({ ...pool, ...own });
  await classes.insertOne({ ...pool, ...own, _id: 'rc_old', name: 'Our Old Pools', isArchived: true });
});
afterAll(() => server.close());

async function page(variables: Record<string, unknown> = {}, token = stranger.token): Promise<Page> {
  return (await get<{ referenceClasses: Page }>(server, list, { token, variables })).referenceClasses;
}

const namesOf = ({ edges }: Page) => edges.map(({ node }) => node.name);

describe('the reference classes', () => {
  it('are the 36 of the platform, by name, page by page', async () => {
    const names: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const shown: Page = await page({ first: 7, after });
      names.push(...namesOf(shown));
      expect(shown.totalCount).toBe(36);
      expect(shown.pageInfo.hasPreviousPage).toBe(after !== null);
      after = shown.pageInfo.endCursor;
      more = shown.pageInfo.hasNextPage;
    }
    expect(names).toHaveLength(36);
    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(36);
  });

  it.each([
    ['category', { category: 'software' }, 15],
    ['subcategory', { subcategory: 'pool' }, 3],
    ['region', { region: 'NorCal' }, 21],
    ['a region nobody knows', { region: 'Atlantis' }, 0],
    ['synthetic ones', { isSynthetic: true }, 36],
    ['ones that are not', { isSynthetic: false }, 0],
    ['the platform’s', { isPlatform: true }, 36],
    ['the own, of which there are none', { isPlatform: false }, 0],
    ['a search in names', { search: 'shingle' }, 1],
    ['a search with blanks and capitals', { search: '  ONE BEDROOM ' }, 1],
    ['a search that reads like a pattern', { search: '.*' }, 0],
    ['a search for half a bracket', { search: '(' }, 0],
    ['a blank search', { search: '   ' }, 36],
    ['several at once', { category: 'construction', search: 'tile', subcategory: 'roofing' }, 1],
  ])('can be asked for by %s', async (_what, filter, count) => {
    const shown = await page({ first: 50, filter });
    expect(namesOf(shown)).toHaveLength(count);
    expect(shown.totalCount).toBe(count);
  });

  it('of a tenant’s own are its own: to others, with their ids, they are as absent', async () => {
    expect(
      (await page({ filter: { isPlatform: false } }, company.token)).edges.map(({ node }) => node),
    ).toEqual([
      { id: ownId, name: 'Our Own Pools', isPlatform: false, category: 'construction', subcategory: 'pool' },
    ]);
    const archived = { filter: { isPlatform: false, includeArchived: true } };
    expect(namesOf(await page(archived, company.token))).toEqual(['Our Old Pools', 'Our Own Pools']);
    expect((await page(archived, stranger.token)).totalCount).toBe(0);

    const answers = await Promise.all(
      [ownId, 'rc_nothing', '', '{"$ne":null}'].map((id) =>
        ask(server, one, { token: stranger.token, variables: { id } }),
      ),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
      new Set(['200 {"data":{"referenceClass":null}}\n']),
    );
    const own = await get<{ referenceClass: object }>(server, one, {
      token: company.token,
      variables: { id: ownId },
    });
    expect(own.referenceClass).toMatchObject({ id: ownId, isPlatform: false });
  });

  it('are shown whole to those who sign in', async () => {
    const [found] = (await page({ filter: { search: 'Residential Pool - Midrange' } })).edges;
    const reader = await colleague(server, database.db, stranger, 'READ_ONLY');
    const { referenceClass } = await get<{ referenceClass: object }>(server, one, {
      token: reader.token,
      variables: { id: found?.node.id },
    });
    expect(referenceClass).toMatchObject({
      costDistribution: { p50: 75_000, p80: 92_000, p95: 115_000, currency: 'USD' },
      timelineDistribution: { p50: 8, p80: 10, p95: 14, unit: 'weeks' },
      isSynthetic: true,
      validationSource: 'industry averages 2024',
      isArchived: false,
      feedbackCount: 0,
    });
    await refused(server, one, 'UNAUTHENTICATED', { variables: { id: found?.node.id } });
  });

  it('are loaded once, however often the server starts', async () => {
    const again = await start({ MONGODB_URI: database.uri });
    await again.close();
    expect((await page()).totalCount).toBe(36);
  });

  it.each([
    ['a page of none', { first: 0 }, 'first'],
    ['a page of 51', { first: 51 }, 'first'],
    ['a cursor that is none', { after: 'nonsense' }, 'after'],
    ['another list’s cursor', { after: encodeCursor([1_700_000_000_000, 'x']) }, 'after'],
    ['a search of 201 letters', { filter: { search: 'x'.repeat(201) } }, 'filter.search'],
  ])('are refused with %s', async (_what, variables, path) => {
    const error = await refused(server, list, 'BAD_USER_INPUT', { token: stranger.token, variables });
    expect(error.extensions.fields?.map((field) => field.path)).toEqual([path]);
  });
});

describe('matching a description', () => {
  interface Match {
    confidence: number;
    matchedTerms: string[];
    referenceClass: { name: string };
  }
  const matches = async (description: string, more: Record<string, unknown> = {}) => {
    const variables = { description, ...more };
    return (
      await get<{ matchReferenceClasses: Match[] }>(server, match, { token: stranger.token, variables })
    ).matchReferenceClasses;
  };

  it('ranks the candidates, best first', async () => {
    const found = await matches('I want to install a 15x30 pool with spa in my backyard', { first: 3 });
    expect(found[0]?.referenceClass.name).toBe('Residential Pool - Midrange');
    expect(found[0]?.confidence).toBeGreaterThanOrEqual(0.8);
    expect(found[0]?.matchedTerms).toContain('pool');
    expect(found.length).toBeGreaterThan(1);
    expect(found.length).toBeLessThanOrEqual(3);
    const confidences = found.map(({ confidence }) => confidence);
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
    expect(confidences.every((confidence) => confidence >= 0 && confidence <= 1)).toBe(true);
  });

  it.each([
    ['nonsense', 'zxqv wvut rrr'],
    ['question marks', '????'],
    ['an operator', '$where'],
    ['one word of 2 000 letters', 'x'.repeat(2_000)],
  ])('finds nothing for %s', async (_what, description) => {
    expect(await matches(description)).toEqual([]);
  });

  it('takes a region nobody knows', async () => {
    expect((await matches('a kitchen remodel', { region: 'Atlantis' })).length).toBeGreaterThan(0);
  });

  it.each([
    ['nothing', { description: '' }, 'description'],
    ['2 001 characters', { description: 'x'.repeat(2_001) }, 'description'],
    ['a region of 101 characters', { description: 'pool', region: 'x'.repeat(101) }, 'region'],
    ['a page of 51', { description: 'pool', first: 51 }, 'first'],
  ])('is refused for %s', async (_what, variables, path) => {
    const error = await refused(server, match, 'BAD_USER_INPUT', { token: stranger.token, variables });
    expect(error.extensions.fields?.map((field) => field.path)).toEqual([path]);
  });
});

import { get } from '../support/graphql.ts';
import { attempt, type Variables, whileDoing } from './attempt.ts';
import { classTexts, type Mark } from './canary-companies.ts';
import { idRows } from './id-table.ts';
import { operations } from './operations.ts';
import { admitted, policy } from './policy.ts';
import { everyone, principals } from './principals.ts';
import { rootField, rootFields } from './root-fields.ts';
import { project, type World } from './world.ts';

/** Where another company's list goes on. */
export type Cursor = [list: string, after: string];

/** The world of A and one other company. */
interface Pair {
  world: World;
  /** The other company's. */
  mark: Mark;
}

/** What a company's admin is told of where its lists go on. */
export async function cursorsOf(server: { url: string }, { token }: { token: string }): Promise<Cursor[]> {
  const lists = [
    'estimations',
    'referenceClasses',
    'users',
    'auditLog',
    'feedbacks',
    'tuningProposals',
    'leads',
  ];
  return Promise.all(
    lists.map(async (list) => {
      const query = `{ ${list}(first: 1) { pageInfo { endCursor } } }`;
      const data = await get<Record<string, { pageInfo: { endCursor: string } }>>(server, query, { token });
      return [list, data[list]?.pageInfo.endCursor ?? ''] as Cursor;
    }),
  );
}

/** Everything that there is to be done, by A's people, with A's things and with others'; last of all A ends itself. Resolves with what they were told. */
export async function everythingAsA(pairs: readonly Pair[], cursors: readonly Cursor[]): Promise<string[]> {
  const told: string[] = [];
  const [{ world } = { world: undefined }] = pairs;
  if (!world) return told;
  const ofA = everyone.filter(({ seesA, isOfA }) => seesA || isOfA);
  const places = rootFields.filter(({ place }) => place !== 'Mutation.deactivateTenant');
  // Who asks makes no difference to what is public.
  for (const field of places)
    for (const who of admitted(policy[field.place] ?? '') === 'public' ? ofA.slice(0, 1) : ofA) {
      const variables = await operations[field.place]?.on(world, who);
      const trying = attempt(world.server, field, who.token(world), variables ?? {});
      const work = operations[field.place]?.during?.(world, who);
      told.push((await (work ? whileDoing(work, trying) : trying)).told);
    }
  for (const pair of pairs) told.push(...(await othersIds(pair.world)), ...(await othersWords(pair)));
  const asAdmin = asAdminOf(world);
  for (const [list, after] of cursors) told.push(await asAdmin(`Query.${list}`, { first: 5, after }));
  told.push(await asAdmin('Mutation.deactivateTenant', { confirmName: world.a.name }));
  return told;
}

const asAdminOf =
  ({ server, a }: World) =>
  async (place: string, variables: Variables): Promise<string> =>
    (await attempt(server, rootField(place), a.token, variables)).told;

/** The other's ids wherever one may be given; a message's own id is told back to whoever made it up. */
async function othersIds(world: World): Promise<string[]> {
  const told: string[] = [];
  for (const row of idRows.filter(({ who, isMade }) => who !== 'OPERATOR' && !isMade)) {
    const field = rootField(row.path.split('.').slice(0, 2).join('.'));
    const variables = row.around(await row.other(world), world);
    told.push((await attempt(world.server, field, principals[row.who].token(world), variables)).told);
  }
  return told;
}

/** Words that the other's classes and estimates would be found by. */
async function othersWords({ world, mark }: Pair): Promise<string[]> {
  const { description, category, name, regions } = classTexts(mark);
  const [region] = regions;
  const asAdmin = asAdminOf(world);
  const told: string[] = [];
  for (const text of [project, description, `a ${mark.word} lagoon`, name])
    told.push(await asAdmin('Query.matchReferenceClasses', { description: text, region, first: 10 }));
  for (const filter of [{ search: mark.word }, { category }, { region }, { isPlatform: false }])
    told.push(await asAdmin('Query.referenceClasses', { first: 50, filter }));
  told.push(await asAdmin('Query.estimations', { first: 5, filter: { category } }));
  return told;
}

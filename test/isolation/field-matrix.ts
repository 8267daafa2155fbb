import { beforeAll, describe, expect, it } from 'vitest';
import { allTold } from '../support/narratives.ts';
import { attempt, type Outcome, whileDoing } from './attempt.ts';
import { operations } from './operations.ts';
import { admitted, policy } from './policy.ts';
import { everyone, type Principal, type PrincipalName } from './principals.ts';
import { type RootField, rootFields } from './root-fields.ts';
import { allRows, changedRows } from './rows.ts';
import type { World } from './world.ts';

const admittedTo = ({ place }: RootField) => admitted(policy[place] ?? '');
const isPublic = (field: RootField) => admittedTo(field) === 'public';

/** What a principal is to get of a root field. */
function expected(field: RootField, { name, words, fault, seesA }: Principal): string {
  const { unseen, gets } = operations[field.place] ?? {};
  const given = gets?.[name];
  if (given) return given;
  const allowed = admittedTo(field);
  if (allowed === 'public') return 'data';
  // A bad credential opens no socket.
  if (fault) return field.isSubscription && fault !== 'UNAUTHENTICATED' ? '4403 Forbidden' : fault;
  if (!words.some((word) => allowed.includes(word))) return 'FORBIDDEN';
  return (!seesA && unseen) || 'data';
}

/** What would give away that there is such a thing as A, or as one of its sessions. */
function concealed({ a }: World, { isOfA }: Principal): string[] {
  const session = [a.visitor.sessionId, a.visitor.messageId];
  return isOfA ? session : [...session, a.tenantId, a.name, a.email, a.classId];
}

type Trial = () => Promise<[PrincipalName, Outcome]>;

async function trialsOf(world: World, field: RootField, who: readonly Principal[]): Promise<Trial[]> {
  const operation = operations[field.place];
  if (!operation) throw new Error(`nobody says how ${field.place} is tried`);
  const trials: Trial[] = [];
  for (const one of who) {
    const variables = await operation.on(world, one);
    const token = operation.bearer?.(world, one) ?? one.token(world);
    const work = operation.during?.(world, one) ?? null;
    trials.push(async () => {
      const trying = attempt(world.server, field, token, variables);
      return [one.name, await (work ? whileDoing(work, trying) : trying)];
    });
  }
  return trials;
}

const all = <T>(trials: readonly (() => Promise<T>)[]) => Promise.all(trials.map((trial) => trial()));

/** The same, with what it has changed. */
async function watched<T>({ db, model }: World, trials: readonly (() => Promise<T>)[]) {
  await allTold(db);
  const before = { rows: await allRows(db), asked: model.requests.length };
  const outcomes = await all(trials);
  const changes = changedRows(before.rows, await allRows(db));
  return { outcomes, changes, asked: model.requests.length - before.asked };
}

/** Every root field, tried by everybody. */
export function fieldMatrix(worldOf: () => World): void {
  describe.each(rootFields)('$place', (field) => {
    const outcomes = new Map<PrincipalName, Outcome>();
    const refused = everyone.filter((who) => expected(field, who) !== 'data');
    const allowed = everyone.filter((who) => expected(field, who) === 'data');
    const strangers = everyone.filter(({ seesA, words }) => !seesA && !words.includes('operator'));
    let ofRefused: Awaited<ReturnType<typeof watched<[PrincipalName, Outcome]>>> = {
      ...{ outcomes: [], changes: [], asked: 0 },
    };
    const trespasses: string[] = [];

    const keep = (tried: readonly [PrincipalName, Outcome][]) => {
      for (const [name, outcome] of tried) outcomes.set(name, outcome);
    };

    beforeAll(async () => {
      const world = worldOf();
      const trials = (who: readonly Principal[]) => trialsOf(world, field, who);
      const refusals = refused.length > 0 ? await watched(world, await trials(refused)) : null;
      if (refusals) ofRefused = refusals;
      keep(ofRefused.outcomes);
      // One after another: what one does may end what was made for the next.
      for (const one of allowed.filter(({ seesA }) => seesA || isPublic(field)))
        keep(await all(await trials([one])));
      if (isPublic(field)) return;
      const others = allowed.filter(({ seesA }) => !seesA);
      for (const group of [others.filter(({ isOfA }) => isOfA), others.filter(({ isOfA }) => !isOfA)]) {
        const [one] = group;
        if (!one) continue;
        const tried = await watched(world, await trials(group));
        keep(tried.outcomes);
        const marks = concealed(world, one);
        trespasses.push(...tried.changes.filter((change) => marks.some((mark) => change.includes(mark))));
      }
    });

    it.each(everyone.map((who) => [who.name, expected(field, who)] as const))('gives %s: %s', (name, is) => {
      const outcome = outcomes.get(name);
      expect(outcome?.is, outcome?.told).toBe(is);
    });

    it('changes nothing, asks no model and mails nobody for those whom it refuses', () => {
      expect(ofRefused.changes).toEqual([]);
      expect(ofRefused.asked).toBe(0);
    });

    if (!isPublic(field))
      it('lets nobody else see or change what is A’s, or of a session what is another’s', () => {
        for (const who of strangers)
          for (const mark of concealed(worldOf(), who))
            expect(outcomes.get(who.name)?.told, who.name).not.toContain(mark);
        expect(trespasses).toEqual([]);
      });
  });
}

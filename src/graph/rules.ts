import { rule } from 'graphql-shield';
import type { Context } from '../auth/context.ts';
import type { Viewer } from '../auth/viewer.ts';
import { Failure } from '../errors.ts';

/** The principals of the permission table, in the roles' own words. */
export type Principal = 'widget' | 'reader' | 'standard' | 'admin' | 'operator';

const rolesOf: Record<Exclude<Principal, 'widget'>, readonly string[]> = {
  reader: ['READ_ONLY', 'STANDARD', 'ADMIN'],
  standard: ['STANDARD', 'ADMIN'],
  admin: ['ADMIN'],
  operator: ['OPERATOR'],
};

function isOneOf(viewer: Viewer, principals: readonly Principal[]): boolean {
  return principals.some((principal) =>
    principal === 'widget'
      ? viewer.kind === 'visitor'
      : viewer.kind === 'user' && rolesOf[principal].includes(viewer.role),
  );
}

function verdict(viewer: Viewer, principals: readonly Principal[]): true | Failure {
  if (viewer.kind === 'anonymous') return viewer.fault ?? new Failure('UNAUTHENTICATED', 'Please sign in.');
  return isOneOf(viewer, principals) || new Failure('FORBIDDEN', 'You are not allowed to do this.');
}

const rulesByName = new Map<string, ReturnType<ReturnType<typeof rule>>>();

/**
 * Lets these in, and nobody else. Returns its refusals, since shield hides the code of one that is thrown; one rule per name, since
 * shield takes two rules of one name for a mistake.
 */
export function only(...principals: Principal[]) {
  const name = `only ${principals.join(', ')}`;
  const known = rulesByName.get(name);
  if (known) return known;
  const made = rule(name, { cache: 'no_cache' })((_root, _args, context: Context) =>
    verdict(context.viewer, principals),
  );
  rulesByName.set(name, made);
  return made;
}

/** Anyone, whatever credential they show. */
export const anyone = rule('anyone', { cache: 'no_cache' })(() => true);

export const nobody = rule('nobody', { cache: 'no_cache' })(
  () => new Failure('FORBIDDEN', 'You are not allowed to do this.'),
);

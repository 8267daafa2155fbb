import type { Variables } from './attempt.ts';
import type { PrincipalName } from './principals.ts';
import type { World } from './world.ts';

export type IdOf = (world: World) => unknown;

/** How an argument that takes an id or a credential is tried, by someone who may use its field. */
export interface IdRow {
  path: string;
  who: PrincipalName;
  around(id: unknown, world: World): Variables;
  /** The positive control, and what it gets where that is not `data`. */
  own: IdOf;
  gets?: string;
  /** Someone else's in the same tenant, and what it gets where that is not what an absent one does. */
  same?: IdOf;
  sameGets?: string;
  /** Another tenant's; of credentials, one that is for something else. */
  other: IdOf;
  absent: string;
  /** What is not there is made: answers differ by the ids of what was. */
  isMade?: true;
}

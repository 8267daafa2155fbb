import type { ErrorCode } from '../../src/errors.ts';
import type { Word } from './policy.ts';
import type { World } from './world.ts';

const reader = ['reader'] as const;
const standard = [...reader, 'standard'] as const;
const admin = [...standard, 'admin'] as const;

interface Standing {
  /** Which of the policy's words are theirs. */
  words: readonly Word[];
  /** Why their credential is not good, if it is not. */
  fault?: ErrorCode;
  /** Whether A's things are theirs to see, as far as their role goes; not so of another session of A's widget. */
  seesA: boolean;
  isOfA?: true;
  token(world: World): string | undefined;
}

/** Everybody who may knock, each of whom tries each root field on A's things. */
export const principals = {
  anonymous: { words: [], fault: 'UNAUTHENTICATED', seesA: false, token: () => undefined },
  'the widget’s own session': { words: ['widget'], seesA: true, token: ({ a }) => a.visitor.token },
  'another session of the widget': {
    ...{ words: ['widget'], seesA: false, isOfA: true },
    token: ({ a }) => a.other.token,
  },
  'a widget of another tenant': { words: ['widget'], seesA: false, token: ({ b }) => b.visitor.token },
  'an expired session': {
    ...{ words: ['widget'], fault: 'SESSION_EXPIRED', seesA: false },
    token: ({ expired }) => expired.token,
  },
  READ_ONLY: { words: reader, seesA: true, token: ({ a }) => a.reader.token },
  STANDARD: { words: standard, seesA: true, token: ({ a }) => a.standard.token },
  'ADMIN of A': { words: admin, seesA: true, token: ({ a }) => a.token },
  'ADMIN of B': { words: admin, seesA: false, token: ({ b }) => b.token },
  OPERATOR: { words: ['operator'], seesA: false, token: ({ operator }) => operator.token },
  'an admin of a deactivated tenant': {
    ...{ words: admin, fault: 'TENANT_INACTIVE', seesA: false },
    token: ({ deactivated }) => deactivated.token,
  },
  'an admin who is not verified': {
    ...{ words: admin, fault: 'EMAIL_NOT_VERIFIED', seesA: false },
    token: ({ pending }) => pending.token,
  },
} as const satisfies Record<string, Standing>;

export type PrincipalName = keyof typeof principals;

export interface Principal extends Standing {
  name: PrincipalName;
}

export const everyone: Principal[] = Object.entries(principals).map(([name, standing]) => ({
  ...standing,
  name: name as PrincipalName,
}));

import { randomUUID } from 'node:crypto';
import { inParts, proposal, rated, unreported } from './finished.ts';
import type { IdOf, IdRow } from './id-row.ts';
import type { World } from './world.ts';

const ofOther: IdOf = ({ b }) => b.visitor.sessionId;
const estimated = ({ server, a }: World) => unreported(server, a);
const theTuning = { absent: 'NOT_FOUND', other: ({ b }: World) => b.tuningId } as const;

/** Ids of what became of projects, and of what follows from it. */
export const feedbackRows: readonly IdRow[] = [
  {
    ...{ path: 'Mutation.requestCustomerFeedback.sessionId', who: 'STANDARD', absent: 'NOT_FOUND' },
    around: (sessionId) => ({ sessionId, email: `isolation-${randomUUID()}@company.example` }),
    own: ({ a }) => a.standardsTalk.sessionId,
    ...{ same: ({ a }: World) => a.adminsTalk.sessionId, sameGets: 'data', other: ofOther },
  },
  {
    ...{ path: 'Mutation.submitCustomerFeedback.input.sessionId', who: 'STANDARD', absent: 'NOT_FOUND' },
    around: (sessionId) => ({ input: { sessionId, ...rated } }),
    ...{ own: estimated, same: estimated, sameGets: 'data', other: ofOther },
  },
  {
    ...{ path: 'Mutation.submitContractorFeedback.input.sessionId', who: 'ADMIN of A', absent: 'NOT_FOUND' },
    around: (sessionId) => ({ input: { sessionId, ...inParts } }),
    ...{ own: estimated, other: ofOther },
  },
  {
    ...{ path: 'Mutation.resolveFeedback.id', who: 'ADMIN of A', absent: 'NOT_FOUND' },
    around: (id) => ({ id, use: 'CUSTOMER' }),
    own: ({ a }) => a.feedbackId,
    other: ({ b }) => b.feedbackId,
  },
  {
    ...{ path: 'Mutation.decideTuning.id', who: 'ADMIN of A', ...theTuning },
    around: (id) => ({ id, decision: 'REJECT' }),
    own: ({ db, a }) => proposal(db, a),
  },
  {
    ...{ path: 'Mutation.decideTuning.id', who: 'OPERATOR', ...theTuning },
    around: (id) => ({ id, decision: 'REJECT' }),
    own: ({ db }) => proposal(db, { tenantId: null }),
  },
];

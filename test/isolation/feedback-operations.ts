import { randomUUID } from 'node:crypto';
import { feedbackToken, inParts, proposal, rated, unreported } from './finished.ts';
import type { Operation } from './operations.ts';

/** Of a kind that nobody asks for. */
const synthetic = {
  category: 'isolated',
  subcategories: ['isolated lighthouse'],
  regions: [],
  countPerSubcategory: 1,
};

/** How the root fields are tried that learn from what became of projects. */
export const feedbackOperations: Readonly<Record<string, Operation>> = {
  'Query.feedbackSummary': { on: () => ({}) },
  'Query.feedbacks': { on: () => ({ first: 5 }) },
  'Query.feedbackRequest': { on: async ({ server, a }) => ({ token: await feedbackToken(server, a) }) },
  'Query.syntheticValidation': { on: () => ({}) },
  'Query.tuningProposals': { on: () => ({ first: 5 }) },

  'Mutation.requestCustomerFeedback': {
    on: ({ a }) => ({ sessionId: a.visitor.sessionId, email: `isolation-${randomUUID()}@company.example` }),
    unseen: 'NOT_FOUND',
  },
  'Mutation.submitCustomerFeedback': {
    on: async ({ server, a }) => ({ input: { token: await feedbackToken(server, a), ...rated } }),
  },
  'Mutation.submitContractorFeedback': {
    on: async ({ server, a }, { name }) => {
      const sessionId = name === 'ADMIN of A' ? await unreported(server, a) : a.visitor.sessionId;
      return { input: { sessionId, ...inParts } };
    },
    unseen: 'NOT_FOUND',
  },
  'Mutation.resolveFeedback': {
    on: ({ a }) => ({ id: a.feedbackId, use: 'CONTRACTOR' }),
    unseen: 'NOT_FOUND',
  },
  'Mutation.generateSyntheticReferenceClasses': { on: () => ({ input: synthetic }) },
  'Mutation.decideTuning': {
    on: async ({ db, a }, { name }) => ({
      id: name === 'ADMIN of A' ? await proposal(db, a) : a.tuningId,
      decision: 'APPROVE',
    }),
    unseen: 'NOT_FOUND',
  },
};

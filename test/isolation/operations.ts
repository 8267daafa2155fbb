import { randomUUID } from 'node:crypto';
import { colleague, goodPassword, setTenant, tenant } from '../support/actors.ts';
import { sendMutation } from '../support/chat.ts';
import { goodClass } from '../support/classes.ts';
import { ask, get } from '../support/graphql.ts';
import type { Variables } from './attempt.ts';
import { feedbackOperations } from './feedback-operations.ts';
import { inviteToken, resetToken, verifyToken } from './links.ts';
import { ownClass } from './own-class.ts';
import type { Principal, PrincipalName } from './principals.ts';
import { project, refreshTokenOf, type Talk, type World } from './world.ts';

/** How a root field is tried. */
export interface Operation {
  /** A's things, or for what changes them things made for this one trial. */
  on(world: World, principal: Principal): Variables | Promise<Variables>;
  /** What is done again and again until there is an answer, for what answers only then; null: nothing for this one. */
  during?(world: World, principal: Principal): (() => Promise<unknown>) | null;
  /** Another credential than the principal's own, for what the one who does it does not survive. */
  bearer?(world: World, principal: Principal): string | undefined;
  /** What those get who may use it, of a thing that is not theirs: as if there were none. */
  unseen?: string;
  /** What other principals get in spite of the field's row, by the credential in the variables. */
  gets?: Partial<Record<PrincipalName, string>>;
}

const newClass = () => goodClass({ name: `Isolated ${randomUUID()}` });
const estimating = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { id } }';

type Account = Pick<World['pending'], 'email' | 'password' | 'apiKey'>;

const deactivated = 'an admin of a deactivated tenant';
const unverified = 'an admin who is not verified';

const nothing: Operation = { on: () => ({}) };
const aPage: Operation = { on: () => ({ first: 5 }) };
const visitorsSession = ({ a }: World) => ({ sessionId: a.visitor.sessionId });
const description = { description: project };
const newEmail = () => `isolation-${randomUUID()}@company.example`;

/** What belongs to this principal, or what others get. */
const oneOf = <T>(own: Partial<Record<PrincipalName, T>>, { name }: Principal, others: T): T =>
  own[name] ?? others;

/** A conversation of one's own, and A's visitor's for those who have none in A. */
const talkOf = ({ a }: World, who: Principal): Talk =>
  oneOf({ STANDARD: a.standardsTalk, 'ADMIN of A': a.adminsTalk }, who, a.visitor);

/** The account whose address, password or API key is shown. */
const accountOf = ({ a, deactivated: former, pending }: World, who: Principal) =>
  oneOf<Account>({ [deactivated]: former, [unverified]: pending }, who, a);

const byApiKey = { [deactivated]: 'TENANT_INACTIVE', [unverified]: 'UNAUTHENTICATED' } as const;

async function userOfA({ server, db, a }: World): Promise<string> {
  return (await colleague(server, db, a, 'STANDARD')).userId;
}

/** For those who may end it, a reply that goes on until then. */
async function runningReply(world: World, who: Principal): Promise<Variables> {
  const { sessionId, token } = talkOf(world, who);
  const mayTalk = who.words.includes('widget') || who.words.includes('standard');
  if (!who.seesA || !mayTalk) return { sessionId };
  const asked = new Promise<void>((resolve) => {
    world.model.answerNext(() => resolve());
  });
  ask(world.server, sendMutation, { token, variables: { input: { sessionId, message: 'And heated' } } });
  await asked;
  return { sessionId };
}

export const operations: Readonly<Record<string, Operation>> = {
  ...feedbackOperations,
  'Query.viewer': nothing,
  'Query.tenant': nothing,
  'Query.users': aPage,
  'Query.auditLog': aPage,
  'Query.rateLimit': nothing,
  'Query.estimation': { on: visitorsSession, unseen: 'null' },
  'Query.estimations': aPage,
  'Query.chatHistory': { on: visitorsSession, unseen: 'NOT_FOUND' },
  'Query.referenceClasses': aPage,
  'Query.referenceClass': { on: ({ a }) => ({ id: a.classId }), unseen: 'null' },
  'Query.matchReferenceClasses': { on: () => description },
  'Query.widgetConfig': { on: (world, who) => ({ apiKey: accountOf(world, who).apiKey }), gets: byApiKey },
  'Query.widgetAnalytics': nothing,
  'Query.leads': aPage,
  'Query.tenants': aPage,

  'Mutation.registerTenant': {
    on: () => ({ input: { name: 'Somebody New', email: newEmail(), password: goodPassword, tier: 'TRIAL' } }),
  },
  'Mutation.verifyEmail': { on: async ({ server }) => ({ token: await verifyToken(server) }) },
  'Mutation.resendVerification': {
    on: ({ pending }) => ({ email: pending.email }),
  },
  'Mutation.login': {
    on: (world, who) => {
      const { email, password } = accountOf(world, who);
      return { input: { email, password } };
    },
    gets: { [deactivated]: 'TENANT_INACTIVE', [unverified]: 'EMAIL_NOT_VERIFIED' },
  },
  'Mutation.refreshSession': {
    on: async ({ server, a, deactivated: former }, { name }) => ({
      refreshToken: name === deactivated ? former.refreshToken : await refreshTokenOf(server, a),
    }),
    gets: { [deactivated]: 'TENANT_INACTIVE' },
  },
  'Mutation.logout': {
    on: async ({ server, a }) => ({ refreshToken: await refreshTokenOf(server, a) }),
  },
  'Mutation.requestPasswordReset': { on: ({ a }) => ({ email: a.email }) },
  'Mutation.resetPassword': {
    on: async ({ server, forgetful }) => ({
      token: await resetToken(server, forgetful),
      newPassword: 'another horse battery 43',
    }),
  },
  'Mutation.inviteUser': { on: () => ({ input: { email: newEmail(), role: 'STANDARD' } }) },
  'Mutation.acceptInvite': {
    on: async ({ server, a }) => ({ token: await inviteToken(server, a), password: goodPassword }),
  },
  'Mutation.updateUserRole': {
    on: async (world) => ({ userId: await userOfA(world), role: 'READ_ONLY' }),
    unseen: 'NOT_FOUND',
  },
  'Mutation.removeUser': { on: async (world) => ({ userId: await userOfA(world) }), unseen: 'NOT_FOUND' },
  'Mutation.updateTenantSettings': { on: () => ({ input: { leadCaptureRequired: false } }) },
  'Mutation.rotateApiKey': { on: () => ({ gracePeriodHours: 168 }) },
  'Mutation.deactivateTenant': {
    on: ({ a, doomed }, who) => ({ confirmName: oneOf(doomed, who, a).name }),
    bearer: ({ doomed }, { name }) => doomed[name]?.token,
  },
  'Mutation.changeTenantTier': {
    on: async ({ server, a }, { name }) => {
      const { tenantId } = name === 'OPERATOR' ? await tenant(server, 'TRIAL') : a;
      return { tenantId, tier: 'PRO' };
    },
  },
  'Mutation.reactivateTenant': {
    on: async ({ server, db, deactivated: former }, { name }) => {
      if (name !== 'OPERATOR') return { tenantId: former.tenantId };
      const { tenantId } = await tenant(server, 'TRIAL');
      const purgeAt = new Date(Date.now() + 3_600_000);
      await setTenant(db, { tenantId }, { status: 'DEACTIVATED', purgeAt });
      return { tenantId };
    },
  },
  'Mutation.createReferenceClass': { on: () => ({ input: newClass() }) },
  'Mutation.updateReferenceClass': {
    on: ({ a }) => ({ id: a.classId, input: newClass() }),
    unseen: 'NOT_FOUND',
  },
  'Mutation.archiveReferenceClass': {
    on: async ({ db, a }, { name }) => ({
      id: name === 'ADMIN of A' ? await ownClass(db, a, { name: 'Not for long' }) : a.classId,
    }),
    unseen: 'NOT_FOUND',
  },
  'Mutation.startEstimate': { on: () => ({ input: description }) },
  'Mutation.refineEstimate': {
    on: ({ a }) => ({ input: { sessionId: a.visitor.sessionId, additionalInfo: 'And a cover' } }),
    unseen: 'NOT_FOUND',
  },
  'Mutation.sendChatMessage': {
    on: (world, who) => ({ input: { sessionId: talkOf(world, who).sessionId, message: 'With a cover' } }),
    unseen: 'NOT_FOUND',
  },
  'Mutation.cancelChatReply': { on: runningReply, unseen: 'NOT_FOUND' },
  'Mutation.estimateFromChat': {
    on: (world, who) => ({ sessionId: talkOf(world, who).sessionId }),
    unseen: 'NOT_FOUND',
  },
  'Mutation.startWidgetSession': {
    on: (world, who) => ({ input: { apiKey: accountOf(world, who).apiKey } }),
    gets: byApiKey,
  },
  'Mutation.widgetEstimate': { on: () => ({ input: description }) },
  'Mutation.captureCustomerInfo': { on: () => ({ input: { phone: '+1 619 555 0100' } }) },

  'Subscription.chatReply': {
    on: ({ a }) => ({ sessionId: a.visitor.sessionId, messageId: a.visitor.messageId, afterIndex: -1 }),
    unseen: 'NOT_FOUND',
  },
  'Subscription.estimateNarrative': { on: visitorsSession, unseen: 'NOT_FOUND' },
  'Subscription.estimationCompleted': {
    on: () => ({}),
    during: (world, { words, fault, token }) => {
      if (fault || !words.includes('standard')) return null;
      const asking = { token: token(world), variables: { input: description } };
      return () => get(world.server, estimating, asking);
    },
  },
};

import { platformOwner } from '../../src/account/user.model.ts';
import { colleague, goodPassword, setTenant, tenant } from '../support/actors.ts';
import { sendMutation } from '../support/chat.ts';
import { ask } from '../support/graphql.ts';
import type { Variables } from './attempt.ts';
import { inviteToken, resetToken, verifyToken } from './links.ts';
import type { PrincipalName } from './principals.ts';
import { project, refreshTokenOf, type World } from './world.ts';

type IdOf = (world: World) => unknown;

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

const visitorsOwn: PrincipalName = 'the widget’s own session';

/** A session's id, as the visitor whose session it is and as one of the staff. */
function sessions(
  path: string,
  row: Pick<IdRow, 'absent' | 'around'> & { staff: 'data' | 'FORBIDDEN'; gets?: string },
): IdRow[] {
  const { staff, ...shared } = row;
  const other: IdOf = ({ b }) => b.visitor.sessionId;
  return [
    {
      ...{ path, ...shared, other, who: visitorsOwn },
      own: ({ a }) => a.visitor.sessionId,
      same: ({ a }) => a.other.sessionId,
    },
    {
      ...{ path, ...shared, other, who: 'STANDARD', sameGets: staff },
      own: ({ a }) => a.standardsTalk.sessionId,
      same: ({ a }) => a.adminsTalk.sessionId,
    },
  ];
}

/** Credentials in arguments are whose who shows them: one made for something else must be as good as none. */
const forSomethingElse = {
  same: ({ server, a }: World) => refreshTokenOf(server, a),
  other: ({ b }: World) => b.visitor.token,
};

const keys = { own: ({ a }: World) => a.apiKey, other: ({ pending }: World) => pending.apiKey };
const userOf = async ({ server, db, a }: World) => (await colleague(server, db, a, 'STANDARD')).userId;
const anonymous = { who: 'anonymous' } as const;
const asAdmin = { who: 'ADMIN of A', absent: 'NOT_FOUND' } as const;
const asOperator = { who: 'OPERATOR', absent: 'NOT_FOUND', other: () => platformOwner } as const;

/** A reply of the visitor's that goes on until it is cancelled. */
async function runningMessage({ server, db, model, a }: World): Promise<unknown> {
  const { sessionId, token } = a.visitor;
  const asked = new Promise<void>((resolve) => {
    model.answerNext(() => resolve());
  });
  ask(server, sendMutation, { token, variables: { input: { sessionId, message: 'And a cover' } } });
  await asked;
  return (await db.collection('messages').findOne({ sessionId, status: 'STREAMING' }))?._id;
}

export const idRows: readonly IdRow[] = [
  ...sessions('Query.estimation.sessionId', {
    ...{ staff: 'data', absent: 'null' },
    around: (sessionId) => ({ sessionId }),
  }),
  ...sessions('Query.chatHistory.sessionId', {
    ...{ staff: 'data', absent: 'NOT_FOUND' },
    around: (sessionId) => ({ sessionId }),
  }),
  ...sessions('Mutation.sendChatMessage.input.sessionId', {
    ...{ staff: 'FORBIDDEN', absent: 'NOT_FOUND' },
    around: (sessionId) => ({ input: { sessionId, message: 'With lights' } }),
  }),
  ...sessions('Mutation.cancelChatReply.sessionId', {
    ...{ staff: 'FORBIDDEN', absent: 'NOT_FOUND', gets: 'false' },
    around: (sessionId) => ({ sessionId }),
  }),
  ...sessions('Mutation.estimateFromChat.sessionId', {
    ...{ staff: 'FORBIDDEN', absent: 'NOT_FOUND' },
    around: (sessionId) => ({ sessionId }),
  }),
  ...sessions('Subscription.chatReply.sessionId', {
    ...{ staff: 'data', absent: 'NOT_FOUND' },
    around: (sessionId) => ({ sessionId, afterIndex: -1 }),
  }),
  ...([visitorsOwn, 'STANDARD'] as const).map(
    (who): IdRow => ({
      ...{ path: 'Subscription.chatReply.messageId', who, absent: 'NOT_FOUND' },
      around: (messageId, { a }) => ({ sessionId: a.visitor.sessionId, messageId, afterIndex: -1 }),
      own: ({ a }) => a.visitor.messageId,
      same: ({ a }) => a.other.messageId,
      other: ({ b }) => b.visitor.messageId,
    }),
  ),
  {
    ...{ path: 'Mutation.cancelChatReply.messageId', who: visitorsOwn, absent: 'false' },
    around: (messageId, { a }) => ({ sessionId: a.visitor.sessionId, messageId }),
    own: runningMessage,
    same: ({ a }) => a.other.messageId,
    other: ({ b }) => b.visitor.messageId,
  },
  {
    ...{ path: 'Mutation.sendChatMessage.input.clientMessageId', who: visitorsOwn },
    ...{ absent: 'data', isMade: true },
    around: (clientMessageId, { a }) => ({
      input: { sessionId: a.visitor.sessionId, message: project, clientMessageId },
    }),
    own: ({ a }) => a.visitor.clientMessageId,
    same: ({ a }) => a.other.clientMessageId,
    other: ({ b }) => b.visitor.clientMessageId,
  },
  {
    ...{ path: 'Query.referenceClass.id', who: 'READ_ONLY', absent: 'null' },
    around: (id) => ({ id }),
    own: ({ a }) => a.classId,
    other: ({ b }) => b.classId,
  },
  {
    ...{ path: 'Query.referenceClass.id', who: 'OPERATOR', absent: 'null' },
    around: (id) => ({ id }),
    own: async ({ db }) => (await db.collection('reference_classes').findOne({ tenantId: null }))?._id,
    other: ({ b }) => b.classId,
  },
  {
    ...{ path: 'Mutation.updateUserRole.userId', ...asAdmin, sameGets: 'data' },
    around: (userId) => ({ userId, role: 'READ_ONLY' }),
    own: userOf,
    same: ({ a }) => a.reader.userId,
    other: ({ b }) => b.standard.userId,
  },
  {
    ...{ path: 'Mutation.removeUser.userId', ...asAdmin, own: userOf, same: userOf, sameGets: 'data' },
    around: (userId) => ({ userId }),
    other: ({ b }) => b.standard.userId,
  },
  {
    ...{ path: 'Mutation.changeTenantTier.tenantId', ...asOperator },
    around: (tenantId) => ({ tenantId, tier: 'PRO' }),
    own: async ({ server }) => (await tenant(server, 'TRIAL')).tenantId,
  },
  {
    ...{ path: 'Mutation.reactivateTenant.tenantId', ...asOperator },
    around: (tenantId) => ({ tenantId }),
    own: async ({ server, db }) => {
      const former = await tenant(server, 'TRIAL');
      const purgeAt = new Date(Date.now() + 3_600_000);
      await setTenant(db, former, { status: 'DEACTIVATED', purgeAt });
      return former.tenantId;
    },
  },
  {
    ...{ path: 'Query.widgetConfig.apiKey', ...anonymous, ...keys, absent: 'UNAUTHENTICATED' },
    around: (apiKey) => ({ apiKey }),
  },
  {
    ...{ path: 'Mutation.startWidgetSession.input.apiKey', ...anonymous, ...keys },
    absent: 'UNAUTHENTICATED',
    around: (apiKey) => ({ input: { apiKey } }),
  },
  {
    ...{ path: 'Mutation.verifyEmail.token', ...anonymous, ...forSomethingElse, absent: 'TOKEN_INVALID' },
    around: (token) => ({ token }),
    own: ({ server }) => verifyToken(server),
  },
  {
    ...{ path: 'Mutation.resetPassword.token', ...anonymous, ...forSomethingElse, absent: 'TOKEN_INVALID' },
    around: (token) => ({ token, newPassword: 'another horse battery 43' }),
    own: ({ server, forgetful }) => resetToken(server, forgetful),
  },
  {
    ...{ path: 'Mutation.acceptInvite.token', ...anonymous, ...forSomethingElse, absent: 'TOKEN_INVALID' },
    around: (token) => ({ token, password: goodPassword }),
    own: ({ server, a }) => inviteToken(server, a),
  },
  {
    ...{ path: 'Mutation.refreshSession.refreshToken', ...anonymous, ...forSomethingElse },
    absent: 'UNAUTHENTICATED',
    around: (refreshToken) => ({ refreshToken }),
    own: ({ server, a }) => refreshTokenOf(server, a),
    same: ({ server }) => verifyToken(server),
  },
  {
    ...{ path: 'Mutation.logout.refreshToken', ...anonymous, ...forSomethingElse, absent: 'data' },
    around: (refreshToken) => ({ refreshToken }),
    own: ({ server, a }) => refreshTokenOf(server, a),
    same: ({ server }) => verifyToken(server),
  },
];

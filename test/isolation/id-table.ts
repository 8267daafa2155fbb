import { randomUUID } from 'node:crypto';
import { platformOwner } from '../../src/account/user.model.ts';
import { colleague, setTenant, tenant } from '../support/actors.ts';
import { sendMutation } from '../support/chat.ts';
import { goodClass } from '../support/classes.ts';
import { ask } from '../support/graphql.ts';
import { credentialRows } from './credential-table.ts';
import { feedbackRows } from './feedback-table.ts';
import type { IdOf, IdRow } from './id-row.ts';
import { ownClass } from './own-class.ts';
import type { PrincipalName } from './principals.ts';
import { project, type World } from './world.ts';

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

const userOf = async ({ server, db, a }: World) => (await colleague(server, db, a, 'STANDARD')).userId;
const asAdmin = { who: 'ADMIN of A', absent: 'NOT_FOUND' } as const;
const asOperator = { who: 'OPERATOR', absent: 'NOT_FOUND', other: () => platformOwner } as const;

/** A class's id, as an admin and as an operator. */
function editedClasses(path: string, around: IdRow['around']): IdRow[] {
  const other: IdOf = ({ b }) => b.classId;
  const change = { name: 'Not for long' };
  return [
    { ...{ path, around, other, ...asAdmin }, own: ({ db, a }) => ownClass(db, a, change) },
    { ...{ path, around, ...asOperator, other }, own: ({ db }) => ownClass(db, { tenantId: null }, change) },
  ];
}

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
  ...sessions('Mutation.refineEstimate.input.sessionId', {
    ...{ staff: 'data', absent: 'NOT_FOUND' },
    around: (sessionId) => ({ input: { sessionId, additionalInfo: 'And a cover' } }),
  }),
  ...sessions('Subscription.chatReply.sessionId', {
    ...{ staff: 'data', absent: 'NOT_FOUND' },
    around: (sessionId) => ({ sessionId, afterIndex: -1 }),
  }),
  ...sessions('Subscription.estimateNarrative.sessionId', {
    ...{ staff: 'data', absent: 'NOT_FOUND' },
    around: (sessionId) => ({ sessionId }),
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
  ...editedClasses('Mutation.updateReferenceClass.id', (id) => ({
    id,
    input: goodClass({ name: `Isolated ${randomUUID()}` }),
  })),
  ...editedClasses('Mutation.archiveReferenceClass.id', (id) => ({ id })),
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
  ...feedbackRows,
  ...credentialRows,
];

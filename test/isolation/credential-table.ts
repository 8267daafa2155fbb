import { goodPassword } from '../support/actors.ts';
import { feedbackToken, rated } from './finished.ts';
import type { IdRow } from './id-row.ts';
import { inviteToken, resetToken, verifyToken } from './links.ts';
import { refreshTokenOf, type World } from './world.ts';

/** Credentials in arguments are whose who shows them: one made for something else must be as good as none. */
const forSomethingElse = {
  same: ({ server, a }: World) => refreshTokenOf(server, a),
  other: ({ b }: World) => b.visitor.token,
};

const keys = { own: ({ a }: World) => a.apiKey, other: ({ pending }: World) => pending.apiKey };
const anonymous = { who: 'anonymous' } as const;

export const credentialRows: readonly IdRow[] = [
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
    ...{ path: 'Query.feedbackRequest.token', ...anonymous, ...forSomethingElse, absent: 'TOKEN_INVALID' },
    around: (token) => ({ token }),
    own: ({ server, a }) => feedbackToken(server, a),
  },
  {
    ...{ path: 'Mutation.submitCustomerFeedback.input.token', ...anonymous, ...forSomethingElse },
    absent: 'TOKEN_INVALID',
    around: (token) => ({ input: { token, ...rated } }),
    own: ({ server, a }) => feedbackToken(server, a),
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

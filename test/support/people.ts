import type mongoose from 'mongoose';
import { platformOwner } from '../../src/account/user.model.ts';
import { hashPassword } from '../../src/security/passwords.ts';
import { colleague, goodPassword, linkToken, newestMail, type Rows, type Server } from './actors.ts';
import { get } from './graphql.ts';

export interface Session {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
  user: { id: string; email: string; role: string; isActive: boolean };
}

export interface Person {
  userId: string;
  email: string;
  password: string;
  token: string;
  refreshToken: string;
}

const session = 'accessToken refreshToken expiresIn user { id email role isActive }';
export const loginMutation = `mutation ($input: LoginInput!) { login(input: $input) { ${session} } }`;
export const refreshMutation = `mutation ($refreshToken: String!) { refreshSession(refreshToken: $refreshToken) { ${session} } }`;
export const logoutMutation = 'mutation ($refreshToken: String!) { logout(refreshToken: $refreshToken) }';
export const requestResetMutation =
  'mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }';
export const resetMutation =
  'mutation ($token: String!, $newPassword: String!) { resetPassword(token: $token, newPassword: $newPassword) }';
export const inviteMutation =
  'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { id email role isActive } }';
export const acceptMutation = `mutation ($token: String!, $password: String!) { acceptInvite(token: $token, password: $password) { ${session} } }`;
export const roleMutation =
  'mutation ($userId: ID!, $role: TenantRole!) { updateUserRole(userId: $userId, role: $role) { id role } }';
export const removeMutation = 'mutation ($userId: ID!) { removeUser(userId: $userId) }';
export const usersQuery = `query ($first: Int! = 20, $after: String) { users(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor node { id email role isActive } } } }`;
export const whoAmI = '{ viewer { role user { id email } tenant { id } } }';

export async function signIn(
  server: Server,
  { email, password }: { email: string; password: string },
): Promise<Session> {
  const variables = { input: { email, password } };
  return (await get<{ login: Session }>(server, loginMutation, { variables })).login;
}

export async function refresh(server: Server, refreshToken: string): Promise<Session> {
  const answer = await get<{ refreshSession: Session }>(server, refreshMutation, {
    variables: { refreshToken },
  });
  return answer.refreshSession;
}

export async function logOut(server: Server, refreshToken: string): Promise<boolean> {
  return (await get<{ logout: boolean }>(server, logoutMutation, { variables: { refreshToken } })).logout;
}

/** Asks for a link to choose a new password; resolves with its token. */
export async function resetLink(server: Server, email: string): Promise<string> {
  await get(server, requestResetMutation, { variables: { email } });
  return linkToken(await newestMail(server, email, /new password/));
}

export async function invite(
  server: Server,
  admin: { token: string },
  email: string,
  role = 'STANDARD',
): Promise<{ id: string; email: string; role: string; isActive: boolean }> {
  const answer = await get<{ inviteUser: Session['user'] }>(server, inviteMutation, {
    token: admin.token,
    variables: { input: { email, role } },
  });
  return answer.inviteUser;
}

export async function accept(server: Server, token: string, password = goodPassword): Promise<Session> {
  const answer = await get<{ acceptInvite: Session }>(server, acceptMutation, {
    variables: { token, password },
  });
  return answer.acceptInvite;
}

let invited = 0;

/** Someone whom an admin has invited, and who has followed the link. */
export async function member(server: Server, admin: { token: string }, role = 'STANDARD'): Promise<Person> {
  invited += 1;
  const email = `member-${process.pid}-${invited}@company.example`;
  await invite(server, admin, email, role);
  const joined = await accept(server, linkToken(await newestMail(server, email)));
  const { accessToken: token, refreshToken } = joined;
  return { userId: joined.user.id, email, password: goodPassword, token, refreshToken };
}

/** Platform staff, written by hand, with a password. */
export async function operator(server: Server, db: mongoose.mongo.Db): Promise<Omit<Person, 'refreshToken'>> {
  const { userId, email } = await colleague(server, db, { tenantId: platformOwner }, 'OPERATOR');
  const passwordHash = await hashPassword(goodPassword);
  await db.collection<Rows>('users').updateOne({ _id: userId }, { $set: { passwordHash } });
  await db
    .collection<Rows>('credentials')
    .insertOne({ _id: `email:${email}`, kind: 'email', tenantId: platformOwner, userId, email });
  const token = (await signIn(server, { email, password: goodPassword })).accessToken;
  return { userId, email, password: goodPassword, token };
}

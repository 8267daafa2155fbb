import { linkToken, newestMail, register } from '../support/actors.ts';
import { get } from '../support/graphql.ts';
import type { Started } from '../support/start.ts';

/** The token of the link that is mailed to an address on account of what is done. */
export async function mailedToken(
  server: Started,
  address: string,
  doing: () => Promise<unknown>,
): Promise<string> {
  await doing();
  return linkToken(await newestMail(server, address));
}

let made = 0;

/** Of an address that nothing was mailed to before. */
const newAddress = (what: string): string => `${what}-${process.pid}-${++made}@company.example`;

/** Of a new registration. */
export function verifyToken(server: Started): Promise<string> {
  const email = newAddress('verify');
  return mailedToken(server, email, () => register(server, 'TRIAL', { email }));
}

export function inviteToken(server: Started, { token }: { token: string }): Promise<string> {
  const input = { email: newAddress('invited'), role: 'STANDARD' };
  const inviting = 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { id } }';
  return mailedToken(server, input.email, () => get(server, inviting, { token, variables: { input } }));
}

/** Of someone who has forgotten the password. */
export function resetToken(server: Started, { email }: { email: string }): Promise<string> {
  const asking = 'mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }';
  return mailedToken(server, email, () => get(server, asking, { variables: { email } }));
}

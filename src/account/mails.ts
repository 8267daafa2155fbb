import { durations } from '../durations.ts';
import { headOf, inWords, type Letter, letter } from '../tenant/letter.ts';
import type { Branding } from '../tenant/tenant.model.ts';

type Look = Pick<Branding, 'logoUrl' | 'primaryColor'>;

/** Asks a newly registered tenant to confirm the address. */
export function verificationMail(tenantName: string, url: string): Letter {
  return letter({
    subject: 'Confirm your e-mail address',
    heading: 'Welcome to efOfX',
    opening: [`Please confirm this e-mail address to activate the account of ${tenantName}.`],
    action: { label: 'Confirm the address', url },
    closing: [
      `The link works once, within ${inWords(durations.verifyLinkMs)}.`,
      'If you did not register, ignore this mail: without the link nothing comes of it.',
    ],
  });
}

/** Tells the owner of an account that somebody tried to register its address again; holds no link. */
export function addressTakenMail(): Letter {
  return letter({
    subject: 'You already have an efOfX account',
    heading: 'You already have an account',
    opening: [
      'Someone tried to open a new efOfX account with this e-mail address, which already has one.',
      'If it was you, log in as usual; if you forgot the password, ask for a new one there.',
    ],
    closing: ['If it was not you, there is nothing to do: nobody got in, and nothing has changed.'],
  });
}

/** Lets somebody who forgot the password choose a new one. */
export function resetMail(url: string): Letter {
  return letter({
    subject: 'Choose a new password',
    heading: 'Choose a new password',
    opening: [
      'Someone, probably you, asked for a new password for the efOfX account of this e-mail address.',
    ],
    action: { label: 'Choose a new password', url },
    closing: [
      `The link works once, within ${inWords(durations.resetLinkMs)}. Everybody who is signed in to the account is signed out then.`,
      'If you did not ask for it, ignore this mail: your password stays as it is.',
    ],
  });
}

/** Brings a colleague in. */
export function invitationMail(tenantName: string, url: string, branding?: Look): Letter {
  return letter({
    subject: `Join ${tenantName} on efOfX`,
    head: branding && headOf(tenantName, branding),
    heading: 'You are invited',
    opening: [
      `${tenantName} invites you to its account on efOfX, which turns conversations into cost estimates.`,
    ],
    action: { label: 'Choose a password and join', url },
    closing: [
      `The link works once, within ${inWords(durations.inviteLinkMs)}.`,
      'If you do not know the sender, ignore this mail: no account is made unless you choose a password.',
    ],
  });
}

/** Tells somebody whose address already has an account why an invitation cannot be taken up; holds no link. */
export function invitedElsewhereMail(tenantName: string, branding?: Look): Letter {
  return letter({
    subject: `${tenantName} invited you to efOfX`,
    head: branding && headOf(tenantName, branding),
    heading: 'You are invited, but already have an account',
    opening: [
      `${tenantName} invites you to its account on efOfX. This e-mail address already belongs to another account, and can belong to one only.`,
      'If you want to join, ask them to invite you at another address.',
    ],
    closing: ['If you do not know the sender, ignore this mail: nothing changes.'],
  });
}

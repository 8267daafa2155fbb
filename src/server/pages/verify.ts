import type { LinkOwner, LinksService } from '../../account/links.service.ts';
import type { RegistrationService } from '../../account/registration.service.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Durations } from '../../durations.ts';
import { addressForm, addressIn } from './forms.ts';
import { inWords } from './lifetime.ts';
import { askAddress, type Form, failureOf, type LinkPage, linkGone, linkSent } from './link-page.ts';
import { html } from './markup.ts';
import { type Doors, nextSteps } from './next-steps.ts';
import type { Page } from './page.ts';

export interface VerifyPageDependencies extends Doors {
  links: LinksService;
  registration: RegistrationService;
  durations: Durations;
}

const newLink = { action: '/verify', button: 'Send a new link' } as const;
const question = {
  ...newLink,
  title: 'Get a new link',
  text: 'Tell us the address that the account was opened with, and we send another link to confirm it.',
};

/** Confirms the address of a newly registered company, or sends another link to do so. */
export function verifyPage(d: VerifyPageDependencies): LinkPage {
  return {
    show: async (token) => {
      if (token === null) return askAddress(question, null);
      const owner = await d.links.look('verify', token);
      return owner ? confirmation(owner, token) : gone();
    },
    take: (viewer, form) =>
      form.token === undefined ? resend(d, viewer, form) : confirm(d, viewer, form.token),
  };
}

async function confirm(d: VerifyPageDependencies, viewer: Viewer, token: string): Promise<Page> {
  const owner = await d.links.look('verify', token);
  if (!owner) return gone(400);
  const failure = await failureOf(d.registration.verifyEmail(viewer, token), ['TOKEN_INVALID']);
  return failure ? gone(400) : confirmed(d, owner);
}

async function resend(d: VerifyPageDependencies, viewer: Viewer, { email = '' }: Form): Promise<Page> {
  const address = addressIn(email);
  if (address === null) return askAddress(question, email);
  await d.registration.resendVerification(viewer, address);
  return linkSent(
    address,
    'belongs to an account that waits to be confirmed',
    inWords(d.durations.verifyLinkMs),
  );
}

function confirmation(owner: LinkOwner, token: string): Page {
  return {
    title: 'Confirm your e-mail address',
    owner,
    body: html`<p>One press, and the efOfX account of <strong>${owner.tenantName}</strong> is active, with <strong>${owner.email}</strong> as its administrator.</p>
<form method="post" action="/verify"><input type="hidden" name="token" value="${token}"><button>Confirm the address</button></form>
<p class="quiet">Not yours? Close this page: an account that nobody confirms is deleted.</p>`,
  };
}

function confirmed(d: VerifyPageDependencies, owner: LinkOwner): Page {
  return {
    title: 'Your address is confirmed',
    icon: 'done',
    owner,
    body: html`<p>The account of <strong>${owner.tenantName}</strong> is active, and its API key works. You can log in now as <strong>${owner.email}</strong>.</p>
${nextSteps(d)}`,
  };
}

function gone(status = 200): Page {
  return linkGone(
    html`<p>If the address is confirmed already, there is nothing left to do: you can log in. If it is not, we send you another link.</p>
${addressForm({ ...newLink, typed: '', fault: null })}`,
    status,
  );
}

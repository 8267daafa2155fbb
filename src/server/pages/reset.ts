import type { LinkOwner, LinksService } from '../../account/links.service.ts';
import type { PasswordResetService } from '../../account/password-reset.service.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Durations } from '../../durations.ts';
import { addressForm, addressIn, passwordForm } from './forms.ts';
import { inWords } from './lifetime.ts';
import { askAddress, type Form, failureOf, type LinkPage, linkGone, linkSent } from './link-page.ts';
import { html } from './markup.ts';
import { type Doors, nextSteps } from './next-steps.ts';
import type { Page } from './page.ts';

export interface ResetPageDependencies extends Doors {
  links: LinksService;
  resets: PasswordResetService;
  durations: Durations;
}

const newLink = { action: '/reset', button: 'Send the link' } as const;
const question = {
  ...newLink,
  title: 'Forgot your password?',
  text: 'Tell us your e-mail address, and we send you a link to choose a new one.',
};

/** Changes a lost password, or sends the link to do so. */
export function resetPage(d: ResetPageDependencies): LinkPage {
  return {
    show: async (token) => {
      if (token === null) return askAddress(question, null);
      const owner = await d.links.look('reset', token);
      return owner ? choice(owner, token) : gone();
    },
    take: (viewer, form) => (form.token === undefined ? request(d, viewer, form) : reset(d, viewer, form)),
  };
}

async function request(d: ResetPageDependencies, viewer: Viewer, { email = '' }: Form): Promise<Page> {
  const address = addressIn(email);
  if (address === null) return askAddress(question, email);
  await d.resets.request(viewer, address);
  return linkSent(address, 'belongs to an account', inWords(d.durations.resetLinkMs));
}

async function reset(d: ResetPageDependencies, viewer: Viewer, form: Form): Promise<Page> {
  const { token = '', password = '' } = form;
  const owner = await d.links.look('reset', token);
  if (!owner) return gone(400);
  const attempt = d.resets.reset(viewer, token, password);
  const failure = await failureOf(attempt, ['TOKEN_INVALID', 'BAD_USER_INPUT']);
  if (failure?.code === 'TOKEN_INVALID') return gone(400);
  return failure ? choice(owner, token, failure.message) : changed(d, owner);
}

function choice(owner: LinkOwner, token: string, fault: string | null = null): Page {
  const form = passwordForm({
    action: '/reset',
    ...{ token, fault, email: owner.email },
    label: 'New password',
    button: 'Change the password',
  });
  return {
    title: 'Choose a new password',
    owner,
    body: html`${form}<p class="quiet">Did not ask for this? Close this page: your password stays as it is.</p>`,
    ...(fault !== null && { status: 400, isCorrection: true }),
  };
}

function changed(d: ResetPageDependencies, owner: LinkOwner): Page {
  return {
    title: 'Your password is changed',
    icon: 'done',
    owner,
    body: html`<p>Log in as <strong>${owner.email}</strong> with the new one from now on. Whoever was logged in with the old one is logged out.</p>
${nextSteps(d)}`,
  };
}

function gone(status = 200): Page {
  return linkGone(
    html`<p>Tell us your e-mail address, and we send you another one.</p>
${addressForm({ ...newLink, typed: '', fault: null })}`,
    status,
  );
}

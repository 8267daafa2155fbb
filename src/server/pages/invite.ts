import type { InvitationService } from '../../account/invitation.service.ts';
import type { LinkOwner, LinksService } from '../../account/links.service.ts';
import type { Role, Viewer } from '../../auth/viewer.ts';
import { passwordForm } from './forms.ts';
import { type Form, failureOf, type LinkPage, linkGone } from './link-page.ts';
import { html, type Markup } from './markup.ts';
import { type Doors, nextSteps } from './next-steps.ts';
import type { Page } from './page.ts';

export interface InvitePageDependencies extends Doors {
  links: LinksService;
  invitations: InvitationService;
}

const roles: Readonly<Record<Role, { name: string; may: string }>> = {
  READ_ONLY: { name: 'Reader', may: 'see its estimates and what they are based on, and change nothing' },
  STANDARD: { name: 'Member', may: 'see and make estimates, read what visitors say, and follow up on leads' },
  ADMIN: {
    name: 'Administrator',
    may: 'do everything in it: estimates, settings, keys, and who else belongs to it',
  },
  OPERATOR: { name: 'Operator', may: 'look after tenants, their tiers and the reference classes of all' },
};

/** Lets someone who was invited choose a password, and so join. */
export function invitePage(d: InvitePageDependencies): LinkPage {
  return {
    show: async (token) => {
      const owner = token === null ? null : await d.links.look('invite', token);
      return owner && token !== null ? invitation(owner, token) : gone();
    },
    take: (viewer, form) => accept(d, viewer, form),
  };
}

async function accept(d: InvitePageDependencies, viewer: Viewer, form: Form): Promise<Page> {
  const { token = '', password = '' } = form;
  const owner = await d.links.look('invite', token);
  if (!owner) return gone(400);
  const attempt = d.invitations.accept(viewer, token, password);
  const failure = await failureOf(attempt, ['TOKEN_INVALID', 'BAD_USER_INPUT']);
  if (failure?.code === 'TOKEN_INVALID') return gone(400);
  return failure ? invitation(owner, token, failure.message) : joined(d, owner);
}

function invitation(owner: LinkOwner, token: string, fault: string | null = null): Page {
  const form = passwordForm({
    action: '/invite',
    ...{ token, fault, email: owner.email },
    label: 'Choose a password',
    button: 'Join',
  });
  return {
    title: `Join ${owner.tenantName ?? 'the operators of efOfX'}`,
    owner,
    body: html`${welcome(owner)}${form}<p class="quiet">Not expecting this? Close this page, and nothing happens.</p>`,
    ...(fault !== null && { status: 400, isCorrection: true }),
  };
}

function welcome({ tenantName, role }: LinkOwner): Markup {
  const { name, may } = roles[role];
  const what = tenantName === null ? 'the platform' : `the account of ${tenantName}`;
  return html`<p>You are invited to ${what} as <strong>${name}</strong>: you can ${may}.</p>`;
}

function joined(d: InvitePageDependencies, owner: LinkOwner): Page {
  return {
    title: 'You are in',
    icon: 'done',
    owner,
    body: html`<p>Welcome to ${owner.tenantName ?? 'the operators of efOfX'}. Log in as <strong>${owner.email}</strong> with the password that you have just chosen.</p>
${nextSteps(d)}`,
  };
}

function gone(status = 200): Page {
  return linkGone(
    html`<p>If you have joined already, log in as usual, or <a href="/reset">choose a new password</a>. If not, ask the person who invited you for a new invitation.</p>`,
    status,
  );
}

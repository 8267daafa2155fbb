import { Failure } from '../../errors.ts';
import type { FeedbackInvitations } from '../../feedback/feedback-invitations.service.ts';
import type { TenantDirectory } from '../../tenant/tenant-directory.ts';
import type { Tiers } from '../../tenant/tiers.ts';
import { html } from './markup.ts';
import type { Page } from './page.ts';

export interface FeedbackPageDependencies {
  feedbackInvitations: FeedbackInvitations;
  directory: TenantDirectory;
  tiers: Tiers;
}

const texts = {
  en: {
    title: 'How did your project turn out?',
    loading: 'Loading …',
    noScript: 'This form needs JavaScript. Please switch it on, or answer to the company directly.',
    goneTitle: 'This link does not work',
    gone: 'It has expired, or is not complete. Please open it from the mail again, or ask the company that sent it for a new one.',
  },
  es: {
    title: '¿Cómo resultó su proyecto?',
    loading: 'Cargando …',
    noScript: 'Este formulario necesita JavaScript. Actívelo, o responda directamente a la empresa.',
    goneTitle: 'Este enlace no funciona',
    gone: 'Ha caducado o no está completo. Ábralo de nuevo desde el correo, o pida otro a la empresa que lo envió.',
  },
} as const;

type Language = keyof typeof texts;

/**
 * The form behind a magic link, in the company's branding; the script asks for the rest, so that opening the page uses up nothing.
 * Whoever has no good link learns nothing of whose it was.
 */
export function feedbackPage(
  { feedbackInvitations, directory, tiers }: FeedbackPageDependencies,
  script: string,
) {
  return async (token: string, acceptLanguage: string | undefined): Promise<Page> => {
    const language = languageOf(acceptLanguage);
    const { title, loading, noScript } = texts[language];
    const tenantId = await tenantBehind(feedbackInvitations, token);
    if (tenantId === null) return gone(language);
    const { name, branding, tier } = await directory.getActive(tenantId);
    return {
      ...{ title, language, script },
      owner: { tenantName: name, branding },
      ...(tiers[tier].whiteLabel && { unsignedAs: name }),
      body: html`<p>${loading}</p><noscript><p>${noScript}</p></noscript>`,
    };
  };
}

async function tenantBehind(invitations: FeedbackInvitations, token: string): Promise<string | null> {
  try {
    return (await invitations.open(token)).estimation.tenantId;
  } catch (error) {
    if (error instanceof Failure && error.code === 'TOKEN_INVALID') return null;
    throw error;
  }
}

function gone(language: Language): Page {
  const { goneTitle: title, gone: text } = texts[language];
  return { title, language, icon: 'broken', status: 404, unsignedAs: '', body: html`<p>${text}</p>` };
}

/** The first of the languages asked for that there are texts in. */
function languageOf(header = ''): Language {
  const wanted = header
    .toLowerCase()
    .split(',')
    .map((part) => ({ tag: part.trim(), quality: Number(/;\s*q=([\d.]+)/.exec(part)?.[1] ?? 1) }))
    .filter(({ tag, quality }) => /^(en|es)\b/.test(tag) && quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return wanted[0]?.tag.startsWith('es') ? 'es' : 'en';
}

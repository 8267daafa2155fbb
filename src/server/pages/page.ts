import type { LinkOwner } from '../../account/links.service.ts';
import { defaultBranding } from '../../tenant/tenant.model.ts';
import { type IconName, icon } from './icon.ts';
import { html, type Markup, unbroken } from './markup.ts';

/** A page as it is answered with. */
export interface Page {
  /** Its heading as well. */
  title: string;
  body: Markup;
  icon?: IconName;
  /** Whose name, logo and colour it bears; efOfX's own where there is none, or no tenant. */
  owner?: LinkOwner | null;
  /** 200 where nothing is said. */
  status?: number;
  /** Whether it asks again for what was not accepted. */
  isCorrection?: boolean;
  /** Seconds. */
  retryAfter?: number;
}

/** The page as HTML: one column, one heading, no script. */
export function rendered({ title, body, icon: badge, owner = null, isCorrection = false }: Page): string {
  const color = owner?.branding?.primaryColor ?? defaultBranding.primaryColor;
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${isCorrection ? 'Error: ' : ''}${title} · efOfX</title>
<link rel="stylesheet" href="/pages.css?color=${color.slice(1)}">
</head>
<body>
<header>${mark(owner)}</header>
<main>
${badge ? html`<div class="badge">${icon(badge)}</div>` : null}
<h1>${unbroken(title)}</h1>
${body}
</main>
<footer><p>efOfX: estimates from what projects really cost.</p></footer>
</body>
</html>
`;
  return markup;
}

/** A logo's alternative text is the name, so that one that is blocked or gone leaves the name to read. */
function mark(owner: LinkOwner | null): Markup {
  const { tenantName, branding } = owner ?? { tenantName: null, branding: null };
  if (!tenantName) return html`<span class="mark">${icon('efofx')}</span><span>efOfX</span>`;
  if (branding?.logoUrl)
    return html`<img src="${branding.logoUrl}" alt="${tenantName}" referrerpolicy="no-referrer">`;
  const [initial = ''] = tenantName.match(/[\p{L}\p{N}]/u) ?? [];
  return html`<span class="mark" aria-hidden="true">${initial.toUpperCase()}</span><span>${tenantName}</span>`;
}

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
  owner?: Pick<LinkOwner, 'tenantName' | 'branding'> | null;
  /** Where efOfX is not to be named: what ends the title, and no last line. */
  unsignedAs?: string;
  /** Of the texts; English where nothing is said. */
  language?: 'en' | 'es';
  /** A module that draws the page's contents. */
  script?: string;
  /** 200 where nothing is said. */
  status?: number;
  /** Whether it asks again for what was not accepted. */
  isCorrection?: boolean;
  /** Seconds. */
  retryAfter?: number;
}

/** The page as HTML: one column, one heading. */
export function rendered({
  title,
  body,
  icon: badge,
  owner = null,
  isCorrection = false,
  ...page
}: Page): string {
  const color = owner?.branding?.primaryColor ?? defaultBranding.primaryColor;
  const signature = page.unsignedAs ?? 'efOfX';
  const lastLine = {
    en: 'efOfX: estimates from what projects really cost.',
    es: 'efOfX: estimaciones a partir de lo que los proyectos cuestan de verdad.',
  }[page.language ?? 'en'];
  const { markup } = html`<!doctype html>
<html lang="${page.language ?? 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${isCorrection ? 'Error: ' : ''}${title}${signature ? ` · ${signature}` : null}</title>
<link rel="stylesheet" href="/pages.css?color=${color.slice(1)}">
${page.script ? html`<script type="module" src="/${page.script}"></script>` : null}
</head>
<body>
${owner?.tenantName || page.unsignedAs === undefined ? html`<header>${mark(owner)}</header>` : null}
<main>
${badge ? html`<div class="badge">${icon(badge)}</div>` : null}
<h1>${unbroken(title)}</h1>
${body}
</main>
${page.unsignedAs === undefined ? html`<footer><p>${lastLine}</p></footer>` : null}
</body>
</html>
`;
  return markup;
}

/** A logo's alternative text is the name, so that one that is blocked or gone leaves the name to read. */
function mark(owner: Page['owner']): Markup {
  const { tenantName, branding } = owner ?? { tenantName: null, branding: null };
  if (!tenantName) return html`<span class="mark">${icon('efofx')}</span><span>efOfX</span>`;
  if (branding?.logoUrl)
    return html`<img src="${branding.logoUrl}" alt="${tenantName}" referrerpolicy="no-referrer">`;
  const [initial = ''] = tenantName.match(/[\p{L}\p{N}]/u) ?? [];
  return html`<span class="mark" aria-hidden="true">${initial.toUpperCase()}</span><span>${tenantName}</span>`;
}

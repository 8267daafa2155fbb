import type { Ui } from './ui.ts';

/** `href` comes from `httpsAddress`: nothing else is ever linked. */
export function ExternalLink({ ui, href, text }: { ui: Ui; href: string; text: string }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {text}
      <span class="unseen"> {ui.text('newTab')}</span>
    </a>
  );
}

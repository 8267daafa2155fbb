import { html } from './markup.ts';
import type { Page } from './page.ts';

/** Where members see how their estimates hold up. The page itself holds nothing: whoever opens it logs in there. */
export function calibrationPage(script: string): Page {
  return {
    title: 'Calibration',
    script,
    body: html`<p>Loading …</p><noscript><p>This page needs JavaScript.</p></noscript>`,
  };
}

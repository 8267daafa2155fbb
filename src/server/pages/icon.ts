import { html, type Markup } from './markup.ts';

const paths = {
  done: 'M5 12.5l4.6 4.6L19.5 7',
  mail: 'M3.5 6.5h17v11.5h-17zM3.5 7.5l8.5 6 8.5-6',
  broken:
    'M9.5 14.5l-2 2a3.5 3.5 0 0 1-5-5l2-2M14.5 9.5l2-2a3.5 3.5 0 0 1 5 5l-2 2M8 4.5l.8 2.6M16 19.5l-.8-2.6',
  alert: 'M12 7v6M12 16.6v.4M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z',
  wait: 'M12 7.5V12l3 2M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z',
  /** A cost with its range: efOfX's own mark. */
  efofx: 'M4 18.5c3.5 0 4.2-11.5 8-11.5s4.5 11.5 8 11.5M12 18.5V11',
};

export type IconName = keyof typeof paths;

/** A drawing in the colour of the text around it; says nothing to those who do not see it. */
export function icon(name: IconName): Markup {
  return html`<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="${paths[name]}"/></svg>`;
}

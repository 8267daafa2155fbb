import { createHandle, type Efofx } from './handle.ts';

declare global {
  interface Window {
    efofx?: Efofx;
  }
}

const current = document.currentScript;
// Inserted by another script or bundled there is no current script: then the tag is looked for.
const script =
  current instanceof HTMLScriptElement
    ? current
    : document.querySelector<HTMLScriptElement>('script[data-api-key][src*="/widget.js"]');

if (script && !window.efofx) {
  window.efofx = createHandle(new URL(script.src));
  const { apiKey, locale } = script.dataset;
  if (apiKey) window.efofx.init(locale ? { apiKey, locale } : { apiKey });
}

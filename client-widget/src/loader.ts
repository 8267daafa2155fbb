import { type Call, createHandle, type Efofx } from './handle.ts';

declare global {
  interface Window {
    /** Before the script has come: what the page wants called then. */
    efofx?: Efofx | Call[];
  }
}

const current = document.currentScript;
// Inserted by another script or bundled there is no current script: then the tag is looked for.
const script =
  current instanceof HTMLScriptElement
    ? current
    : document.querySelector<HTMLScriptElement>('script[data-api-key][src*="/widget.js"]');

if (script) {
  const { efofx } = window;
  const handle = efofx && 'init' in efofx ? efofx : createHandle(new URL(script.src));
  window.efofx = handle;
  const { apiKey, mode, target = mode === 'inline' ? script : undefined, ...rest } = script.dataset;
  if (apiKey) handle.init({ apiKey, target, ...rest });
  if (efofx && efofx !== handle) handle.push(...(efofx as Call[]));
}

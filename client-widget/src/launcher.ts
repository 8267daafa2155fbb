import { applyColors } from './branding.ts';
import type { WidgetConfig } from './embed.ts';
import css from './styles/launcher.css?inline';

export interface Launcher {
  root: ShadowRoot;
  button: HTMLButtonElement;
  remove(): void;
}

/** Draws the button in a shadow root of its own at the end of the page. */
export function drawLauncher(config: WidgetConfig): Launcher {
  // A name of its own: rules that a page has for every div do not reach it.
  const host = document.createElement('efofx-widget');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  applyColors(host, config.branding.primaryColor);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'launcher';
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-expanded', 'false');
  button.append(speechBubble(), config.branding.buttonText);
  root.append(button);
  document.body.append(host);
  return { root, button, remove: () => host.remove() };
}

function speechBubble(): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const icon = document.createElementNS(namespace, 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', 'M4 4h16v12H10l-6 5z');
  icon.append(path);
  return icon;
}

/** Calls back once, when the visitor shows interest or the page has nothing else to do. */
export function onIntent(button: HTMLElement, callback: () => void): void {
  for (const event of ['pointerenter', 'focus', 'touchstart']) {
    button.addEventListener(event, callback, { once: true, passive: true });
  }
  if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return;
  if ('requestIdleCallback' in window) requestIdleCallback(callback, { timeout: 10_000 });
  else setTimeout(callback, 3_000);
}

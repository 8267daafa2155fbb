import { readableOnWhite, textOn } from './contrast.ts';
import type { WidgetConfig } from './embed.ts';
import css from './styles/launcher.css?inline';

export interface Launcher {
  host: HTMLElement;
  root: ShadowRoot;
  /** Not on the page where the widget is part of it. */
  button: HTMLButtonElement;
}

/** Draws the button in a shadow root of its own at the end of the page, or makes room in the target. */
export function drawLauncher(config: WidgetConfig, position = '', target?: Element | ''): Launcher {
  // A name of its own: rules that a page has for every div do not reach it.
  const host = document.createElement('efofx-widget');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const { primaryColor, buttonText } = config.branding;
  host.style.setProperty('--brand', primaryColor);
  host.style.setProperty('--on-brand', textOn(primaryColor));
  // For the chat.
  host.style.setProperty('--accent', readableOnWhite(primaryColor));
  const button = document.createElement('button');
  button.className = 'launcher';
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-expanded', 'false');
  button.append(buttonText);
  host.className = target ? 'inline' : position;
  if (!target) root.append(button);
  if (target instanceof HTMLScriptElement) target.before(host);
  else (target || document.body).append(host);
  return { host, root, button };
}

/** Calls back once, when the visitor shows interest or the page has nothing else to do. */
export function onIntent(element: HTMLElement, callback: () => void): void {
  for (const event of ['pointerenter', 'focus', 'touchstart']) {
    element.addEventListener(event, callback, { once: true, passive: true });
  }
  if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return;
  if ('requestIdleCallback' in window) requestIdleCallback(callback, { timeout: 10_000 });
  else setTimeout(callback, 3_000);
}

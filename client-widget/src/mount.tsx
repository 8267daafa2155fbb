import { render } from 'preact';
import { focusInside } from './components/focus.ts';
import { createLogFollower } from './components/follow-log.ts';
import type { Ui } from './components/ui.ts';
import type { MountChat } from './embed.ts';
import { createWording } from './i18n/wording.ts';
import { effect } from './models/signal.ts';
import { createSnapshotStore } from './models/snapshot.ts';
import { createWidget, type WidgetModel } from './models/widget.model.ts';
import cardCss from './styles/card.css?inline';
import panelCss from './styles/panel.css?inline';
import textCss from './styles/text.css?inline';
import { createGraphqlTransport } from './transport/graphql.ts';
import { onPanelKey, Widget } from './Widget.tsx';

/** `efofx_` and the key's id: enough to tell tenants apart, and no credential in the page's storage. */
const keyIdLength = 14;

/** Draws the closed chat into the shadow root. The chunk's one export. */
export const mountChat: MountChat = (root, options) => {
  const { language, origin, isInline, draft, customer } = options;
  const locale = canonical(options.locale, language.tag);
  const storeKey = `efofx:${options.apiKey.slice(0, keyIdLength)}`;
  const store = createSnapshotStore(storeKey);
  const transport = createGraphqlTransport(origin);
  const model = createWidget({
    ...options,
    transport,
    store,
    pageUrl: location.origin + location.pathname,
  });
  model.estimate.customer.value = customer;
  const ui: Ui = { ...createWording(language, locale), model, config: options.config, isInline };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(textCss + panelCss + cardCss);
  root.adoptedStyleSheets.push(sheet);
  const panel = drawPanel(ui, root);
  const field = panel.element.querySelector('textarea');
  if (field) field.value = draft;
  const left = new AbortController();
  watchPage(model, storeKey, left.signal);
  if (isInline) openOnIntent(model, panel.element, left.signal);
  else fitKeyboard(panel.element, left.signal);
  return {
    open: model.open,
    close: model.close,
    send: (text) => void model.chat.send(text),
    setCustomer(known) {
      model.estimate.customer.value = known;
    },
    unmount() {
      const written = panel.element.querySelector('textarea')?.value ?? '';
      left.abort();
      panel.remove();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
      model.dispose();
      return written;
    },
  };
};

function canonical(locale: string, fallback: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? fallback;
  } catch {
    return fallback;
  }
}

/** Before the launcher, so that Tab reaches them in the order in which they are seen. */
function drawPanel(ui: Ui, root: ShadowRoot): { element: HTMLElement; remove(): void } {
  const panel = document.createElement('div');
  Object.assign(panel, {
    className: 'panel',
    role: ui.isInline ? 'region' : 'dialog',
    ariaLabel: ui.config.tenantName,
    lang: ui.language,
  });
  panel.style.setProperty('--direction', ui.direction);
  panel.tabIndex = -1;
  panel.addEventListener('keydown', (event) => onPanelKey(ui, panel, event));
  root.prepend(panel);
  const followLog = createLogFollower(panel);
  const { chat, isOpen } = ui.model;
  const stopShowing = effect(() => {
    panel.hidden = !ui.isInline && !isOpen.value;
    if (!ui.isInline && isOpen.value) focusInside(panel);
  });
  const stopDrawing = effect(() => {
    const hadFocus = root.activeElement;
    render(<Widget ui={ui} />, panel);
    // A button that goes when it is pressed would leave the keyboard nowhere.
    if (hadFocus && !root.activeElement) focusInside(panel);
    if (ui.isInline || isOpen.value) followLog(chat.conversation.value.entries.at(-1));
  });
  return {
    element: panel,
    remove() {
      stopShowing();
      stopDrawing();
      render(null, panel);
      panel.remove();
    },
  };
}

/** Keeps what there is when the page goes, tries again at once when it or the network comes back, and sees what other tabs do. */
function watchPage({ wake, save, look }: WidgetModel, storeKey: string, signal: AbortSignal): void {
  const onVisibility = () => (document.hidden ? save() : wake());
  document.addEventListener('visibilitychange', onVisibility, { signal });
  window.addEventListener('pagehide', save, { signal });
  window.addEventListener('pageshow', wake, { signal });
  window.addEventListener('online', wake, { signal });
  window.addEventListener('storage', ({ key }) => key === storeKey && look(), { signal });
}

/** A session is begun for those who take an interest, not for everybody who passes by; one that was begun goes on. */
function openOnIntent(model: WidgetModel, panel: HTMLElement, signal: AbortSignal): void {
  if (model.sessions.session.peek()) model.open();
  panel.addEventListener('focusin', model.open, { signal });
  panel.addEventListener('pointerdown', model.open, { signal });
}

/** On a phone the panel covers what the keyboard leaves of the page, so that what is written stays in sight. */
function fitKeyboard(panel: HTMLElement, signal: AbortSignal): void {
  const view = window.visualViewport;
  const fit = () => {
    panel.style.setProperty('--top', `${view?.offsetTop}px`);
    panel.style.setProperty('--height', `${view?.height}px`);
  };
  view?.addEventListener('resize', fit, { signal });
  view?.addEventListener('scroll', fit, { signal });
}

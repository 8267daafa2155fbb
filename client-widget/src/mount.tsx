import { effect } from '@preact/signals-core';
import { render } from 'preact';
import { focusInside } from './components/focus.ts';
import { createLogFollower } from './components/follow-log.ts';
import type { Ui } from './components/ui.ts';
import type { MountChat } from './embed.ts';
import { createWording } from './i18n/wording.ts';
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
export const mountChat: MountChat = (root, { locale, language, origin, ...options }) => {
  const store = createSnapshotStore(`efofx:${options.apiKey.slice(0, keyIdLength)}`);
  const transport = createGraphqlTransport(origin);
  const model = createWidget({
    ...options,
    transport,
    store,
    locale,
    pageUrl: location.origin + location.pathname,
  });
  const ui: Ui = { ...createWording(language, locale), model, config: options.config };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(textCss + panelCss + cardCss);
  root.adoptedStyleSheets.push(sheet);
  const panel = drawPanel(ui, root);
  const left = new AbortController();
  watchPage(model, left.signal);
  return {
    open: model.open,
    close: model.close,
    unmount() {
      left.abort();
      panel.remove();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
      model.dispose();
    },
  };
};

/** Before the launcher, so that Tab reaches them in the order in which they are seen. */
function drawPanel(ui: Ui, root: ShadowRoot): { remove(): void } {
  const panel = document.createElement('div');
  Object.assign(panel, {
    className: 'panel',
    role: 'dialog',
    ariaLabel: ui.config.tenantName,
    lang: ui.language,
  });
  panel.tabIndex = -1;
  panel.addEventListener('keydown', (event) => onPanelKey(ui, panel, event));
  root.prepend(panel);
  const followLog = createLogFollower(panel);
  const { chat, isOpen } = ui.model;
  const stopShowing = effect(() => {
    panel.hidden = !isOpen.value;
    if (isOpen.value) focusInside(panel);
  });
  const stopDrawing = effect(() => {
    const hadFocus = root.activeElement;
    render(<Widget ui={ui} />, panel);
    // A button that goes when it is pressed would leave the keyboard nowhere.
    if (hadFocus && !root.activeElement) focusInside(panel);
    if (isOpen.value) followLog(chat.conversation.value.entries.at(-1));
  });
  return {
    remove() {
      stopShowing();
      stopDrawing();
      render(null, panel);
      panel.remove();
    },
  };
}

/** Keeps what there is when the page goes, and tries again at once when it or the network comes back. */
function watchPage({ wake, save }: WidgetModel, signal: AbortSignal): void {
  const onVisibility = () => (document.hidden ? save() : wake());
  document.addEventListener('visibilitychange', onVisibility, { signal });
  window.addEventListener('pagehide', save, { signal });
  window.addEventListener('pageshow', wake, { signal });
  window.addEventListener('online', wake, { signal });
}

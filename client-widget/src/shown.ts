import { fetchConfig } from './branding.ts';
import type { Emit, MountChat, MountedChat, WidgetConfig } from './embed.ts';
import type { Language } from './i18n/language.ts';
import { drawLauncher, type Launcher, onIntent } from './launcher.ts';

export interface InitOptions {
  apiKey: string;
  /** BCP 47; the page's own language where absent. */
  locale?: string;
}

/** One widget on the page, from `init` to `destroy`: launcher, lazy chat, and whether it is meant to be open. */
export interface Shown {
  readonly scriptUrl: URL;
  readonly options: InitOptions;
  readonly emit: Emit;
  isAlive: boolean;
  isWanted: boolean;
  isOpen: boolean;
  config?: WidgetConfig;
  launcher?: Launcher;
  loading?: Promise<MountedChat> | undefined;
  chat?: MountedChat;
}

const fallbackLanguage = 'en';
const firstRetryMs = 2_000;
const longestRetryMs = 60_000;

/** Fetches the branding, again until there is an answer, and draws the launcher. */
export async function show(widget: Shown, retryMs = firstRetryMs): Promise<void> {
  const config = await fetchConfig(widget.scriptUrl.origin, widget.options.apiKey).catch(() => undefined);
  if (!widget.isAlive) return;
  if (config === undefined) {
    setTimeout(() => widget.isAlive && show(widget, Math.min(retryMs * 2, longestRetryMs)), retryMs);
    return;
  }
  if (config === null) return widget.emit('error', { code: 'UNAUTHENTICATED' });
  widget.config = config;
  const launcher = drawLauncher(config);
  const { button } = launcher;
  widget.launcher = launcher;
  button.addEventListener('click', () => (widget.isOpen ? close(widget) : open(widget)));
  onIntent(button, () => void load(widget).catch(() => undefined));
  widget.emit('ready', undefined);
  if (widget.isWanted) await open(widget);
}

/** Loads the chat once; after a failure the next call tries again. */
function load(widget: Shown): Promise<MountedChat> {
  widget.loading ??= mount(widget).catch((fault) => {
    widget.loading = undefined;
    throw fault;
  });
  return widget.loading;
}

async function mount(widget: Shown): Promise<MountedChat> {
  const { scriptUrl, options, emit } = widget;
  const locale = canonical(options.locale ?? (document.documentElement.lang || navigator.language));
  const texts = __LANGUAGES__[locale.slice(0, 2)] ?? __LANGUAGES__[fallbackLanguage] ?? '';
  const [{ mountChat }, { language }] = (await Promise.all([
    importBeside(scriptUrl, __CHAT__),
    importBeside(scriptUrl, texts),
  ])) as [{ mountChat: MountChat }, { language: Language }];
  const { launcher, config } = widget;
  if (!widget.isAlive || !launcher || !config) throw new Error('destroyed');
  const { origin } = scriptUrl;
  widget.chat = mountChat(launcher.root, { apiKey: options.apiKey, origin, locale, language, config, emit });
  return widget.chat;
}

/** By an absolute address: in a classic script of another origin a relative one has no base. */
function importBeside(scriptUrl: URL, name: string): Promise<unknown> {
  return import(/* @vite-ignore */ new URL(name, scriptUrl).href);
}

function canonical(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? fallbackLanguage;
  } catch {
    return fallbackLanguage;
  }
}

export async function open(widget: Shown): Promise<void> {
  widget.isWanted = true;
  if (!widget.launcher) return;
  const { button } = widget.launcher;
  button.setAttribute('aria-busy', 'true');
  try {
    const chat = await load(widget);
    if (widget.isAlive && widget.isWanted) chat.open();
  } catch {
    widget.emit('error', { code: 'NETWORK' });
  } finally {
    button.removeAttribute('aria-busy');
  }
}

export function close(widget: Shown): void {
  widget.isWanted = false;
  widget.chat?.close();
}

/** What the chat reports about itself: it can be closed from within. */
export function mark(widget: Shown, isOpen: boolean): void {
  widget.isOpen = isOpen;
  widget.isWanted = isOpen;
  widget.launcher?.button.setAttribute('aria-expanded', String(isOpen));
  if (!isOpen) widget.launcher?.button.focus();
}

export function remove(widget: Shown): void {
  widget.isAlive = false;
  widget.chat?.unmount();
  widget.launcher?.remove();
}

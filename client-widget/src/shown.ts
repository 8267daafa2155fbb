import { fetchConfig } from './branding.ts';
import type { Customer, Emit, MountChat, MountedChat, WidgetConfig } from './embed.ts';
import type { Language } from './i18n/language.ts';
import { drawLauncher, type Launcher, onIntent } from './launcher.ts';
import { findTarget } from './target.ts';

export interface InitOptions {
  apiKey: string;
  /** BCP 47; the page's own language where absent. */
  locale?: string | undefined;
  /** Where the widget is part of the page: an element, or a selector of one that may come later. A script: right before it. */
  target?: string | Element | undefined;
  /** Of the button: `bottom-left` or `bottom-right`; where lines end in the page's language, if absent. */
  position?: string | undefined;
  /** In place of the tenant's own, for a page in another language. */
  buttonText?: string | undefined;
  welcomeMessage?: string | undefined;
}

/** One widget on the page, from `init` to `destroy`: launcher, lazy chat, and whether it is meant to be open. */
export interface Shown {
  readonly scriptUrl: URL;
  options: InitOptions;
  readonly emit: Emit;
  isAlive: boolean;
  isWanted: boolean;
  draft: string;
  customer?: Customer | null;
  config?: WidgetConfig;
  launcher?: Launcher;
  drawn?: Promise<void>;
  loading?: Promise<MountedChat> | undefined;
  chat?: MountedChat | undefined;
}

/** The file with each language's texts; English stands in for others. */
const languages: Record<string, string> = __LANGUAGES__;
const firstRetryMs = 2_000;
const longestRetryMs = 60_000;

/** Fetches the branding, again until there is an answer, and draws the launcher. */
export async function show(widget: Shown, retryMs = firstRetryMs): Promise<void> {
  const { scriptUrl, options, emit } = widget;
  const config = await fetchConfig(scriptUrl.origin, options.apiKey).catch(() => undefined);
  const target = options.target && (await findTarget(options.target, () => widget.isAlive));
  if (!widget.isAlive) return;
  if (config === undefined) {
    await new Promise((resolve) => setTimeout(resolve, retryMs));
    return widget.isAlive ? show(widget, Math.min(retryMs * 2, longestRetryMs)) : undefined;
  }
  if (typeof config === 'string') return emit('error', { code: config });
  for (const text of ['buttonText', 'welcomeMessage'] as const)
    config.branding[text] = options[text] || config.branding[text];
  widget.config = config;
  const launcher = drawLauncher(config, options.position, target);
  widget.launcher = launcher;
  launcher.button.addEventListener('click', () => open(widget));
  onIntent(target ? launcher.host : launcher.button, () => void load(widget).catch(() => undefined));
  emit('ready', undefined);
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
  await widget.drawn;
  const { scriptUrl, options, emit } = widget;
  const locale = options.locale || document.documentElement.lang || navigator.language;
  const texts = languages[locale.slice(0, 2).toLowerCase()] ?? languages.en ?? '';
  const [{ mountChat }, { language }] = (await Promise.all([
    importBeside(scriptUrl, __CHAT__),
    importBeside(scriptUrl, texts),
  ])) as [{ mountChat: MountChat }, { language: Language }];
  const { launcher, config, draft, customer = null } = widget;
  if (!widget.isAlive || !launcher || !config) throw new Error();
  const { apiKey, target } = options;
  widget.chat = mountChat(launcher.root, {
    ...{ apiKey, origin: scriptUrl.origin, locale, language, config, customer, draft, emit },
    isInline: !!target,
  });
  return widget.chat;
}

/** By an absolute address: in a classic script of another origin a relative one has no base. */
function importBeside(scriptUrl: URL, name: string): Promise<unknown> {
  return import(/* @vite-ignore */ new URL(name, scriptUrl).href);
}

export async function open(widget: Shown): Promise<void> {
  widget.isWanted = true;
  widget.launcher?.button.setAttribute('aria-busy', 'true');
  try {
    const chat = await load(widget);
    if (widget.isAlive && widget.isWanted) chat.open();
  } catch {
    if (widget.isAlive) widget.emit('error', { code: 'NETWORK' });
  }
  widget.launcher?.button.removeAttribute('aria-busy');
}

export function close(widget: Shown): void {
  widget.isWanted = false;
  widget.chat?.close();
}

export async function say(widget: Shown, text: string): Promise<void> {
  await open(widget);
  widget.chat?.send(text);
}

export function setCustomer(widget: Shown, customer: Customer | null): void {
  widget.customer = customer;
  widget.chat?.setCustomer(customer);
}

/** The chat is drawn anew in the other language; the conversation and what is being written stay. */
export function setLocale(widget: Shown, locale: string): void {
  widget.options = { ...widget.options, locale };
  if (!widget.chat) return;
  widget.draft = widget.chat.unmount();
  widget.chat = widget.loading = undefined;
  if (widget.isWanted) void open(widget);
}

/** What the chat reports about itself: it can be closed from within. */
export function mark(widget: Shown, isOpen: boolean): void {
  const { launcher } = widget;
  widget.isWanted = isOpen;
  launcher?.button.setAttribute('aria-expanded', `${isOpen}`);
  if (!isOpen) launcher?.button.focus();
}

export function remove(widget: Shown): void {
  widget.isAlive = false;
  widget.chat?.unmount();
  widget.launcher?.host.remove();
}

import type { ConfigFragment, CustomerInfoInput } from './gql/graphql.ts';
import type { Language } from './i18n/language.ts';

export type WidgetConfig = ConfigFragment;
/** Whom the page knows the visitor to be; the e-mail address is what counts. */
export type Customer = CustomerInfoInput;

/** What a host page can listen to with `efofx.on`. */
export interface WidgetEvents {
  ready: undefined;
  opened: undefined;
  closed: undefined;
  /** A message of the visitor was accepted, or a reply was finished. */
  message: { author: 'visitor' | 'assistant'; text: string };
  estimate: { currency: string; costP50: number; costP80: number } | { draft: true };
  lead: undefined;
  error: { code: string };
}

export type Emit = <E extends keyof WidgetEvents>(event: E, detail: WidgetEvents[E]) => void;

/** What the loader hands to the chat when it mounts. */
export interface ChatOptions {
  apiKey: string;
  /** Origin of the API: the one the script came from. */
  origin: string;
  /** BCP 47 */
  locale: string;
  language: Language;
  config: WidgetConfig;
  customer: Customer | null;
  /** Part of the page, and always open, instead of a dialog over it. */
  isInline: boolean;
  /** What was being written before the language was changed. */
  draft: string;
  emit: Emit;
}

/** What the chat chunk gives back to the loader. */
export interface MountedChat {
  open(): void;
  close(): void;
  send(text: string): void;
  setCustomer(customer: Customer | null): void;
  /** Returns what was being written. */
  unmount(): string;
}

export type MountChat = (root: ShadowRoot, options: ChatOptions) => MountedChat;

import type { Customer } from './embed.ts';
import { createEmitter, type Emitter } from './emitter.ts';
import {
  close,
  type InitOptions,
  mark,
  open,
  remove,
  type Shown,
  say,
  setCustomer,
  setLocale,
  show,
} from './shown.ts';

/** One widget, from `init` to `destroy`. */
export interface Instance {
  open(): void;
  close(): void;
  toggle(): void;
  /** Opens the widget and says this for the visitor. */
  sendMessage(text: string): void;
  /** The visitor is not asked for what is known here; null: not known any more. */
  setCustomer(customer: Customer | null): void;
  setLocale(locale: string): void;
  on: Emitter['on'];
  destroy(): void;
}

/**
 * The one global the widget adds to a page. What it is told goes to the floating widget, else to the first; `on` hears of all, and
 * `destroy` removes all.
 */
export interface Efofx extends Instance {
  /** Shows a widget; called by the script itself where its tag carries `data-api-key`. Where there is one already, that one is returned. */
  init(options: InitOptions): Instance;
  /** Calls by name, as `['open']`: what a page may have left before the script came. */
  push(...calls: Call[]): void;
}

export type Call = [name: string, ...input: unknown[]];

type Action = (widget: Shown, input: never) => unknown;

const actions: Record<Exclude<keyof Instance, 'on'>, Action> = {
  open,
  close,
  toggle: (widget) => (widget.isWanted ? close : open)(widget),
  sendMessage: say,
  setCustomer,
  setLocale,
  destroy: remove,
};

export function createHandle(scriptUrl: URL): Efofx {
  const { on, emit } = createEmitter();
  let all: { widget: Shown; instance: Instance }[] = [];

  function init(options: InitOptions): Instance {
    all = all.filter(({ widget }) => widget.isAlive);
    for (const { widget, instance } of all) {
      if (widget.options.target !== options.target) continue;
      if (!widget.launcher || widget.launcher.host.isConnected) return instance;
      // The page was exchanged under it.
      instance.destroy();
    }
    const own = createEmitter();
    const widget: Shown = {
      ...{ scriptUrl, options, draft: '', isAlive: true, isWanted: false },
      emit(event, detail) {
        if (event === 'opened' || event === 'closed') mark(widget, event === 'opened');
        own.emit(event, detail);
        emit(event, detail);
      },
    };
    const instance = withActions({ on: own.on }, (act) => (input: never) => act(widget, input));
    all.push({ widget, instance });
    widget.drawn = show(widget);
    return instance;
  }

  const main = (): Shown | undefined => {
    const alive = all.map(({ widget }) => widget).filter(({ isAlive }) => isAlive);
    return alive.find(({ options }) => !options.target) ?? alive[0];
  };
  const handle: Efofx = {
    ...withActions({ on }, (act) => (input: never) => {
      const widget = main();
      if (widget) act(widget, input);
    }),
    init,
    destroy: () => all.forEach(({ widget }) => void remove(widget)),
    push(...calls) {
      for (const [name, ...input] of calls)
        (handle as unknown as Record<string, (...all: unknown[]) => void>)[name]?.(...input);
    },
  };
  return handle;
}

function withActions(on: Pick<Instance, 'on'>, bind: (act: Action) => (input: never) => void): Instance {
  const bound = Object.entries(actions).map(([name, act]) => [name, bind(act)]);
  return { ...on, ...Object.fromEntries(bound) };
}

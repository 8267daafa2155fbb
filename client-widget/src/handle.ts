import { createEmitter, type Emitter } from './emitter.ts';
import { close, type InitOptions, mark, open, remove, type Shown, show } from './shown.ts';

/** The one global the widget adds to a page. */
export interface Efofx {
  /** Shows the widget; called by the script itself where its tag carries `data-api-key`. A second call changes nothing until `destroy`. */
  init(options: InitOptions): void;
  open(): void;
  close(): void;
  toggle(): void;
  on: Emitter['on'];
  destroy(): void;
}

export function createHandle(scriptUrl: URL): Efofx {
  const { on, emit } = createEmitter();
  let shown: Shown | undefined;
  on('opened', () => shown && mark(shown, true));
  on('closed', () => shown && mark(shown, false));
  const openIt = () => void (shown && open(shown));
  const closeIt = () => shown && close(shown);
  return {
    on,
    init(options) {
      if (shown) return;
      shown = { scriptUrl, options, emit, isAlive: true, isWanted: false, isOpen: false };
      void show(shown);
    },
    open: openIt,
    close: closeIt,
    toggle: () => (shown?.isWanted ? closeIt() : openIt()),
    destroy() {
      if (shown) remove(shown);
      shown = undefined;
    },
  };
}

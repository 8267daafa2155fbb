/** On a touch screen the field would bring up the keyboard over the greeting: there the panel itself is focused. */
export function focusInside(panel: HTMLElement): void {
  const field = matchMedia('(pointer: coarse)').matches ? null : panel.querySelector('textarea');
  (field ?? panel).focus({ preventScroll: true });
}

/** Where the panel covers the page, Tab goes round inside it. */
export function keepFocusInside(panel: HTMLElement, event: KeyboardEvent): void {
  if (panel.clientWidth < document.documentElement.clientWidth) return;
  const stops = [...panel.querySelectorAll<HTMLElement>('button, textarea, input, a, summary, .log')];
  const first = stops[0];
  const last = stops.at(-1);
  const { activeElement } = panel.getRootNode() as ShadowRoot;
  const isLeaving = event.shiftKey
    ? activeElement === first || activeElement === panel
    : activeElement === last;
  if (!isLeaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

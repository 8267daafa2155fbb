/** The element to draw in; one that the page does not have yet is waited for. Of a script tag the place right before it. */
export async function findTarget(target: string | Element, isWanted: () => boolean): Promise<Element> {
  for (;;) {
    const found = typeof target === 'string' ? document.querySelector(target) : target;
    if (found || !isWanted()) return found ?? document.body;
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        resolve();
      });
      observer.observe(document, { childList: true, subtree: true });
    });
  }
}

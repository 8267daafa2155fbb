/** Empties the page's card of what the server has put there for the time being, and puts on the page's style. Returns the card. */
export function drawnInto(css: string): HTMLElement {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
  const main = document.querySelector('main');
  if (!main) throw new Error('the page has no main element');
  main.replaceChildren();
  return main;
}

const longest = 300;
/** Scheme, host, perhaps a port, perhaps a lone slash: what a URL parser forgives besides is not an origin. */
const shape = /^https?:\/\/(?:[^\s/?#@\\:*[\]]+|\[[0-9a-f:.]+\])(?::\d{1,5})?\/?$/i;
/** As browsers send it: ASCII, without wildcards. */
const host = /^(?:[\w.-]+|\[[0-9a-f:.]+\])$/;

/** An http(s) origin as browsers name it in the Origin header; null for anything else. */
export function originOf(text: string): string | null {
  if (text.length > longest || !shape.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return host.test(url.hostname) ? url.origin : null;
}

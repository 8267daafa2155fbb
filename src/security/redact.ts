const hidden = '[redacted]';

/** Every pattern starts at a fixed text or behind a boundary, so that none is slow on a long hostile line. */
const secrets: readonly { pattern: RegExp; shown: string }[] = [
  // A provider's message shows keys with stars or dots in the middle.
  { pattern: /(?<![A-Za-z0-9])sk-[\w*.-]{4,}/g, shown: `sk-${hidden}` },
  { pattern: /efofx_[0-9A-Za-z]{8}_[0-9A-Za-z]{8,}/g, shown: `efofx_${hidden}` },
  { pattern: /(?<![\w-])eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, shown: hidden },
  { pattern: /\b(bearer|basic)\s+[^\s"',]+/gi, shown: `$1 ${hidden}` },
  {
    pattern:
      /([?&](?:token|refresh_?token|access_?token|api_?key|key|code|password|secret|signature)=)[^&#\s"']+/gi,
    shown: `$1${hidden}`,
  },
  { pattern: /\/(feedback|verify|invite|reset)\/[^/?#\s"']+/g, shown: `/$1/${hidden}` },
  { pattern: /(?<=[/=])[\w-]{40,}/g, shown: hidden },
  { pattern: /(:\/\/[^\s:/@]{0,128}):[^\s/@]{1,256}@/g, shown: `$1:${hidden}@` },
];

/** The text without the secrets that it may carry: OpenAI keys, API keys, JWTs, bearer credentials, tokens in URLs, passwords in URIs. */
export function redact(text: string): string {
  return secrets.reduce((line, { pattern, shown }) => line.replace(pattern, shown), text);
}

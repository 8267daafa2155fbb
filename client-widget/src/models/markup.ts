export interface Inline {
  kind: 'text' | 'bold' | 'link';
  text: string;
  /** Of links, else empty. */
  href: string;
}
export interface Block {
  kind: 'paragraph' | 'list';
  /** Of a list its items. */
  lines: Inline[][];
  /** A numbered list's first number; null for bullets. */
  start: number | null;
}

const bulletPattern = /^\s*[-*•]\s+(.*)$/;
const numberPattern = /^\s*(\d{1,3})[.)]\s+(.*)$/;
// [label](https://…) · https://… · **bold**, which may still be open while it is being streamed.
const inlinePattern = /\[([^\]\n]+)\]\((https:\/\/[^\s)]+)\)|(https:\/\/[^\s<>"'`]+)|\*\*(.+?)(?:\*\*|$)/g;
const trailingPunctuation = /[.,;:!?)\]*]+$/;

/** The little that replies use of Markdown: bold, lists, https links. Everything else is text, as it was written. */
export function parseMarkup(text: string): Block[] {
  const blocks: Block[] = [];
  let isContinued = false;
  for (const line of text.split('\n')) {
    const number = numberPattern.exec(line);
    const item = number?.[2] ?? bulletPattern.exec(line)?.[1];
    const start = number ? Number(number[1]) : null;
    if (item !== undefined) addLine(blocks, { kind: 'list', start, lines: [parseInline(item)] }, true);
    else if (line.trim())
      addLine(blocks, { kind: 'paragraph', start, lines: [parseInline(line.trim())] }, isContinued);
    isContinued = line.trim() !== '';
  }
  return blocks;
}

function addLine(blocks: Block[], block: Block, isContinued: boolean): void {
  const last = blocks.at(-1);
  const isSame = last?.kind === block.kind && (last.start === null) === (block.start === null);
  if (isSame && isContinued) last.lines.push(...block.lines);
  else blocks.push(block);
}

function parseInline(line: string): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  const add = (kind: Inline['kind'], text: string, href = '') => text && parts.push({ kind, text, href });
  for (const match of line.matchAll(inlinePattern)) {
    const [whole, label, target, bare, bold] = match;
    add('text', line.slice(end, match.index));
    end = match.index + whole.length;
    if (bold !== undefined) {
      add('bold', bold);
      continue;
    }
    const address = (target ?? bare ?? '').replace(target ? '' : trailingPunctuation, '');
    const href = httpsAddress(address);
    if (href) add('link', label ?? address, href);
    else add('text', label === undefined ? address : whole);
    if (bare) add('text', bare.slice(address.length));
  }
  add('text', line.slice(end));
  return parts;
}

/** The address if it is one, of https and without credentials; else null. */
export function httpsAddress(address: string | null): string | null {
  try {
    const { protocol, username, password, href } = new URL(address ?? '');
    return protocol === 'https:' && !username && !password ? href : null;
  } catch {
    return null;
  }
}

/** The same text without its marks, to be read aloud. */
export function plainText(text: string): string {
  const lines = parseMarkup(text).flatMap((block) => block.lines);
  return lines.map((line) => line.map((part) => part.text).join('')).join('\n');
}

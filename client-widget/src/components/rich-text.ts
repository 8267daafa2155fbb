import { type ComponentChildren, createElement } from 'preact';
import { type Block, type Inline, parseMarkup } from '../models/markup.ts';
import { ExternalLink } from './ExternalLink.tsx';
import type { Ui } from './ui.ts';

/** A reply's text as nodes: whatever looks like HTML in it stays text. */
export function richText(ui: Ui, text: string): ComponentChildren[] {
  return parseMarkup(text).map((block) => blockNode(ui, block));
}

function blockNode(ui: Ui, block: Block): ComponentChildren {
  const items = block.lines.map((line) => lineNodes(ui, line));
  if (block.kind === 'list') {
    const children = items.map((item) => createElement('li', null, ...item));
    return block.start === null
      ? createElement('ul', null, ...children)
      : createElement('ol', { start: block.start }, ...children);
  }
  return createElement(
    'p',
    null,
    ...items.flatMap((line, place) => (place ? [createElement('br', null), ...line] : line)),
  );
}

function lineNodes(ui: Ui, line: Inline[]): ComponentChildren[] {
  return line.map(({ kind, text, href }) => {
    if (kind === 'bold') return createElement('strong', null, text);
    return kind === 'link' ? createElement(ExternalLink, { ui, href, text }) : text;
  });
}

import { describe, expect, it } from 'vitest';
import { httpsAddress, parseMarkup, plainText } from '../../client-widget/src/models/markup.ts';

const kinds = (text: string) =>
  parseMarkup(text).map(({ kind, start, lines }) => ({
    kind,
    start,
    lines: lines.map((line) =>
      line.map((part) => `${part.kind}:${part.text}${part.href && `→${part.href}`}`),
    ),
  }));

describe('the markup of a reply', () => {
  it('knows paragraphs, lists, bold and https links', () => {
    expect(kinds('One **two**\nthree\n\n- a\n- b\n\n3. c\n4. [d](https://example.com/x)')).toEqual([
      { kind: 'paragraph', start: null, lines: [['text:One ', 'bold:two'], ['text:three']] },
      { kind: 'list', start: null, lines: [['text:a'], ['text:b']] },
      { kind: 'list', start: 3, lines: [['text:c'], ['link:d→https://example.com/x']] },
    ]);
  });

  it('shows bold while its end is still being streamed', () => {
    expect(kinds('It costs **$70')[0]?.lines).toEqual([['text:It costs ', 'bold:$70']]);
  });

  it('leaves the full stop after an address outside of it', () => {
    expect(kinds('See https://example.com/a.')[0]?.lines).toEqual([
      ['text:See ', 'link:https://example.com/a→https://example.com/a', 'text:.'],
    ]);
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '[x](javascript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](http://example.com)',
    '![x](//example.com/pixel.png)',
    'javascript:alert(1)',
  ])('keeps %s as text', (text) => {
    const parts = parseMarkup(text).flatMap(({ lines }) => lines.flat());
    expect(parts.map(({ kind }) => kind)).toEqual(['text']);
    expect(plainText(text)).toBe(text);
  });

  it.each([
    'javascript:alert(1)',
    'http://example.com',
    'https://user:pass@example.com',
    'https://',
    '',
    null,
  ])('never links to %s', (address) => {
    expect(httpsAddress(address)).toBeNull();
  });

  it('is read aloud without its marks', () => {
    expect(plainText('**Two** things:\n- [a](https://example.com)\n- b')).toBe('Two things:\na\nb');
  });
});

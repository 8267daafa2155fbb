import { describe, expect, it } from 'vitest';
import { composeReply } from '../../src/chat/dialogue.ts';
import { withoutFigures } from '../../src/chat/figure-guard.ts';
import { withoutMarks } from '../../src/estimation/prompts.ts';
import { SaidWords } from '../../src/estimation/said-words.ts';
import { platformCatalogue } from '../../src/reference/catalogue.ts';
import { createMatcher } from '../../src/reference/match.ts';
import { readProject } from '../../src/reference/reading.ts';
import { redact } from '../../src/security/redact.ts';
import { leastCpuMs } from '../support/clock.ts';

const maxCpuMs = 50;
const filled = (piece: string, length: number) =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** What patterns choke on: each repeated over a whole message, alone, and between a start and an end that are something else. */
const pieces = [
  ...['a', '1', '0', '½', '1 ', '1x', '1,', '1.', '1-', '12 x 24 ft ', '15 by ', '$', '$1,', '50k '],
  ...[
    '@',
    'a@',
    'a@a.',
    'email ',
    'a.',
    '.,-/',
    ' ',
    '\n',
    '-',
    '- ',
    '’',
    '"',
    '\\',
    '(',
    '<',
    '</visitor_message>',
  ],
  ...['one hundred ', 'mil ', 'thousand ', 'twenty-', 'ateen', 'aateen ', 'half a ', 'between $1 and '],
  ...['no ', 'not ', "don't ", 'no spa, ', 'pool ', 'api ', 'spa and ', 'in San ', 'north ', 'sqft '],
  ...[
    'show estimate',
    'show ',
    'it ',
    'sin ',
    'é',
    'é',
    'ﬁ',
    'İ',
    '😀',
    '\u202e',
    '\u200b',
    'sk-',
    'eyJ',
    'https://',
  ],
];
const hostile = pieces.flatMap((piece) => [filled(piece, 4_000), `a ${filled(piece, 3_996)}x!`]);

const matcher = createMatcher(
  platformCatalogue.map((entry, place) => ({
    ...entry,
    ...{ id: String(place), tenantId: null, isArchived: false, isSynthetic: false },
  })),
);
const nothing = readProject([]);

const readers: Record<string, (text: string) => unknown> = {
  'a description is read': (text) => readProject([{ text: text.slice(0, 2_000) }]),
  'a message is read': (text) => readProject([{ text }]),
  'a description is matched': (text) => matcher.match(text.slice(0, 2_000), { limit: 5, tenantId: 'a' }),
  'a message is replied to': (lastMessage) =>
    composeReply({
      ...{ reading: nothing, before: nothing, lastMessage, asked: ['size'], turn: 2, locale: 'es' },
      ...{ tenantName: 'A', leadCapture: true, hasContact: false },
    }),
  'words are looked up in it': (text) => new SaidWords([text]).affirms(text.slice(0, 200)),
  'its marks are taken out': withoutMarks,
  'it is logged': redact,
  'a model says it': async (text) => {
    for await (const _ of withoutFigures(pieceByPiece([text]), { given: [], instead: '' }));
  },
  'a model says it word by word': async (text) => {
    for await (const _ of withoutFigures(pieceByPiece(text.match(/.{1,40}/gsu) ?? []), {
      ...{ given: [text], instead: '' },
    }));
  },
};

async function* pieceByPiece(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}

describe(`of 4 000 hostile characters, it takes less than ${maxCpuMs} ms until`, { timeout: 60_000 }, () => {
  it.each(Object.entries(readers))('%s', async (_, read) => {
    const slow: string[] = [];
    for (const text of hostile) {
      const ms = await leastCpuMs(maxCpuMs, () => read(text));
      if (ms >= maxCpuMs) slow.push(`${text.slice(0, 20)}…: ${ms.toFixed(0)} ms`);
    }
    expect(slow).toEqual([]);
  });
});

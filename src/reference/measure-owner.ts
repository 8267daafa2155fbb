import { corrections } from './lexicon-answers.ts';
import { areaUnits } from './lexicon-measures.ts';
import { type SizeMention, sizesOf } from './measure.ts';
import { type Thing, thingBefore, thingBehind } from './measure-things.ts';
import { createPhraseBook } from './phrases.ts';
import type { ProjectSize, Subcategory } from './project-details.ts';
import type { Token } from './tokens.ts';

/** Whose size it is: the project's own, nobody's in particular (taken for the project's), or something else's. */
export type Ownership = 'own' | 'open' | 'foreign';

/** More squares than this are square feet. */
const mostSquares = 150;
const rightReach = 3;
const correctedReach = 6;
const corrected = createPhraseBook(
  corrections.split('|').map((phrase) => [phrase, true] as const),
  'text',
);
const wholeBook = createPhraseBook(
  'whole thing|all of it|entire thing|the whole lot|all of that|every bit of it|in it|throughout|wall to wall|whole property|todo|all over'
    .split('|')
    .map((phrase) => [phrase, true] as const),
  'text',
);
/** Most words between the sizes of two rooms. */
const roomGap = 6;
const adding = new Set(['and', 'plus', '+', '&', 'y', ',']);
const puttingRight = new Set(
  'so|actually|rather|only|just|now|instead|but|measured|remeasured|really|correct|correction|sorry|wait|no|mejor|perdon'.split(
    '|',
  ),
);
/** Things whose size is the project's, by kind; land and buildings are around a project. */
const ownThings: Partial<Record<Subcategory, readonly Thing[]>> = {
  landscaping: ['yard', 'material'],
  flooring: ['room', 'material'],
  roofing: ['material'],
  adu: ['garage', 'room'],
};

/** Tells whose a size is by the noun behind or before it; `kindAt` says where the text names the kind itself. */
function ownershipOf(
  tokens: readonly Token[],
  size: SizeMention,
  kind: Subcategory | null,
  kindAt: (index: number) => boolean,
): Ownership {
  if (size.land && kind !== null && kind !== 'landscaping') return 'foreign';
  const thing = thingBehind(tokens, size, kindAt) ?? thingBefore(tokens, size, kindAt);
  if (thing === null) return 'open';
  if (thing === 'kind' || thing === 'space') return 'own';
  if (thing === 'material' && size.sides) return 'foreign';
  const own = kind ? (ownThings[kind] ?? []) : [];
  return own.includes(thing) ? 'own' : 'foreign';
}

/** The project's size by a text: the last that is its own, else the last that is nobody else's. */
export function projectSizeOf(
  tokens: readonly Token[],
  kind: Subcategory | null,
  kindAt: (index: number) => boolean,
): (ProjectSize & { from: number }) | null {
  const sizes = sizesOf(tokens).map((mention) => {
    const size = kind === 'roofing' ? inSquares(tokens, mention) : mention;
    const whose = ownershipOf(tokens, size, kind, kindAt);
    return { size, whose: whose === 'open' && isPutRight(tokens, size) ? 'own' : whose };
  });
  const rooms = kind === 'flooring' ? roomsTogether(tokens, sizes) : null;
  if (rooms) return rooms;
  const own =
    sizes.findLast(({ whose }) => whose === 'own') ?? sizes.findLast(({ whose }) => whose === 'open');
  const all = own ?? (takesAll(tokens, kind) ? sizes.at(-1) : undefined);
  return all ? { value: all.size.value, unit: all.size.unit, from: all.size.from } : null;
}

/** "The lot is an acre and I want the whole thing landscaped". */
function takesAll(tokens: readonly Token[], kind: Subcategory | null): boolean {
  return (kind === 'landscaping' || kind === 'flooring') && wholeBook.all(tokens).length > 0;
}

/** Floors of several rooms add up: "living room 18x22 and hall 4x15". */
function roomsTogether(
  tokens: readonly Token[],
  sizes: readonly { size: SizeMention; whose: Ownership }[],
): (ProjectSize & { from: number }) | null {
  const rooms = sizes.filter(({ size, whose }) => size.sides && whose !== 'foreign').map(({ size }) => size);
  const [first] = rooms;
  const areTogether = rooms.slice(1).every((room, index) => {
    const gap = tokens.slice(rooms[index]?.to, room.from);
    return gap.length <= roomGap && gap.some(({ text }) => adding.has(text)) && !isPutRight(tokens, room);
  });
  if (!first || rooms.length < 2 || !areTogether) return null;
  return { value: rooms.reduce((sum, { value }) => sum + value, 0), unit: first.unit, from: first.from };
}

/** A roofer's "24 sq" are squares. */
function inSquares(tokens: readonly Token[], size: SizeMention): SizeMention {
  const isShort = tokens[size.to - 1]?.text === 'sq' && size.value <= mostSquares;
  return isShort ? { ...size, value: size.value * areaUnits.square } : size;
}

/** "… but measured 12x18 today": said after something else to put it right. */
function isPutRight(tokens: readonly Token[], { from }: SizeMention): boolean {
  const isNear = tokens
    .slice(Math.max(0, from - rightReach), from)
    .some(({ text }) => puttingRight.has(text));
  return isNear || corrected.all(tokens.slice(Math.max(0, from - correctedReach), from)).length > 0;
}

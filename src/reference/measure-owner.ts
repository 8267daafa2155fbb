import { ownedThings, sizeLinks } from './lexicon-measures.ts';
import { type SizeMention, sizesOf } from './measure.ts';
import { createPhraseBook, listed } from './phrases.ts';
import type { ProjectSize, Subcategory } from './project-details.ts';
import { isStop, type Token } from './tokens.ts';

type Thing = keyof typeof ownedThings;

/** Whose size it is: the project's own, nobody's in particular (taken for the project's), or something else's. */
export type Ownership = 'own' | 'open' | 'foreign';

const things = createPhraseBook(listed(ownedThings), 'text');
const links = new Set(sizeLinks.split('|').filter((word) => !word.includes(' ')));
/** Words between a size and its noun: "a 7,500 sq ft corner lot". */
const reach = 3;
const followers = new Set(['of', 'de', 'for', 'in']);
/** Behind these begins something the size is not of. */
const turnsAway = new Set(
  'with|con|and|y|plus|including|near|next|behind|beside|around|by|from|to'.split('|'),
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
  const sizes = sizesOf(tokens).map((size) => ({ size, whose: ownershipOf(tokens, size, kind, kindAt) }));
  const own =
    sizes.findLast(({ whose }) => whose === 'own') ?? sizes.findLast(({ whose }) => whose === 'open');
  return own ? { value: own.size.value, unit: own.size.unit, from: own.size.from } : null;
}

/** "7,500 sq ft lot", "850 sq ft of LVP", "12x24 tiles". */
function thingBehind(
  tokens: readonly Token[],
  size: SizeMention,
  kindAt: (index: number) => boolean,
): Thing | 'kind' | null {
  for (let index = size.to; index < Math.min(tokens.length, size.to + reach + 1); index += 1) {
    const token = tokens[index];
    if (!token || isStop(token) || token.type !== 'word' || turnsAway.has(token.text)) return null;
    const thing = things.at(tokens, index);
    const isKind = kindAt(index);
    if (thing && !(isKind && thing.to === index + 1)) return thing.value;
    if (isKind) return 'kind';
    const isFollower = followers.has(token.text) && index === size.to;
    if (!isFollower && links.has(token.text) && token.text !== 'a') return null;
  }
  return null;
}

/** "the lot is about 7,500 sq ft", "the pool itself maybe 14 x 28", "on 1/4 acre". */
function thingBefore(
  tokens: readonly Token[],
  size: SizeMention,
  kindAt: (index: number) => boolean,
): Thing | 'kind' | null {
  for (let index = size.from - 1; index >= 0; index -= 1) {
    const token = tokens[index];
    if (!token || isStop(token)) return null;
    if (kindAt(index)) return 'kind';
    const thing = thingEndingAt(tokens, index);
    if (thing) return thing;
    if (size.land && token.text === 'on') return 'ground';
    if (token.type === 'word' ? !links.has(token.text) : !'(:=~'.includes(token.text)) return null;
  }
  return null;
}

/** Whether the words from a place on name land, a building or a part rather than the project: "of the lot". */
export function namesOtherThing(tokens: readonly Token[], from: number): boolean {
  for (let index = from; index < Math.min(tokens.length, from + reach + 1); index += 1) {
    const thing = things.at(tokens, index)?.value;
    if (thing) return thing !== 'yard' && thing !== 'room' && thing !== 'space' && thing !== 'material';
  }
  return false;
}

function thingEndingAt(tokens: readonly Token[], index: number): Thing | null {
  for (let from = Math.max(0, index - 2); from <= index; from += 1) {
    const span = things.at(tokens, from);
    if (span && span.to === index + 1) return span.value;
  }
  return null;
}

import { ownedThings, sizeLinks } from './lexicon-measures.ts';
import type { SizeMention } from './measure.ts';
import { createPhraseBook, listed } from './phrases.ts';
import { isStop, type Token } from './tokens.ts';

/** What a size may belong to, other than a project that is named. */
export type Thing = keyof typeof ownedThings;

const things = createPhraseBook(listed(ownedThings), 'text');
const links = new Set(sizeLinks.split('|').filter((word) => !word.includes(' ')));
/** Words between a size and its noun: "a 7,500 sq ft corner lot". */
const reach = 3;
const followers = new Set(['of', 'de', 'for', 'in']);
/** Behind a size these tell where it is, or whom it is for. */
const placing = new Set(['in', 'for', 'en', 'para']);
const articles = new Set(['the', 'our', 'my', 'la', 'el', 'mi']);
const besides = new Set(['by', 'near', 'behind', 'beside', 'around', 'to', 'at', 'outside', 'of', 'in']);
/** Behind these begins something the size is not of. */
const turnsAway = new Set(
  'with|con|and|y|plus|including|near|next|behind|beside|around|by|from|to|w|wo|without|sin|no|but|has|having|where|featuring|incl|includes|add|maybe|then|also'.split(
    '|',
  ),
);

/** "7,500 sq ft lot", "850 sq ft of LVP", "12x24 tiles". */
export function thingBehind(
  tokens: readonly Token[],
  size: SizeMention,
  kindAt: (index: number) => boolean,
): Thing | 'kind' | null {
  for (let index = size.to; index < Math.min(tokens.length, size.to + reach + 1); index += 1) {
    const token = tokens[index];
    if (!token || isStop(token) || token.type !== 'word' || turnsAway.has(token.text)) return null;
    const thing = things.at(tokens, index);
    const isKind = kindAt(index);
    if (thing && !(isKind && thing.to === index + 1)) {
      return isFar(tokens, size, index, thing.value) ? null : thing.value;
    }
    if (isKind) return 'kind';
    if (placing.has(token.text) && index === size.to && isAround(tokens, index + 1)) return null;
    const isFollower = followers.has(token.text) && index === size.to;
    if (!isFollower && links.has(token.text) && token.text !== 'a') return null;
  }
  return null;
}

/** "8x8 raised spa", but not "15x30 Riverside spa", nor "1,500 sq ft fence": pieces have no area. */
function isFar(tokens: readonly Token[], size: SizeMention, index: number, thing: Thing): boolean {
  const gap = tokens.slice(size.to, index);
  if (thing === 'piece' && !size.sides) return true;
  if (thing === 'material') return gap.length > 2;
  const isPart = thing === 'part' || thing === 'piece';
  return isPart && (gap.length > 1 || gap.some(({ raw }) => raw !== raw.toLowerCase()));
}

/** "54 sq ft in our house": the house is where it is, not what is of that size. */
function isAround(tokens: readonly Token[], from: number): boolean {
  for (let index = from; index < Math.min(tokens.length, from + reach); index += 1) {
    const thing = things.at(tokens, index)?.value;
    if (thing) return thing === 'building' || thing === 'ground';
  }
  return false;
}

/** "the lot is about 7,500 sq ft", "the pool itself maybe 14 x 28", "on 1/4 acre". */
export function thingBefore(
  tokens: readonly Token[],
  size: SizeMention,
  kindAt: (index: number) => boolean,
): Thing | 'kind' | null {
  for (let index = size.from - 1; index >= 0; index -= 1) {
    const token = tokens[index];
    if (!token || isStop(token)) return null;
    if (kindAt(index)) return 'kind';
    const thing = thingEndingAt(tokens, index);
    if (thing) {
      const outer = placedAt(tokens, index);
      if (outer === null) return thing;
      index = outer;
      continue;
    }
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

/** Where the words before "by the house" end; the house only tells where something else is. */
function placedAt(tokens: readonly Token[], thing: number): number | null {
  let at = thing - 1;
  while (articles.has(tokens[at]?.text ?? '')) at -= 1;
  return at < thing - 1 && besides.has(tokens[at]?.text ?? '') ? at : null;
}

import type { KindMention } from './kind-mentions.ts';
import { rooms, says, withoutParts } from './kind-parts.ts';
import { type Kind, weights } from './kind-phrases.ts';
import { summaryOf, type Told } from './kind-told.ts';
import { areaWords } from './lexicon-measures.ts';
import { scaleWords } from './lexicon-scale.ts';
import { priceWords, requestWords } from './lexicon-work.ts';
import { sizesOf } from './measure.ts';
import { createPhraseBook, listed } from './phrases.ts';
import { subcategories } from './project-details.ts';
import { isStop, type Token } from './tokens.ts';

/** Of a place that is the project after all. */
const placeWeight = 1.3;
const articles = new Set(['a', 'an', 'the', 'our', 'my', 'some', 'una', 'un', 'la', 'el']);
/** Words behind which a kind is put right; some only if "instead" is said. */
const correctionBook = createPhraseBook<'turn' | 'instead' | 'opening'>(
  listed({
    turn: 'no wait|wait no|sorry|i mean|i meant|or rather|make that|scratch that|correction|on second thought|on second thoughts|actually|decided to|decided on|settled on|my mistake|mejor|perdon|changed our minds|changed my mind|rather than that|turned into|evolved into|grew into|morphed into|ended up with|thats off|that is off|fell through|not anymore|that idea is dead',
    instead: 'but|so|lets|now',
    opening: 'instead|en su lugar|en cambio',
  }),
  'text',
);
const correctionReach = 8;
const bringing = new Set(['with', 'for', 'by', 'con', 'por', 'into', 'put', 'install']);
const exchangeReach = 5;
const buildingKinds: ReadonlySet<Kind> = new Set(subcategories.construction);
const againBook = createPhraseBook<true>(
  'cost for one|price for one|quote for one|to redo one|to remodel one|until it is replaced|need it redone|want it redone|need it replaced|want it replaced|need it remodeled|want it remodeled|need it done over|get it redone|get it replaced|have it redone|have it replaced|redo it|replace it|remodel it|a proper one|a real one|a regular one|a normal one|a full size one|a full sized one|a bigger one|a larger one|a smaller one|our own|my own|one of our own|one too|one as well|same thing|the same|one like it|one like that|one just like|one ourselves|exact same'
    .split('|')
    .map((phrase) => [phrase, true]),
  'text',
);
const wishing = new Set(['want', 'like', 'need', 'love']);
const oneReach = 7;
const signBook = createPhraseBook<true>(
  [...Object.values(scaleWords), ...Object.values(areaWords), requestWords, priceWords]
    .flatMap((list) => list.split('|'))
    .map((phrase) => [phrase, true]),
  'text',
);

/** Weighs the mentions of a text against each other: what backs, drops, corrects or contains what. */
export function weighTogether(mentions: readonly KindMention[], tokens: readonly Token[]): KindMention[] {
  const told = summaryOf(mentions);
  const isProject = hasSigns(tokens);
  const confirmedOnes = withoutDropped(mentions).map((mention) =>
    isForIt(mention, mentions, tokens) ? mention : confirmed(mention, told, isProject, tokens),
  );
  return wantedAgain(corrected(withoutParts(exchanged(confirmedOnes, tokens), tokens), tokens), tokens);
}

/** "Replace the lawn with a pool", "switch from shingles": what goes makes way for what comes, and a building is no system to leave. */
function exchanged(mentions: readonly KindMention[], tokens: readonly Token[]): KindMention[] {
  return mentions.map((mention, index) => {
    const next = mentions.slice(index + 1).find(({ from, told }) => !told && from >= mention.to);
    if (!next || next.kind === mention.kind || next.denied) return mention;
    const gap = tokens.slice(mention.to, next.from);
    const isGone =
      mention.removed &&
      next.weight >= says &&
      gap.length <= exchangeReach &&
      gap.some(({ text }) => bringing.has(text));
    const isNoSystem =
      mention.kind === 'migration' &&
      mention.level === weights.vague &&
      gap.length === 0 &&
      buildingKinds.has(next.kind);
    return isGone || isNoSystem ? { ...mention, weight: mention.weight * 0.4 } : mention;
  });
}

/** "A place with a pool … now we want our own": what is wanted again need not be named again. */
function wantedAgain(mentions: readonly KindMention[], tokens: readonly Token[]): KindMention[] {
  const again = againBook.all(tokens).at(-1) ?? wishedOne(tokens);
  if (!again || mentions.some(({ weight, denied }) => !denied && weight >= placeWeight)) return [...mentions];
  const meant = mentions.findLast(({ from, kind, level }) => {
    return from < again.from && kind !== 'other' && level >= weights.name;
  });
  return mentions.map((mention) =>
    mention === meant ? { ...mention, weight: 1.5, denied: false } : mention,
  );
}

/** "We would like a 15 x 32 one": of what was named before. */
function wishedOne(tokens: readonly Token[]): { from: number } | null {
  const at = tokens.findLastIndex(({ text }, index) => {
    const next = tokens[index + 1];
    return text === 'one' && index > 0 && (!next || next.type === 'mark' || next.text === 'with');
  });
  const before = tokens.slice(Math.max(0, at - oneReach), Math.max(0, at));
  return before.some(({ stem }) => wishing.has(stem)) ? { from: at } : null;
}

/** A size, a scale or a price tells that work is meant, whatever it is. */
function hasSigns(tokens: readonly Token[]): boolean {
  return sizesOf(tokens).length > 0 || tokens.some((_, index) => signBook.at(tokens, index) !== null);
}

/** A vague name counts as the thing itself beside a detail of the same kind, and somewhat more standing alone. */
function confirmed(
  mention: KindMention,
  told: ReadonlyMap<Kind, Told>,
  isProject: boolean,
  tokens: readonly Token[],
): KindMention {
  if (isPlaceOfItself(mention, told)) return { ...mention, weight: placeWeight };
  if (mention.level !== weights.vague || mention.weight < weights.vague) return mention;
  if ((told.get(mention.kind)?.hints ?? 0) > 0) return { ...mention, weight: mention.weight + 1.1 };
  if (isProject) return { ...mention, weight: mention.weight + 0.5 };
  const [before, after] = [tokens[mention.from - 1], tokens[mention.to]];
  const stands =
    (!before || before.type === 'mark' || articles.has(before.text)) && (!after || after.type === 'mark');
  return stands ? { ...mention, weight: mention.weight + 0.6 } : mention;
}

/** "Bar stools for the kitchen island": the thing before the preposition is what is spoken of. */
function isForIt({ from }: KindMention, all: readonly KindMention[], tokens: readonly Token[]): boolean {
  const at = articles.has(tokens[from - 1]?.text ?? '') ? from - 2 : from - 1;
  return tokens[at]?.text === 'for' && all.some(({ kind, to }) => kind === 'other' && to === at);
}

/** "Plain deck around the pool, vinyl liner": a mere place is the project if only its own details are told. */
function isPlaceOfItself(mention: KindMention, told: ReadonlyMap<Kind, Told>): boolean {
  if (mention.level !== weights.name || mention.weight >= 1 || mention.weight < 0.5) return false;
  const hints = told.get(mention.kind)?.hints ?? 0;
  const isOther = ([kind, { most, level }]: readonly [Kind, Told]) =>
    kind !== 'other' &&
    kind !== mention.kind &&
    !(kind === 'flooring' && hints > 1 && rooms.includes(mention.kind)) &&
    (hints > 1 ? level > weights.vague : most > weights.hint);
  return hints > 0 && ![...told].some(isOther);
}

/** What is taken back later was not said: "a pool … no, forget the pool". */
function withoutDropped(mentions: readonly KindMention[]): KindMention[] {
  const dropped = new Map<Kind, number>();
  for (const mention of mentions) if (mention.dropped) dropped.set(mention.kind, mention.from);
  return mentions.filter(({ kind, denied, from }) => denied || from > (dropped.get(kind) ?? -1));
}

/** "Kitchen, no wait, bathroom": what is named behind a correction outweighs what was named before it. */
function corrected(mentions: KindMention[], tokens: readonly Token[]): KindMention[] {
  const isInstead = tokens.some(
    ({ text }, index) => text === 'now' || (text === 'instead' && tokens[index + 1]?.text !== 'of'),
  );
  const turns = correctionBook.all(tokens).filter(({ value, from }) => {
    const before = tokens[from - 1];
    return value === 'opening' ? before !== undefined && isStop(before) : value === 'turn' || isInstead;
  });
  const named = mentions.filter(({ denied, weight }) => !denied && weight >= says).map(({ from }) => from);
  const turn = turns.findLast(({ to }) => {
    const next = named.findLast((from) => from >= to && from <= to + correctionReach);
    return next !== undefined;
  });
  if (!turn) return mentions;
  const after = new Set(
    mentions.filter(({ from, weight }) => from >= turn.to && weight >= 1).map(({ kind }) => kind),
  );
  return mentions.map((mention) =>
    mention.from < turn.from && !after.has(mention.kind)
      ? { ...mention, weight: mention.weight * 0.4 }
      : mention,
  );
}

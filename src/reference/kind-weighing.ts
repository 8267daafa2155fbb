import type { KindMention } from './kind-mentions.ts';
import { rooms, says, withoutParts } from './kind-parts.ts';
import { type Kind, weights } from './kind-phrases.ts';
import { summaryOf, type Told } from './kind-told.ts';
import { areaWords } from './lexicon-measures.ts';
import { scaleWords } from './lexicon-scale.ts';
import { priceWords, requestWords } from './lexicon-work.ts';
import { sizesOf } from './measure.ts';
import { createPhraseBook, listed } from './phrases.ts';
import type { Token } from './tokens.ts';

/** Of a place that is the project after all. */
const placeWeight = 1.3;
const articles = new Set(['a', 'an', 'the', 'our', 'my', 'some', 'una', 'un', 'la', 'el']);
/** Words behind which a kind is put right; some only if "instead" is said. */
const correctionBook = createPhraseBook<'turn' | 'instead'>(
  listed({
    turn: 'no wait|wait no|sorry|i mean|i meant|or rather|make that|scratch that|correction|on second thought|on second thoughts|actually|decided to|decided on|settled on|my mistake|mejor|perdon|changed our minds|changed my mind|rather than that|turned into|evolved into|grew into|morphed into|ended up with|thats off|that is off|fell through|not anymore|that idea is dead',
    instead: 'but|so|lets|now',
  }),
  'text',
);
const correctionReach = 8;
const againBook = createPhraseBook<true>(
  'our own|my own|one of our own|one too|one as well|same thing|the same|one like it|one like that|one just like|one ourselves|exact same'
    .split('|')
    .map((phrase) => [phrase, true]),
  'text',
);
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
    confirmed(mention, told, isProject, tokens),
  );
  return wantedAgain(corrected(withoutParts(confirmedOnes, tokens), tokens), tokens);
}

/** "A place with a pool … now we want our own": what is wanted again need not be named again. */
function wantedAgain(mentions: readonly KindMention[], tokens: readonly Token[]): KindMention[] {
  const again = againBook.all(tokens).at(-1);
  if (!again || mentions.some(({ weight, denied }) => !denied && weight >= placeWeight)) return [...mentions];
  const meant = mentions.findLast(({ from, kind, level }) => {
    return from < again.from && kind !== 'other' && level >= weights.name;
  });
  return mentions.map((mention) =>
    mention === meant ? { ...mention, weight: 1.5, denied: false } : mention,
  );
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
  const turns = correctionBook.all(tokens).filter(({ value }) => value === 'turn' || isInstead);
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

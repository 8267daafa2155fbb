import { type KindMention, kindMentions } from './kind-mentions.ts';
import type { Kind } from './kind-phrases.ts';
import { categoryOf } from './kinds.ts';
import type { Polarity } from './polarity.ts';
import { featureSpans } from './reading-features.ts';
import type { Token } from './tokens.ts';

const nameLevel = 2;
const hadShare = 0.3;
const hadReach = 7;
const concerning = new Set(['for', 'of', 'on', 'to', 'about', 'from', 'plans', 'quote']);
const works = new Set('remodel|renov|makeov|updat|replac|project|redo|instal|convers|refresh'.split('|'));
const refusing = new Set(['no', 'nope', 'nah', 'not', 'never', 'naw']);
const pricing = new Set(['charged', 'charges', 'quoted', 'quotes', 'bid']);
const pricedReach = 5;
const trades = new Set(
  'compani|firm|busi|contractor|shop|store|showroom|supplier|distributor|startup|crew|cleaner|installer|dealer|retail|manufactur|wholesal|franchis|builder|servic|magazin|blog'.split(
    '|',
  ),
);

/** The kinds a statement speaks of, without those that are somebody's trade, refused, given up or there already. */
export function spokenMentions(
  tokens: readonly Token[],
  polarity: readonly Polarity[],
): readonly KindMention[] {
  const mentions = withoutGone(kindMentions(tokens, polarity), polarity);
  return withoutHad(withoutParts(mentions, tokens), polarity, tokens);
}

/** "No pool lights" takes back lights, not the pool. */
function withoutParts(mentions: readonly KindMention[], tokens: readonly Token[]): readonly KindMention[] {
  const parts = featureSpans(tokens);
  const answered = mentions.filter(({ to }) => isAnsweredNo(tokens, to));
  return mentions
    .filter(({ kind, to }) => !isTrade(kind, tokens[to]) || isPriced(tokens, to))
    .map((mention) => {
      if (isRefused(mention, mentions, answered))
        return { ...mention, denied: true, dropped: mention.level >= nameLevel };
      const isPart = parts.some(({ from, to }) => mention.from < to && mention.to >= from);
      return isPart && mention.denied ? { ...mention, denied: false, dropped: false } : mention;
    });
}

/** "Vinyl plank flooring? No.": all that was said for it, and nothing for it behind. */
function isRefused(
  { kind, from }: KindMention,
  all: readonly KindMention[],
  answered: readonly KindMention[],
): boolean {
  const refused = answered.findLast((other) => other.kind === kind && other.from >= from);
  if (!refused) return false;
  return !all.some((other) => other.kind === kind && other.from > refused.to && !other.denied);
}

/** "A pool? No." */
function isAnsweredNo(tokens: readonly Token[], to: number): boolean {
  const end = works.has(tokens[to]?.stem ?? '') ? to + 1 : to;
  const isRefused = tokens[end]?.text === '?' && refusing.has(tokens[end + 1]?.text ?? '');
  return isRefused && !['just', 'only'].includes(tokens[end + 2]?.text ?? '');
}

/** "A roofing company", "a kitchen showroom": what somebody lives by. */
function isTrade(kind: Kind, behind: Token | undefined): boolean {
  const isBuilt = kind !== 'other' && categoryOf(kind) === 'construction';
  return isBuilt && trades.has(behind?.stem ?? '');
}

/** "The pool contractor next door charged $90k": who tells of a price has such a project in mind. */
function isPriced(tokens: readonly Token[], trade: number): boolean {
  return tokens.slice(trade + 1, trade + 1 + pricedReach).some(({ text }) => pricing.has(text));
}

/** "Replace the pool with landscaping": what goes is no project. */
function withoutGone(
  mentions: readonly KindMention[],
  polarity: readonly Polarity[],
): readonly KindMention[] {
  return mentions.map((mention) => {
    if (polarity[mention.from] !== 'removed') return mention;
    const rival = mentions.some(({ kind, from, level }) => {
      return kind !== mention.kind && kind !== 'other' && from > mention.from && level >= nameLevel;
    });
    return rival ? { ...mention, denied: true, dropped: true } : mention;
  });
}

/** "We have a pool. We want a new deck.": beside what is wanted, what is there counts for little; what is there already, alone too. */
function withoutHad(
  mentions: readonly KindMention[],
  polarity: readonly Polarity[],
  tokens: readonly Token[],
): readonly KindMention[] {
  const isHad = ({ from }: KindMention) => polarity[from] === 'had';
  return mentions.map((mention) => {
    if (!isHad(mention)) return mention;
    const rival = mentions.some(
      (other) => other.kind !== mention.kind && !isHad(other) && other.level >= nameLevel,
    );
    return rival || isThere(tokens, mention) ? { ...mention, weight: mention.weight * hadShare } : mention;
  });
}

/** "We already have a pool", but "we already have a quote for a pool". */
function isThere(tokens: readonly Token[], { from, to }: KindMention): boolean {
  const before = tokens.slice(Math.max(0, from - hadReach), from).map(({ text }) => text);
  const isSaid = before.includes('already') || tokens[to]?.text === 'already';
  return isSaid && !before.some((word) => concerning.has(word));
}

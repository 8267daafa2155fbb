import { createContext } from './kind-context.ts';
import { decoyCompounds, otherTrades } from './lexicon-decoys.ts';
import { buildingPhrases, type KindPhrases, softwarePhrases } from './lexicon-kinds.ts';
import { createPhraseBook, listed, type Span } from './phrases.ts';
import type { Polarity } from './polarity.ts';
import { type Category, type Subcategory, subcategories } from './project-details.ts';
import type { Token } from './tokens.ts';

/** A kind of project, work no class stands for, or a phrase that only looks like either. */
export type Kind = Subcategory | 'other';

/** A place in a text that speaks of a kind of project, and how much it says. */
export interface KindMention {
  kind: Kind;
  from: number;
  to: number;
  weight: number;
  /** Taken back: "forget the pool". */
  denied: boolean;
}

/** What a text says the project is. */
export interface KindReading {
  kind: Kind | null;
  /** 0–1. */
  confidence: number;
  mentions: readonly KindMention[];
}

interface Meaning {
  kind: Kind;
  weight: number;
}

const weights = { project: 3, name: 2, hint: 0.8 } as const;
const vagueWeight = 1.2;
const articles = new Set(['a', 'an', 'the', 'our', 'my', 'some', 'una', 'un', 'la', 'el']);
/** Names that alone leave the kind open: an app may be of any sort. */
const vagueNames = new Set(
  'ios|android|iphone|ipad|migration|migrate|integration|integrate|dashboard|database|databases|backend|connect|link|plug|wire|hook|conectar|cottage|carpet|laminate|yard|rental unit|marketplace|patio trasero|in law|porcelain tile|ceramic tile'.split(
    '|',
  ),
);
/** Work without a class wins only if it is named more plainly than a kind that has one. */
const otherHandicap = 0.5;
const book = createPhraseBook<Meaning>(meanings());
const decoyBook = createPhraseBook<true>(decoyPhrases());

/** The subcategory's category, or null for a string of someone's own. */
export function categoryOf(subcategory: string): Category | null {
  for (const category of ['construction', 'software'] as const) {
    if (subcategories[category].some((known) => known === subcategory)) return category;
  }
  return null;
}

/** All mentions of a kind, from left to right, weighed by what stands around them. */
export function kindMentions(tokens: readonly Token[], polarity: readonly Polarity[]): KindMention[] {
  const decoys = decoyBook.all(tokens);
  const spans = book.all(tokens).filter((span) => !isRoomCount(tokens, span) && !isDecoy(span, decoys));
  const context = createContext(tokens);
  const mentions = spans.flatMap((span, index) => {
    const { kind, weight } = span.value;
    const factor = isModifier(tokens, span, spans[index + 1]) ? 0.3 : context.factor(span, weight);
    const isWorkedOn = factor >= 0.9 && kind !== 'other' && context.isWorkedOn(span);
    const bonus = isWorkedOn ? workBonus(weight) : 0;
    const denied = polarity[span.from] === 'denied';
    return [{ kind, from: span.from, to: span.to, weight: weight * factor + bonus, denied }];
  });
  return withoutDropped(mentions).map((mention) => confirmed(mention, mentions, tokens));
}

/** A vague name counts as the thing itself beside a detail of the same kind, and somewhat more standing alone. */
function confirmed(mention: KindMention, all: readonly KindMention[], tokens: readonly Token[]): KindMention {
  if (mention.weight < vagueWeight || mention.weight >= weights.name) return mention;
  const isBacked = all.some(
    ({ kind, weight }) => kind === mention.kind && weight > 0 && weight <= weights.hint,
  );
  if (isBacked) return { ...mention, weight: mention.weight + 0.8 };
  const [before, after] = [tokens[mention.from - 1], tokens[mention.to]];
  const stands =
    (!before || before.type === 'mark' || articles.has(before.text)) && (!after || after.type === 'mark');
  return stands ? { ...mention, weight: mention.weight + 0.4 } : mention;
}

/** What is taken back later was not said: "a pool … no, forget the pool". */
function withoutDropped(mentions: readonly KindMention[]): KindMention[] {
  const dropped = new Map<Kind, number>();
  for (const { kind, denied, from, weight } of mentions) if (denied && weight >= 1) dropped.set(kind, from);
  return mentions.filter(({ kind, denied, from }) => denied || from > (dropped.get(kind) ?? -1));
}

/** Work asked for on a thing makes it the project; on a vague name or a detail it says less. */
function workBonus(weight: number): number {
  if (weight >= weights.name) return 1.2;
  return weight >= 1 ? 0.4 : 0;
}

/** The kind a text speaks of, by its mentions. */
export function readKind(tokens: readonly Token[], polarity: readonly Polarity[]): KindReading {
  const mentions = kindMentions(tokens, polarity);
  const ranked = rankKinds(mentions);
  const best = ranked[0];
  if (!best) return { kind: null, confidence: 0, mentions };
  const second = ranked.find(({ kind }) => kind !== best.kind && kind !== 'other');
  const clarity = clarityOf(best.score) * distinctness(best.score, second?.score ?? 0);
  return { kind: best.kind, confidence: clarity, mentions };
}

/** Kinds with their scores, best first: the strongest mention, and half of what the others add. */
export function rankKinds(mentions: readonly KindMention[]): { kind: Kind; score: number }[] {
  const best = new Map<Kind, number>();
  const sum = new Map<Kind, number>();
  for (const { kind, weight, denied } of mentions) {
    if (denied) continue;
    best.set(kind, Math.max(best.get(kind) ?? 0, weight));
    sum.set(kind, (sum.get(kind) ?? 0) + weight);
  }
  const scored = [...best].map(([kind, top]) => {
    const rest = kind === 'other' ? 0 : Math.min(3, ((sum.get(kind) ?? 0) - top) / 2);
    return { kind, score: top + rest - (kind === 'other' ? otherHandicap : 0) };
  });
  return scored.sort((a, b) => b.score - a.score);
}

/** How sure a kind is by what was said for it: nothing 0, hints alone below 0.7, its name 0.95. */
function clarityOf(score: number): number {
  if (score >= 2.6) return 0.985;
  if (score >= 1.9) return 0.95;
  if (score >= 1.2) return 0.72 + ((score - 1.2) / 0.7) * 0.2;
  return Math.max(0, score - 0.45) * 0.75;
}

/** How much a second kind takes from the first. */
function distinctness(best: number, second: number): number {
  const ratio = second / best;
  if (ratio > 0.92) return 0.72;
  return ratio > 0.75 ? 0.88 : 1;
}

/** "2 bath" and "3 bathrooms" count the rooms of a dwelling. */
function isRoomCount(tokens: readonly Token[], span: Span<Meaning>): boolean {
  const isBath = tokens[span.from]?.stem === 'bath' && span.to === span.from + 1;
  const before = tokens[span.from - 1];
  return isBath && (before?.type === 'number' || /^(one|two|three|four|half|full)$/.test(before?.text ?? ''));
}

/** The last of several nouns in a row is what it is about: a pool deck, a kitchen floor. */
function isModifier(tokens: readonly Token[], span: Span<Meaning>, next: Span<Meaning> | undefined): boolean {
  if (!next || next.from !== span.to) return false;
  return (
    tokens[next.from]?.type === 'word' && next.value.kind !== span.value.kind && next.value.weight >= 1.5
  );
}

function* meanings(): Generator<[string, Meaning]> {
  for (const table of [buildingPhrases, softwarePhrases]) {
    for (const [kind, phrases] of Object.entries(table)) yield* phrasesOf(kind as Subcategory, phrases);
  }
  yield* phrasesOf('other', { ...otherTrades, hint: '' });
}

function* phrasesOf(kind: Kind, phrases: KindPhrases): Generator<[string, Meaning]> {
  for (const [phrase, level] of listed({ ...phrases })) {
    const vague = level === 'name' && vagueNames.has(phrase);
    if (phrase) yield [phrase, { kind, weight: vague ? vagueWeight : weights[level] }];
  }
}

/** A phrase within another that means something else, or no longer than one it overlaps. */
function isDecoy(span: Span<Meaning>, decoys: readonly Span<true>[]): boolean {
  return decoys.some(({ from, to }) => from < span.to && to > span.from && to - from >= span.to - span.from);
}

function* decoyPhrases(): Generator<[string, true]> {
  for (const { word, before = '', after = '' } of decoyCompounds) {
    for (const other of before.split('|')) if (other) yield [`${other} ${word}`, true];
    for (const other of after.split('|')) if (other) yield [`${word} ${other}`, true];
  }
}

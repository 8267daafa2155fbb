import { besides, frames, languages, participles } from './lexicon-feature-frames.ts';
import { createPhraseBook, type Span } from './phrases.ts';
import type { Polarity } from './polarity.ts';
import type { Feature } from './project-details.ts';
import { isStop, stemOf, type Token } from './tokens.ts';

/** A feature told by two things said near each other. */
export interface FramedMention {
  feature: Feature;
  from: number;
  to: number;
  /** Denied, or left open, at either of the two. */
  denied: boolean;
  claims: boolean;
  /** The two. */
  said: readonly { from: number; to: number }[];
}

const parts = frames.map(({ doing, thing, not = '', ...frame }) => ({
  ...frame,
  doing: bookOf(withParticiples(doing)),
  thing: bookOf(thing),
  not: new Set(not ? not.split('|').map(stemOf) : []),
}));
const outgoing: ReadonlySet<Feature> = new Set(['demolition', 'tear_off', 'move_walls']);
/** "Cover? Automatic." */
const answerMarks = new Set(['?', ':', ',', '-', '–']);
/** "one old layer, it needs stripping". */
const pronouns = new Set(['it', 'they', 'that', 'which', 'those', 'these', 'this']);
const languageNames = new Set(languages.split('|'));
/** Words between a language and what adds it to another. */
const besideReach = 4;
const besideWords = new Set(besides.split('|'));

/** The features told by frames, from left to right. */
export function framedIn(tokens: readonly Token[], polarity: readonly Polarity[]): FramedMention[] {
  const found = parts.flatMap((part): FramedMention[] => {
    const doings = part.doing.all(tokens);
    if (doings.length === 0) return [];
    return part.thing.all(tokens).flatMap((thing) => {
      const isOther = ({ from }: Span<true>) => part.not.has(tokens[from - 1]?.stem ?? '');
      if (isOther(thing)) return [];
      const doing = doings.find((span) => !isOther(span) && isNear(tokens, span, thing, part));
      return doing ? [mentionOf(part, doing, thing, polarity)] : [];
    });
  });
  return [...found, ...languagesIn(tokens, polarity)];
}

function mentionOf(
  { feature, denies, claims }: { feature: Feature; denies?: true | undefined; claims?: true | undefined },
  doing: Span<true>,
  thing: Span<true>,
  polarity: readonly Polarity[],
): FramedMention {
  const weighed = denies ? [doing.from] : [doing.from, thing.from];
  const isOut = outgoing.has(feature) && isOwnTurn(polarity, doing, thing);
  const denied = !isOut && weighed.some((at) => isAgainst(polarity[at], feature));
  return {
    feature,
    from: Math.min(doing.from, thing.from),
    to: Math.max(doing.to, thing.to),
    denied,
    claims: claims ?? false,
    said: [doing, thing],
  };
}

/** What is taken away, or there already, is none to be made; walls and layers are there to go. */
function isAgainst(polarity: Polarity | undefined, feature: Feature): boolean {
  if (polarity === undefined || polarity === 'plain') return false;
  return !outgoing.has(feature) || polarity === 'denied' || polarity === 'open';
}

/** "Lose the wall": what is done is itself what takes back the thing. */
function isOwnTurn(polarity: readonly Polarity[], doing: Span<true>, thing: Span<true>): boolean {
  if (doing.from > thing.from || polarity[doing.from] !== 'plain') return false;
  return polarity.slice(doing.to, thing.to).every((one) => one === 'denied');
}

function isNear(
  tokens: readonly Token[],
  a: Span<true>,
  b: Span<true>,
  { reach, across }: { reach: number; across?: true | undefined },
): boolean {
  const [from, to] = a.from < b.from ? [a.to, b.from] : [b.to, a.from];
  if (to < from || to - from > reach) return false;
  const gap = tokens.slice(from, to);
  if (gap.length === 1 && answerMarks.has(gap[0]?.text ?? '')) return true;
  return !gap.some((token, index) => {
    if (token.text === ',') return !across && !pronouns.has(gap[index + 1]?.text ?? '');
    return isStop(token) || token.stem === 'wall' || token.text === 'where';
  });
}

/** "English, Spanish and French"; "Spanish as well". */
function languagesIn(tokens: readonly Token[], polarity: readonly Polarity[]): FramedMention[] {
  const said = tokens.flatMap((token, at) => (languageNames.has(token.text) ? [at] : []));
  const [first] = said;
  const last = said.at(-1);
  if (first === undefined || last === undefined) return [];
  const names = new Set(said.map((at) => tokens[at]?.text));
  const around = tokens.slice(Math.max(0, first - besideReach), last + 1 + besideReach);
  const isOnly = names.size === 1 && around.some((token, at) => isOnlyWord(token, around[at - 1]));
  const isSecond = names.size > 1 || isOnly || around.some(({ text }) => besideWords.has(text));
  const denied = isOnly || said.some((at) => isAgainst(polarity[at], 'multi_language'));
  return isSecond
    ? [{ feature: 'multi_language', from: first, to: last + 1, denied, claims: false, said: [] }]
    : [];
}

function isOnlyWord({ text }: Token, before: Token | undefined): boolean {
  return (text === 'only' || text === 'just' || text === 'solo') && before?.text !== 'not';
}

function withParticiples(list: string): string {
  const more = list
    .split('|')
    .flatMap((phrase) =>
      Object.entries(participles).flatMap(([verb, forms]) =>
        phrase === verb || phrase.startsWith(`${verb} `)
          ? forms.map((form) => phrase.replace(verb, form))
          : [],
      ),
    );
  return [list, ...more].join('|');
}

function bookOf(list: string) {
  return createPhraseBook(list.split('|').map((phrase) => [phrase, true] as const));
}

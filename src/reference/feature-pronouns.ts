import { pronounTurns } from './lexicon-polarity.ts';
import { createPhraseBook, listed } from './phrases.ts';
import type { Polarity } from './polarity.ts';
import type { Feature } from './project-details.ts';
import { isStop, type Token } from './tokens.ts';

interface Spoken {
  feature: Feature;
  at: number;
}

/** What a pronoun does to a feature it stands for. */
export interface PronounTurn extends Spoken {
  wanted: boolean;
}

const book = createPhraseBook<keyof typeof pronounTurns>(listed(pronounTurns), 'text');
const wholes = new Set(['dropAll', 'addAll']);

/**
 * "I'm not sure about the spa. Leave it out.": the feature spoken of last before the pronoun, in this text or else
 * the last of `former`; "lose both" means all of them. Nothing where the project itself was named in between.
 */
export function pronounsIn(
  tokens: readonly Token[],
  polarity: readonly Polarity[],
  spoken: readonly Spoken[],
  former: readonly Feature[],
  kindAt: (index: number) => boolean,
): PronounTurn[] {
  return book.all(tokens).flatMap(({ from, value }): PronounTurn[] => {
    const before = spoken.filter(({ at }) => at < from);
    const named = before.length > 0 ? before.map(({ feature }) => feature) : former;
    const isOther = isNamedBetween(tokens, before.at(-1)?.at ?? -1, from, kindAt);
    const meant = wholes.has(value) ? named : isOther ? [] : named.slice(-1);
    const wanted = value.startsWith('add') !== (polarity[from] === 'denied');
    return meant.map((feature) => ({ feature, at: from, wanted }));
  });
}

/** Whether the project is named in a later sentence than the feature, before the pronoun. */
function isNamedBetween(
  tokens: readonly Token[],
  from: number,
  to: number,
  kindAt: (index: number) => boolean,
): boolean {
  const stop = tokens.findIndex((token, index) => index > from && index < to && isStop(token));
  const start = from < 0 ? 0 : stop;
  if (start < 0) return false;
  for (let index = start; index < to; index += 1) if (kindAt(index)) return true;
  return false;
}

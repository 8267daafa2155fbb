import type { Entry } from './match-index.ts';
import type { QueryTerm } from './match-query.ts';

/** A description says more than the class's name; beyond this much of it, the rest does not count against a match. */
const mostAsked = 3.2;
/** One word in common may be chance. */
const oneWord = { most: 0.62, whenNamed: 0.78 };
const ceiling = 0.97;

/** How sure a class is meant whose kind is not the catalogue's: by the share of its name said, and of the text met. */
export function wordConfidence(entry: Entry, terms: readonly QueryTerm[]): number {
  const words = new Map<string, { asked: number; answered: number }>();
  const said = new Set<string>();
  for (const { term, weight, word, pair } of terms) {
    if (pair) continue;
    const isMet = entry.identity.has(term);
    const known = words.get(word) ?? { asked: 0, answered: 0 };
    const answered = isMet ? Math.max(known.answered, weight) : known.answered;
    words.set(word, { asked: Math.max(known.asked, weight), answered });
    if (isMet) said.add(term);
  }
  if (said.size === 0) return 0;
  const named = Math.max(shareOf(entry.nameTerms, said), shareOf(entry.subcategoryTerms, said));
  const all = [...words.values()];
  const asked = all.reduce((sum, word) => sum + word.asked, 0);
  const answered = all.reduce((sum, word) => sum + word.answered, 0);
  const covered = Math.min(1, answered / Math.min(asked, mostAsked));
  const strength = 0.45 * named + 0.6 * covered;
  const met = all.filter((word) => word.answered > 0).length;
  const most = met > 1 ? ceiling : named >= 0.99 ? oneWord.whenNamed : oneWord.most;
  return Math.min(most, strength * strength * 1.05);
}

function shareOf(terms: readonly string[], said: ReadonlySet<string>): number {
  if (terms.length === 0) return 0;
  return terms.filter((term) => said.has(term)).length / terms.length;
}

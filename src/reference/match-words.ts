import type { Entry } from './match-index.ts';
import type { QueryTerm } from './match-query.ts';

/** A description says more than the class's name; beyond this much of it, the rest does not count against a match. */
const mostAsked = 3.2;
/** One word in common may be chance. */
const oneWord = { most: 0.62, whenNamed: 0.78 };
const ceiling = 0.97;

/** How sure a class is meant whose kind is not the catalogue's: by the share of its name said, and of the text met. */
export function wordConfidence(entry: Entry, terms: readonly QueryTerm[]): number {
  const words = terms.filter(({ pair }) => !pair);
  const met = words.filter(({ term }) => entry.identity.has(term));
  if (met.length === 0) return 0;
  const said = new Set(met.map(({ term }) => term));
  const named = Math.max(shareOf(entry.nameTerms, said), shareOf(entry.subcategoryTerms, said));
  const asked = words.reduce((sum, { weight }) => sum + weight, 0);
  const answered = met.reduce((sum, { weight }) => sum + weight, 0);
  const covered = Math.min(1, answered / Math.min(asked, mostAsked));
  const strength = 0.45 * named + 0.6 * covered;
  const most = met.length > 1 ? ceiling : named >= 0.99 ? oneWord.whenNamed : oneWord.most;
  return Math.min(most, strength * strength * 1.05);
}

function shareOf(terms: readonly string[], said: ReadonlySet<string>): number {
  if (terms.length === 0) return 0;
  return terms.filter((term) => said.has(term)).length / terms.length;
}

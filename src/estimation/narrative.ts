import type { ProjectDetails } from '../reference/project-details.ts';
import type { ReferenceClassFigures } from '../reference/reference-class.ts';
import type { Audience, Estimate, Risk } from './estimate.ts';
import { contractorPassages } from './narrative-contractor.ts';
import { customerPassages } from './narrative-customer.ts';
import { wordCount } from './narrative-figures.ts';

/** A narrative's length, in words. */
const narrativeWords = { from: 150, to: 300 } as const;

export interface NarrativeInput {
  estimate: Estimate;
  class: ReferenceClassFigures;
  details: ProjectDetails;
  assumptions: readonly string[];
  risks: readonly Risk[];
  audience: Audience;
}

/** A paragraph; an optional one goes in where there is room. */
export interface Passage {
  text: string;
  optional?: true;
}

/** The template narrative: 150 to 300 words whose every figure is one of the estimate's. */
export function narrativeFor(input: NarrativeInput): string {
  const passages = input.audience === 'CUSTOMER' ? customerPassages(input) : contractorPassages(input);
  let room = narrativeWords.to - words(passages.filter(({ optional }) => !optional));
  const kept = passages.filter((passage) => {
    if (!passage.optional) return true;
    const length = wordCount(passage.text);
    if (length === 0 || length > room) return false;
    room -= length;
    return true;
  });
  return kept.map(({ text }) => text).join('\n\n');
}

/** Whether a narrative has the length it should. */
export function hasNarrativeLength(text: string): boolean {
  const count = wordCount(text);
  return count >= narrativeWords.from && count <= narrativeWords.to;
}

function words(passages: readonly Passage[]): number {
  return passages.reduce((sum, { text }) => sum + wordCount(text), 0);
}

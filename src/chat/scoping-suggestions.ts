import { mentions } from '../reference/feature-mentions.ts';
import type { Feature, ProjectDetails, Topic } from '../reference/project-details.ts';
import type { Locale } from './dialogue-locale.ts';
import type { Suggestions } from './dialogue-wording.ts';
import { englishSuggestions } from './scoping-suggestions-english.ts';
import { spanishSuggestions } from './scoping-suggestions-spanish.ts';

const most = 4;
const suggestions: Record<Locale, Suggestions> = { en: englishSuggestions, es: spanishSuggestions };

export interface SuggestionOptions {
  /** The estimate can be had, and is offered first. */
  isReady?: boolean;
  /** Features not to be offered. */
  unwanted?: readonly Feature[];
}

/** Two to four answers to the question asked, the way out ("No extras", "Not sure yet") last. */
export function suggestionsFor(
  topic: Topic | null,
  details: ProjectDetails,
  locale: Locale,
  { isReady = topic === null, unwanted = [] }: SuggestionOptions = {},
): string[] {
  const table = suggestions[locale];
  const all = topic === null ? table.changes : answersTo(topic, details, table);
  const answers = all.filter((answer) => !unwanted.some((feature) => mentions(answer, feature)));
  const room = isReady ? most - 1 : most;
  const fitting = answers.length > room ? [...answers.slice(0, room - 1), ...answers.slice(-1)] : answers;
  return isReady ? [table.showEstimate, ...fitting] : fitting;
}

function answersTo(topic: Topic, details: ProjectDetails, table: Suggestions): readonly string[] {
  const { subcategory, category } = details;
  const answers: Record<Topic, readonly string[]> = {
    project: table.project[category ?? 'any'],
    size: table.size[subcategory ?? 'any'],
    region: table.region[category ?? 'construction'],
    features: subcategory ? table.features[subcategory] : table.changes,
    timeline: table.timeline,
    budget: subcategory ? table.budget[subcategory] : table.changes,
    contact: table.contact,
  };
  return answers[topic];
}

import type { Category, Feature, Scale, Subcategory, Topic } from '../reference/project-details.ts';

/** What may have changed in what is known, each acknowledged in its own words. */
export type ChangeKind =
  | 'project'
  | 'projectChanged'
  | 'size'
  | 'sizeChanged'
  | 'scale'
  | 'unsure'
  | 'region'
  | 'place'
  | 'regionChanged'
  | 'declined'
  | 'features'
  | 'featuresDropped'
  | 'wish'
  | 'timeline'
  | 'budget';

/** What a message wants that says nothing new of the project. */
export type Intent =
  | 'greeting'
  | 'thanks'
  | 'price'
  | 'duration'
  | 'why'
  | 'who'
  | 'person'
  | 'estimate'
  | 'contents'
  | 'farewell'
  | 'contact'
  | 'oddSize'
  | 'agreed'
  | 'which'
  | 'nothing'
  | 'unknown'
  | 'question'
  | 'statement'
  | 'offTopic';

/** Wordings of one thing; `{value}` and `{tenant}` are filled in, and turns take them in rotation. */
export type Variants = readonly string[];

/** What things are called in the middle of a sentence. */
export interface Names {
  projects: Record<Subcategory, string>;
  features: Record<Feature, string>;
  scales: Record<Scale, string>;
  units: { sqft: string; person_weeks: string };
  and: string;
  /** For a place whose name cannot be repeated. */
  somewhere: string;
}

/** Everything the assistant says, in one language. */
export interface Wording {
  names: Names;
  changes: Record<ChangeKind, Variants>;
  intents: Record<Intent, Variants>;
  reasons: Record<Topic, string>;
  recap: {
    /** Before what is known, said in one sentence. */
    leads: Variants;
    /** The same where all of it is new. */
    news: Variants;
    size: string;
    scale: string;
    place: string;
    features: string;
  };
  ready: {
    first: Variants;
    still: Variants;
    done: Variants;
    open: Variants;
    contact: Variants;
    optional: Variants;
  };
  fillers: Variants;
}

/** The questions of one language. */
export interface Questions {
  topics: Record<Topic, Variants>;
  project: Record<Category, string>;
  size: Record<Subcategory, string>;
  region: Record<Category, string>;
  features: Record<Subcategory, string>;
  /** Before a question whose wordings have all been used. */
  again: Variants;
}

export interface Suggestions {
  showEstimate: string;
  project: Record<Category | 'any', readonly string[]>;
  size: Record<Subcategory | 'any', readonly string[]>;
  region: Record<Category, readonly string[]>;
  features: Record<Subcategory, readonly string[]>;
  timeline: readonly string[];
  budget: Record<Subcategory, readonly string[]>;
  contact: readonly string[];
  /** Beside the estimate when there is nothing left to ask. */
  changes: readonly string[];
}

/** The wording whose turn it is. */
export function variant(variants: Variants, turn: number): string {
  return variants[Math.max(0, turn) % Math.max(1, variants.length)] ?? '';
}

/** Puts values in for `{name}`; one that is not given becomes empty. */
export function filled(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

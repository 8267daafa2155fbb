import { isPlausibleSize } from '../estimation/size.ts';
import {
  type Feature,
  features as knownFeatures,
  type ProjectDetails,
  type ProjectReading,
  type ProjectSize,
  subcategories,
} from '../reference/project-details.ts';
import { isReady } from './scoping.ts';
import { mentions } from './scoping-mentions.ts';
import { type ModelReading, projectDetailsSchema } from './scoping-schema.ts';

/** Free text of a model's reading: one line, and no longer than something said in passing. */
const longestPhrase = 80;
const mostOtherFeatures = 10;

/**
 * The rules' reading with its gaps filled from a model's. Where the rules found something, theirs stands; what does not fit the shape or
 * the bounds is left out. A feature whose words stand in what was `said` has been judged by the rules ("no spa"); without `said` features
 * come from the model only when the rules found none.
 */
export function mergeReadings(
  rules: ProjectReading,
  extracted: unknown,
  said: readonly string[] = [],
): ProjectReading {
  const parsed = projectDetailsSchema.safeParse(extracted);
  if (!parsed.success) return rules;
  const model = parsed.data;
  const regionDeclined =
    rules.regionDeclined || (isPlaceOpen(rules) && model.regionDeclined && model.place === null);
  const details = mergedDetails(rules, model, said.join('\n'));
  return { details, regionDeclined, ready: isReady(details, regionDeclined) };
}

function mergedDetails(rules: ProjectReading, model: ModelReading, said: string): ProjectDetails {
  const known = rules.details;
  const subcategory = known.subcategory ?? kindWithin(known.category, model.subcategory);
  const isOtherKind = model.subcategory !== null && subcategory !== model.subcategory;
  const category = subcategory === null ? (known.category ?? model.category) : categoryOf(subcategory);
  const merged = { ...known, category, subcategory, ...mergedPlace(rules, model) };
  if (isOtherKind) return merged;
  return {
    ...merged,
    size: known.size ?? (known.scale === null ? plausible(model.size, category) : null),
    scale: known.scale ?? (known.size === null ? model.scale : null),
    features: mergedFeatures(known.features, model.features, said),
    otherFeatures: mergedOthers(known, model),
    timeline: known.timeline ?? phrase(model.timeline)?.toLowerCase() ?? null,
    budget: known.budget ?? phrase(model.budget),
  };
}

function mergedPlace(rules: ProjectReading, model: ModelReading): Pick<ProjectDetails, 'region' | 'place'> {
  const { region, place } = rules.details;
  return isPlaceOpen(rules) ? { region: model.region, place: phrase(model.place) } : { region, place };
}

function isPlaceOpen({ details, regionDeclined }: ProjectReading): boolean {
  return details.region === null && details.place === null && !regionDeclined;
}

function kindWithin(
  category: ProjectDetails['category'],
  kind: ProjectDetails['subcategory'],
): ProjectDetails['subcategory'] {
  return kind !== null && (category === null || category === categoryOf(kind)) ? kind : null;
}

function categoryOf(
  kind: NonNullable<ProjectDetails['subcategory']>,
): NonNullable<ProjectDetails['category']> {
  return (subcategories.software as readonly string[]).includes(kind) ? 'software' : 'construction';
}

/** A size that could be: within bounds, and in the unit of its category. */
function plausible(size: ProjectSize | null, category: ProjectDetails['category']): ProjectSize | null {
  if (size === null || !isPlausibleSize(size)) return null;
  return size.unit === (category === 'software' ? 'person_weeks' : 'sqft') ? size : null;
}

function mergedFeatures(known: readonly Feature[], words: readonly string[], said: string): Feature[] {
  const isJudged = (feature: Feature) => (said === '' ? known.length > 0 : mentions(said, feature));
  const added = (feature: Feature) => words.includes(feature) && !isJudged(feature);
  return knownFeatures.filter((feature) => known.includes(feature) || added(feature));
}

function mergedOthers(known: ProjectDetails, model: ModelReading): string[] {
  const unknown = model.features.filter((word) => !(knownFeatures as readonly string[]).includes(word));
  const phrases = [...model.otherFeatures, ...unknown].flatMap((word) => phrase(word) ?? []);
  return [...new Set([...known.otherFeatures, ...phrases])].slice(
    0,
    Math.max(mostOtherFeatures, known.otherFeatures.length),
  );
}

function phrase(text: string | null): string | null {
  const line = text?.replace(/\s+/g, ' ').trim() ?? '';
  return line === '' || line.length > longestPhrase ? null : line;
}

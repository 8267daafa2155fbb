import { mentions } from '../reference/feature-mentions.ts';
import {
  type Feature,
  features as knownFeatures,
  type ProjectDetails,
  type ProjectReading,
  type ProjectSize,
  subcategories,
} from '../reference/project-details.ts';
import { isReady } from '../reference/readiness.ts';
import { belongsTo } from '../reference/reading.ts';
import { type ModelReading, projectDetailsSchema } from './model-reading.ts';
import { SaidWords } from './said-words.ts';
import { isPlausibleSize } from './size.ts';

/** Free text of a model's reading: one line, and no longer than something said in passing. */
const longestPhrase = 80;
const mostOtherFeatures = 10;

/**
 * The rules' reading with its gaps filled from a model's. Where the rules found something, theirs stands; what does not fit the shape or
 * the bounds, or rests on words that are not in what was `said`, is left out. A feature whose name stands there has been judged by the
 * rules ("no spa").
 */
export function mergeReadings(
  rules: ProjectReading,
  extracted: unknown,
  said: readonly string[],
): ProjectReading {
  const parsed = projectDetailsSchema.safeParse(extracted);
  if (!parsed.success) return rules;
  const model = parsed.data;
  const regionDeclined =
    rules.regionDeclined || (isPlaceOpen(rules) && model.regionDeclined && model.place === null);
  const details = mergedDetails(rules, model, said);
  return { details, regionDeclined, ready: isReady(details, regionDeclined) };
}

function mergedDetails(
  rules: ProjectReading,
  model: ModelReading,
  utterances: readonly string[],
): ProjectDetails {
  const said = new SaidWords(utterances);
  const known = rules.details;
  const subcategory = known.subcategory ?? kindWithin(known.category, model.subcategory);
  const isOtherKind = model.subcategory !== null && subcategory !== model.subcategory;
  const category = subcategory === null ? (known.category ?? model.category) : categoryOf(subcategory);
  const merged = { ...known, category, subcategory, ...mergedPlace(rules, model, said) };
  if (isOtherKind) return merged;
  return {
    ...merged,
    size: known.size ?? (known.scale === null ? sizeSaid(model.size, category, said) : null),
    scale: known.scale ?? (known.size === null ? scaleSaid(model.scale, said) : null),
    features: mergedFeatures(merged, model, utterances.join('\n'), said),
    otherFeatures: mergedOthers(known, model, said),
    timeline: known.timeline ?? phrase(model.timeline, said)?.toLowerCase() ?? null,
    budget: known.budget ?? phrase(model.budget, said),
  };
}

function mergedPlace(
  rules: ProjectReading,
  model: ModelReading,
  said: SaidWords,
): Pick<ProjectDetails, 'region' | 'place'> {
  if (!isPlaceOpen(rules)) return { region: rules.details.region, place: rules.details.place };
  const place = phrase(model.place, said);
  return { region: place === null ? null : model.region, place };
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

/** A size that could be: within bounds, in the unit of its category, and read from words with a number in them. */
function sizeSaid(
  size: ModelReading['size'],
  category: ProjectDetails['category'],
  said: SaidWords,
): ProjectSize | null {
  if (size === null || !isPlausibleSize(size) || !said.hasNumber(size.words)) return null;
  const { value, unit } = size;
  return unit === (category === 'software' ? 'person_weeks' : 'sqft') ? { value, unit } : null;
}

function scaleSaid(scale: ModelReading['scale'], said: SaidWords): ProjectDetails['scale'] {
  return scale !== null && said.affirms(scale.words) ? scale.value : null;
}

function mergedFeatures(
  { features: known, subcategory }: ProjectDetails,
  model: ModelReading,
  text: string,
  said: SaidWords,
): Feature[] {
  const read = new Set(model.features.filter(({ words }) => said.affirms(words)).map(({ name }) => name));
  const isAdded = (feature: Feature) =>
    read.has(feature) && !mentions(text, feature) && belongsTo(feature, subcategory);
  return knownFeatures.filter((feature) => known.includes(feature) || isAdded(feature));
}

function mergedOthers(known: ProjectDetails, model: ModelReading, said: SaidWords): string[] {
  const unknown = model.features.filter(({ name }) => !(knownFeatures as readonly string[]).includes(name));
  const read = [...model.otherFeatures, ...unknown.map(({ words }) => words)];
  const phrases = read.filter((words) => said.affirms(words)).flatMap((words) => phrase(words, said) ?? []);
  return [...new Set([...known.otherFeatures, ...phrases])].slice(
    0,
    Math.max(mostOtherFeatures, known.otherFeatures.length),
  );
}

function phrase(text: string | null, said: SaidWords): string | null {
  const line = text?.replace(/\s+/g, ' ').trim() ?? '';
  return line.length > longestPhrase || !said.has(line) ? null : line;
}

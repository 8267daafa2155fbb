import { categoryOf } from './kinds.ts';
import { featureCategory, featureKinds } from './lexicon-features.ts';
import { placesOf } from './places.ts';
import type {
  Feature,
  Market,
  ProjectDetails,
  ProjectReading,
  Subcategory,
  Utterance,
} from './project-details.ts';
import { features as catalogueOrder } from './project-details.ts';
import { type ReadingState, readStatement, startState } from './reading-state.ts';
import { tokenize } from './tokens.ts';

/** Reads everything a person has said, in order; later statements win. Pure, and linear in the length of what was said. */
export function readProject(utterances: readonly Utterance[]): ProjectReading {
  const state = startState();
  for (const utterance of utterances) readStatement(state, utterance);
  return toReading(state);
}

/** What everything said comes to, and what it came to before the last thing was; null where that was the first. */
export function readLatest(utterances: readonly Utterance[]): {
  now: ProjectReading;
  before: ProjectReading | null;
} {
  const state = startState();
  let before: ProjectReading | null = null;
  for (const [place, utterance] of utterances.entries()) {
    if (place > 0 && place === utterances.length - 1) before = toReading(state);
    readStatement(state, utterance);
  }
  return { now: toReading(state), before };
}

/** The market whose software rates hold where the project is; null where no place or none of the catalogue's. */
export function marketOf(details: Pick<ProjectDetails, 'region' | 'place'>): Market | null {
  if (details.region !== null) return 'US West';
  return details.place === null ? null : (placesOf(tokenize(details.place))[0]?.market ?? null);
}

function toReading(state: ReadingState): ProjectReading {
  const { kind, size, scale, place } = state;
  const details: ProjectDetails = {
    category: kind && categoryOf(kind),
    subcategory: kind,
    region: place?.region ?? null,
    place: place?.name ?? null,
    size,
    scale: size && scale === 'unsure' ? null : scale,
    features: featuresIn(state),
    otherFeatures: [...state.wishes].filter(([, wanted]) => wanted).map(([wish]) => wish),
    timeline: state.timeline,
    budget: state.budget,
  };
  const placed = state.declined || (place !== null && !place.wide);
  const ready = kind !== null && (size !== null || scale !== null) && placed;
  return { details, regionDeclined: state.declined, ready };
}

function featuresIn({ kind, features }: ReadingState): ProjectDetails['features'] {
  return catalogueOrder.filter((feature) => features.get(feature) && belongsTo(feature, kind));
}

/** Whether a kind of project can have this feature; of a kind not known yet, any. */
export function belongsTo(feature: Feature, kind: Subcategory | null): boolean {
  const kinds = featureKinds[feature];
  if (kind === null) return true;
  return (
    (featureCategory[feature] ?? 'construction') === categoryOf(kind) && (!kinds || kinds.includes(kind))
  );
}

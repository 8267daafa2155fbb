import { type Feature, features } from './project-details.ts';

/** Whether a text has a feature's words, by their beginnings: "automatic_cover" in "automated covers". */
export function mentions(text: string, feature: Feature): boolean {
  const said = text.toLowerCase();
  return feature.split('_').every((word) => said.includes(word.slice(0, 5)));
}

/** Features that were spoken of and are not wanted: there is no point in offering them again. */
export function ruledOut(message: string, before: readonly Feature[], wanted: readonly Feature[]): Feature[] {
  return features.filter(
    (feature) => !wanted.includes(feature) && (before.includes(feature) || mentions(message, feature)),
  );
}

import { placesOf } from './places.ts';
import type { ProjectDetails, Topic } from './project-details.ts';
import { tokenize } from './tokens.ts';

/** Type known, and size or scale (or "not sure") known, and region known, elsewhere or declined. */
export function isReady(details: ProjectDetails, regionDeclined: boolean): boolean {
  return missingTopics(details, regionDeclined).length === 0;
}

/** What is still needed for an estimate, most telling first. */
export function missingTopics(details: ProjectDetails, regionDeclined: boolean): Topic[] {
  return [
    ...(details.subcategory === null ? (['project'] as const) : []),
    ...(details.size === null && details.scale === null ? (['size'] as const) : []),
    ...(regionDeclined || isPlaced(details) ? [] : (['region'] as const)),
  ];
}

/** Region known or elsewhere; a place too wide to tell a price level ("California") is asked for again. */
function isPlaced({ region, place }: ProjectDetails): boolean {
  if (region !== null || place === null) return region !== null;
  return placesOf(tokenize(place))[0]?.wide !== true;
}

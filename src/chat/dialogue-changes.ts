import { quotable } from '../estimation/narrative-labels.ts';
import {
  type Feature,
  type ProjectDetails,
  type ProjectReading,
  unknownProject,
} from '../reference/project-details.ts';
import { marketOf } from '../reference/reading.ts';
import type { ChangeKind } from './dialogue-wording.ts';

/** Something that a message changed in what is known; what it is about where that can be named. */
export interface Change {
  kind: ChangeKind;
  features?: readonly Feature[];
  wish?: string;
}

const nothing: ProjectReading = {
  details: unknownProject,
  regionDeclined: false,
  ready: false,
};

/** What the last message brought, in the order in which to speak of it. */
export function changesBetween(before: ProjectReading | null, now: ProjectReading): Change[] {
  const earlier = before ?? nothing;
  return [
    ...projectChanges(earlier.details, now.details),
    ...sizeChanges(earlier.details, now.details),
    ...placeChanges(earlier, now),
    ...featureChanges(earlier.details, now.details),
    ...saidFor('timeline', earlier.details, now.details),
    ...saidFor('budget', earlier.details, now.details),
  ];
}

function projectChanges(before: ProjectDetails, now: ProjectDetails): Change[] {
  if (now.subcategory === null || now.subcategory === before.subcategory) return [];
  return [{ kind: before.subcategory === null ? 'project' : 'projectChanged' }];
}

function sizeChanges(before: ProjectDetails, now: ProjectDetails): Change[] {
  if (now.size && (now.size.value !== before.size?.value || now.size.unit !== before.size.unit)) {
    return [{ kind: before.size && before.subcategory === now.subcategory ? 'sizeChanged' : 'size' }];
  }
  if (now.scale === null || now.scale === before.scale) return [];
  if (now.scale !== 'unsure') return [{ kind: 'scale' }];
  return now.size ? [] : [{ kind: 'unsure' }];
}

function placeChanges(before: ProjectReading, now: ProjectReading): Change[] {
  const { region, place } = now.details;
  if (now.regionDeclined && !before.regionDeclined) return [{ kind: 'declined' }];
  if (place === null && region === null) return [];
  if (place === before.details.place && region === before.details.region) return [];
  if (before.details.place !== null || before.details.region !== null) return [{ kind: 'regionChanged' }];
  return [{ kind: region === null && !hasMarket(now.details) ? 'place' : 'region' }];
}

/** Software has price levels beyond the regions of construction. */
function hasMarket(details: ProjectDetails): boolean {
  return details.category === 'software' && marketOf(details) !== null;
}

function featureChanges(before: ProjectDetails, now: ProjectDetails): Change[] {
  const added = now.features.filter((feature) => !before.features.includes(feature));
  const isSameProject = before.subcategory === now.subcategory;
  const dropped = isSameProject ? before.features.filter((feature) => !now.features.includes(feature)) : [];
  const wish = quotable(now.otherFeatures.find((other) => !before.otherFeatures.includes(other)) ?? null);
  return [
    ...(added.length > 0 ? [{ kind: 'features' as const, features: added }] : []),
    ...(dropped.length > 0 ? [{ kind: 'featuresDropped' as const, features: dropped }] : []),
    ...(wish ? [{ kind: 'wish' as const, wish }] : []),
  ];
}

function saidFor(topic: 'timeline' | 'budget', before: ProjectDetails, now: ProjectDetails): Change[] {
  return now[topic] !== null && now[topic] !== before[topic] ? [{ kind: topic }] : [];
}

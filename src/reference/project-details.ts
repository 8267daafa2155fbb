/** Kinds of projects, by category. */
export const subcategories = {
  construction: ['pool', 'adu', 'kitchen_remodel', 'bathroom_remodel', 'landscaping', 'roofing', 'flooring'],
  software: ['api_development', 'web_app', 'mobile_app', 'integration', 'migration'],
} as const;

export type Category = keyof typeof subcategories;
export type Subcategory = (typeof subcategories)[Category][number];

/** Regions with a cost level of their own for construction. */
export const regions = ['SoCal - Coastal', 'SoCal - Inland', 'NorCal', 'Central Coast'] as const;
export type Region = (typeof regions)[number];

/** Markets with a rate level of their own for software. */
export const markets = ['US West', 'US East', 'US Central', 'Offshore'] as const;
export type Market = (typeof markets)[number];

export const features = [
  'spa',
  'heated',
  'automatic_cover',
  'waterfall',
  'lighting',
  'fence',
  'demolition',
  'move_walls',
  'island',
  'custom_cabinets',
  'walk_in_shower',
  'heated_floor',
  'skylight',
  'solar',
  'irrigation',
  'retaining_wall',
  'outdoor_kitchen',
  'tear_off',
  'permits_needed',
  'sso',
  'payments',
  'offline_mode',
  'admin_dashboard',
  'multi_language',
] as const;
export type Feature = (typeof features)[number];

export const scales = ['small', 'midrange', 'large', 'luxury', 'unsure'] as const;
export type Scale = (typeof scales)[number];

/** Size of the project itself, converted: square feet, or person-weeks for software. */
export interface ProjectSize {
  value: number;
  unit: 'sqft' | 'person_weeks';
}

/** What is known of a project: `extractedDetails` of a conversation and `extractedAttributes` of an estimation. */
export interface ProjectDetails {
  category: Category | null;
  subcategory: Subcategory | null;
  region: Region | null;
  /** The place as it was said, known region or not. */
  place: string | null;
  size: ProjectSize | null;
  scale: Scale | null;
  /** Wanted at the end of what was said, in catalogue order. */
  features: Feature[];
  otherFeatures: string[];
  timeline: string | null;
  budget: string | null;
}

/** Before anything was said. */
export const unknownProject: ProjectDetails = {
  category: null,
  subcategory: null,
  region: null,
  place: null,
  size: null,
  scale: null,
  features: [],
  otherFeatures: [],
  timeline: null,
  budget: null,
};

/** What a question can be about; also the kind of thing that is still missing. */
export const topics = ['project', 'size', 'region', 'features', 'timeline', 'budget', 'contact'] as const;
export type Topic = (typeof topics)[number];

/** One thing the person said, with what had been asked just before, if anything. */
export interface Utterance {
  text: string;
  answering?: Topic;
  /** The words it was asked in, or whatever was said to the person just before. */
  heard?: string;
}

/** A project described outright, with the region that was named beside it. */
export interface Statement {
  description: string;
  region: string | null;
}

/** The statement as things said, so that what is said later is read in its light and may correct it. */
export function utterancesIn({ description, region }: Statement): Utterance[] {
  return [{ text: description }, ...(region ? [{ text: region, answering: 'region' as const }] : [])];
}

/** What everything said so far comes to. */
export interface ProjectReading {
  details: ProjectDetails;
  /** The person would rather not say where. */
  regionDeclined: boolean;
  /** Type known, and size or scale (or "not sure") known, and region known, elsewhere or declined. */
  ready: boolean;
}

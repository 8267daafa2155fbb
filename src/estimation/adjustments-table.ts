import type { Feature, Subcategory } from '../reference/project-details.ts';

export type AdjustmentKind = 'complexity' | 'risk';

/** Percent a feature adds to the cost of each kind of project it belongs to; elsewhere it adds nothing. */
export interface FeatureWeight {
  label: string;
  kind: AdjustmentKind;
  percent: Partial<Record<Subcategory, number>>;
}

export const featureWeights: Record<Feature, FeatureWeight> = {
  spa: {
    label: 'spa',
    kind: 'complexity',
    percent: { pool: 12, landscaping: 12, bathroom_remodel: 8, adu: 4 },
  },
  heated: { label: 'heating', kind: 'complexity', percent: { pool: 4 } },
  automatic_cover: { label: 'automatic cover', kind: 'complexity', percent: { pool: 8 } },
  waterfall: { label: 'waterfall', kind: 'complexity', percent: { pool: 6, landscaping: 6 } },
  lighting: {
    label: 'lighting',
    kind: 'complexity',
    percent: { pool: 2, adu: 2, kitchen_remodel: 3, bathroom_remodel: 2, landscaping: 4 },
  },
  fence: { label: 'fence', kind: 'complexity', percent: { pool: 5, landscaping: 8, adu: 3 } },
  demolition: {
    label: 'demolition',
    kind: 'risk',
    percent: {
      pool: 6,
      adu: 6,
      kitchen_remodel: 5,
      bathroom_remodel: 5,
      landscaping: 6,
      roofing: 4,
      flooring: 4,
    },
  },
  move_walls: {
    label: 'moved walls',
    kind: 'complexity',
    percent: { kitchen_remodel: 12, bathroom_remodel: 12, adu: 12, flooring: 12 },
  },
  island: { label: 'kitchen island', kind: 'complexity', percent: { kitchen_remodel: 6, adu: 3 } },
  custom_cabinets: {
    label: 'custom cabinets',
    kind: 'complexity',
    percent: { kitchen_remodel: 14, bathroom_remodel: 8, adu: 6 },
  },
  walk_in_shower: {
    label: 'walk-in shower',
    kind: 'complexity',
    percent: { bathroom_remodel: 10, adu: 4 },
  },
  heated_floor: {
    label: 'heated floor',
    kind: 'complexity',
    percent: { bathroom_remodel: 5, kitchen_remodel: 4, adu: 4, flooring: 12 },
  },
  skylight: {
    label: 'skylight',
    kind: 'complexity',
    percent: { roofing: 6, adu: 4, kitchen_remodel: 4, bathroom_remodel: 5 },
  },
  solar: { label: 'solar', kind: 'complexity', percent: { roofing: 20, adu: 8, pool: 5 } },
  irrigation: { label: 'irrigation', kind: 'complexity', percent: { landscaping: 10, pool: 2 } },
  retaining_wall: {
    label: 'retaining wall',
    kind: 'complexity',
    percent: { landscaping: 15, pool: 8, adu: 6 },
  },
  outdoor_kitchen: {
    label: 'outdoor kitchen',
    kind: 'complexity',
    percent: { landscaping: 18, pool: 12 },
  },
  tear_off: { label: 'tear-off', kind: 'complexity', percent: { roofing: 8, flooring: 6 } },
  permits_needed: {
    label: 'permits still to obtain',
    kind: 'risk',
    percent: {
      pool: 3,
      adu: 3,
      kitchen_remodel: 4,
      bathroom_remodel: 4,
      landscaping: 4,
      roofing: 3,
      flooring: 2,
    },
  },
  sso: {
    label: 'single sign-on',
    kind: 'complexity',
    percent: { api_development: 5, web_app: 6, mobile_app: 6, integration: 6, migration: 3 },
  },
  payments: {
    label: 'payments',
    kind: 'complexity',
    percent: { api_development: 7, web_app: 8, mobile_app: 8, integration: 8, migration: 4 },
  },
  offline_mode: {
    label: 'offline mode',
    kind: 'complexity',
    percent: { api_development: 5, web_app: 10, mobile_app: 12, integration: 6 },
  },
  admin_dashboard: {
    label: 'admin dashboard',
    kind: 'complexity',
    percent: { api_development: 8, web_app: 8, mobile_app: 10, integration: 5, migration: 4 },
  },
  multi_language: {
    label: 'several languages',
    kind: 'complexity',
    percent: { api_development: 3, web_app: 6, mobile_app: 6, integration: 3, migration: 3 },
  },
};

/** Conditions outside the feature tokens that raise the risk, as they are worded among the other features. */
export interface Condition {
  label: string;
  words: RegExp;
  percent: Partial<Record<Subcategory, number>>;
}

export const conditions: readonly Condition[] = [
  {
    label: 'hillside or slope',
    words: /\b(hillside|hilly|slop(e|ed|ing)|steep)\b/i,
    percent: { pool: 10, adu: 10, landscaping: 10, roofing: 6 },
  },
  {
    label: 'difficult ground',
    words: /\b(rock|rocky|bedrock|clay|(bad|expansive|poor) soil|water table)\b/i,
    percent: { pool: 8, adu: 8, landscaping: 8 },
  },
  {
    label: 'unknown site',
    words: /\b(unknown|unseen|untested) (site|soil|ground|structure)\b/i,
    percent: { pool: 5, adu: 5, landscaping: 5, roofing: 4, flooring: 4 },
  },
  {
    label: 'poor access',
    words: /\b((limited|narrow|poor|tight|no) access|crane)\b/i,
    percent: { pool: 6, adu: 5, landscaping: 5, roofing: 4 },
  },
  {
    label: 'hazardous material',
    words: /\b(asbestos|lead paint|mou?ld|termites?|dry rot)\b/i,
    percent: { kitchen_remodel: 8, bathroom_remodel: 8, flooring: 8, roofing: 8, adu: 6 },
  },
  {
    label: 'historic building',
    words: /\bhistoric(al)?\b/i,
    percent: { kitchen_remodel: 6, bathroom_remodel: 6, flooring: 5, roofing: 6, adu: 6 },
  },
  {
    label: 'legacy system',
    words: /\b(legacy|undocumented|mainframe|no documentation)\b/i,
    percent: { api_development: 6, web_app: 5, mobile_app: 5, integration: 10, migration: 10 },
  },
  {
    label: 'compliance duties',
    words: /\b(hipaa|pci|gdpr|soc ?2|compliance|audited)\b/i,
    percent: { api_development: 8, web_app: 8, mobile_app: 8, integration: 8, migration: 8 },
  },
];

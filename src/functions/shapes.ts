import { z } from 'zod';
import { features, regions, scales, subcategories } from '../reference/project-details.ts';

const money = z.number().describe("In the currency's major unit.");
const quantiles = { p50: z.number(), p80: z.number(), p95: z.number() };
const cost = z.object({ p50: money, p80: money, p95: money, currency: z.string() });
const weeks = z.object({ ...quantiles, unit: z.string() });

const placeAsked = z
  .string()
  .max(100)
  .describe('A region such as "SoCal - Coastal" or "US West", or any place by its name.');

const size = z.object({ value: z.number().positive(), unit: z.enum(['sqft', 'person_weeks']) });

/** What a conversation has gathered; an agent may leave it to the description. */
const details = z.object({
  category: z.enum(['construction', 'software']).nullable(),
  subcategory: z.enum([...subcategories.construction, ...subcategories.software]).nullable(),
  region: z.enum(regions).nullable(),
  place: z.string().nullable(),
  size: z.object({ value: z.number(), unit: z.enum(['sqft', 'person_weeks']) }).nullable(),
  scale: z.enum(scales).nullable(),
  features: z.array(z.enum(features)),
  otherFeatures: z.array(z.string()),
  timeline: z.string().nullable(),
  budget: z.string().nullable(),
});

const summary = z.object({
  id: z.string(),
  isPlatform: z.boolean(),
  category: z.string(),
  subcategory: z.string(),
  name: z.string(),
  description: z.string(),
});

const figures = {
  category: z.string(),
  subcategory: z.string(),
  name: z.string(),
  description: z.string(),
  keywords: z.array(z.string()),
  regions: z.array(z.string()),
  attributes: z.record(z.string(), z.unknown()),
  costDistribution: cost,
  timelineDistribution: weeks,
  costBreakdownTemplate: z.array(z.object({ component: z.string(), share: z.number() })),
  regionalMultipliers: z.array(z.object({ region: z.string(), multiplier: z.number() })),
};

const adjustment = z.object({
  name: z.string(),
  factor: z.number(),
  factorP80: z.number().optional(),
  reason: z.string(),
});

const estimate = z.object({
  currency: z.string(),
  ...{ costP50: money, costP80: money, costP95: money },
  ...{ timelineWeeksP50: z.number(), timelineWeeksP80: z.number(), timelineWeeksP95: z.number() },
  costBreakdown: z.array(z.object({ component: z.string(), amount: money, share: z.number() })),
  adjustments: z.array(adjustment),
  basedOnOutcomes: z.number(),
  realisedP80: z.number().nullable(),
});

const risk = z.object({
  description: z.string(),
  costImpactLow: money.nullable(),
  costImpactHigh: money.nullable(),
  weeksImpactLow: z.number().nullable(),
  weeksImpactHigh: z.number().nullable(),
});

const calibration = z.object({
  costFactorP50: z.number(),
  costFactorP80: z.number(),
  timelineFactorP50: z.number(),
  timelineFactorP80: z.number(),
  reason: z.string(),
});

const confidence = z.number().min(0).max(1);

/** Input and result of each function: what is checked, and what is published as its JSON schema. */
export const shapes = {
  query: {
    input: z.object({
      description: z.string().min(1).max(4_000).optional().describe('The project in plain words.'),
      category: z.string().max(100).optional(),
      subcategory: z.string().max(100).optional(),
      region: placeAsked.optional(),
      attributes: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
        .optional()
        .describe('Only classes whose attributes have these values.'),
      limit: z.number().int().min(1).max(20).default(5),
    }),
    output: z.object({
      matches: z.array(
        z.object({
          referenceClass: summary,
          confidence: confidence.nullable().describe('null where nothing was described.'),
          matchedTerms: z.array(z.string()),
        }),
      ),
    }),
  },
  get: {
    input: z.object({ id: z.string().min(1).max(200) }),
    output: z.object({
      ...{ id: z.string(), isPlatform: z.boolean(), isSynthetic: z.boolean(), isArchived: z.boolean() },
      ...figures,
    }),
  },
  adjust: {
    input: z.object({
      classId: z.string().min(1).max(200),
      region: placeAsked.optional(),
      size: size.optional(),
      features: z.array(z.enum(features)).max(features.length).default([]),
      confidence: confidence.default(1).describe('Of the match: the lower, the wider the spread.'),
    }),
    output: z.object({
      currency: z.string(),
      base: z.object({ cost: z.object(quantiles), timelineWeeks: z.object(quantiles) }),
      final: z.object({ cost: z.object(quantiles), timelineWeeks: z.object(quantiles) }),
      adjustments: z.array(adjustment).describe('Every factor that is not 1, in the order applied.'),
    }),
  },
  compute: {
    input: z.object({
      description: z.string().min(1).max(4_000).describe('The project in plain words.'),
      region: placeAsked.optional(),
      details: details
        .optional()
        .describe('What is known of it already; else it is read from the description.'),
    }),
    output: z.object({
      status: z.enum(['DRAFT', 'COMPLETED']).describe('DRAFT: no class fits well enough; see the questions.'),
      extractedAttributes: details,
      category: z.string().nullable(),
      subcategory: z.string().nullable(),
      matchedReferenceClass: z
        .object({ referenceClass: summary, confidence, matchedTerms: z.array(z.string()) })
        .nullable(),
      classUsed: z.object(figures).nullable(),
      calibration: calibration.nullable(),
      confidence: confidence.nullable(),
      estimate: estimate.nullable(),
      clarifyingQuestions: z.array(z.string()),
      assumptions: z.array(z.string()),
      risks: z.array(risk),
      narrative: z.string().nullable(),
    }),
  },
} as const;

export type QueryInput = z.output<typeof shapes.query.input>;
export type QueryResult = z.output<typeof shapes.query.output>;
export type ClassResult = z.output<typeof shapes.get.output>;
export type AdjustInput = z.output<typeof shapes.adjust.input>;
export type AdjustResult = z.output<typeof shapes.adjust.output>;
export type ComputeInput = z.output<typeof shapes.compute.input>;
export type ComputeResult = z.output<typeof shapes.compute.output>;

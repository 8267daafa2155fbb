import { z } from 'zod';
import { regions, scales, subcategories } from '../reference/project-details.ts';

const kinds = [...subcategories.construction, ...subcategories.software] as const;

/** What a model is asked to read out of a conversation. All keys are required: what was not said is null or empty. */
export const projectDetailsSchema = z.object({
  category: z.enum(['construction', 'software']).nullable(),
  subcategory: z.enum(kinds).nullable(),
  region: z.enum(regions).nullable(),
  place: z.string().nullable(),
  size: z.object({ value: z.number(), unit: z.enum(['sqft', 'person_weeks']) }).nullable(),
  scale: z.enum(scales).nullable(),
  features: z.array(z.string()),
  otherFeatures: z.array(z.string()),
  timeline: z.string().nullable(),
  budget: z.string().nullable(),
  regionDeclined: z.boolean(),
});

export type ModelReading = z.infer<typeof projectDetailsSchema>;

import { z } from 'zod';
import { regions, scales, subcategories } from '../reference/project-details.ts';

const kinds = [...subcategories.construction, ...subcategories.software] as const;
/** Where it stands: the person's own words, letter for letter. */
const words = z.string();

/**
 * What a model is asked to read out of what was said. All keys are required: what was not said is null or empty. Whatever figures could
 * rest on comes with the words it was read from, so that code can check that they were said.
 */
export const projectDetailsSchema = z.object({
  category: z.enum(['construction', 'software']).nullable(),
  subcategory: z.enum(kinds).nullable(),
  region: z.enum(regions).nullable(),
  place: z.string().nullable(),
  size: z.object({ value: z.number(), unit: z.enum(['sqft', 'person_weeks']), words }).nullable(),
  scale: z.object({ value: z.enum(scales), words }).nullable(),
  features: z.array(z.object({ name: z.string(), words })),
  otherFeatures: z.array(z.string()),
  timeline: z.string().nullable(),
  budget: z.string().nullable(),
  regionDeclined: z.boolean(),
});

export type ModelReading = z.infer<typeof projectDetailsSchema>;

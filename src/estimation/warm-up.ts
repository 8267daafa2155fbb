import { setImmediate } from 'node:timers/promises';
import { readProject } from '../reference/reading.ts';
import type { ReferenceService } from '../reference/reference.service.ts';
import { Estimator } from './estimator.ts';
import { noExperience } from './experience.ts';

/** After some seven hundred estimates the engine has compiled most of what they run through; it takes about half a second of one core. */
const rounds = 120;

const descriptions = [
  'We want a 12x24 ft pool with a heater behind our house in Sacramento, no spa',
  'Full remodel of our 180 sq ft kitchen in Oakland: new cabinets, an island and quartz counters',
  'Tear off the old shingles and put a metal roof on our 2,400 square foot house near Fresno',
  'Queremos remodelar un baño pequeño de 50 pies cuadrados con ducha nueva en Los Angeles',
  'A mobile app with login, payments and push notifications, about ten weeks of work',
  'An online shop for 200 products with an admin dashboard and Stripe; budget $40k',
];

/**
 * Estimates sample projects for nobody, so that the first visitors do not wait for the engine to compile the rules: the first hundred
 * estimates of a cold process take some three times as long as later ones. Lets other work through between any two.
 */
export async function warmUp(references: ReferenceService, signal: AbortSignal): Promise<void> {
  const estimator = new Estimator(references, { of: async () => noExperience });
  for (let round = 0; round < rounds; round += 1) {
    for (const text of descriptions) {
      await setImmediate();
      if (signal.aborted) return;
      const reading = readProject([{ text }]);
      await estimator.estimate({ tenantId: '', reading, text, region: null });
    }
  }
}

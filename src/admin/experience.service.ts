import type { Experience, Experiences } from '../estimation/experience.ts';
import type { Tallies } from '../feedback/tallies.service.ts';
import type { Tunings } from './tunings.service.ts';

/** Below this many outcomes a share of them says nothing. */
const fewestOutcomes = 5;

/** What finished projects have taught, for the estimates of the next ones. */
export class ExperienceService implements Experiences {
  readonly #tallies: Tallies;
  readonly #tunings: Tunings;

  constructor(tallies: Tallies, tunings: Tunings) {
    this.#tallies = tallies;
    this.#tunings = tunings;
  }

  async of(owner: { tenantId: string }, referenceClassId: string): Promise<Experience> {
    const [applied, { counted, withinP80 }] = await Promise.all([
      this.#tunings.applied(owner, [referenceClassId]),
      this.#tallies.ofClass(owner, referenceClassId),
    ]);
    const tuning = applied.get(referenceClassId);
    return {
      calibration: tuning
        ? {
            costFactorP50: tuning.costFactorP50,
            costFactorP80: tuning.costFactorP80,
            timelineFactorP50: tuning.timelineFactorP50,
            timelineFactorP80: tuning.timelineFactorP80,
            reason: 'What finished projects of this kind really came to.',
          }
        : null,
      basedOnOutcomes: counted,
      realisedP80: counted < fewestOutcomes ? null : withinP80 / counted,
    };
  }
}

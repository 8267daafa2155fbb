import { LRUCache } from 'lru-cache';
import type { Experience, Experiences } from '../estimation/experience.ts';
import type { Tallies } from '../feedback/tallies.service.ts';
import type { Tunings } from './tunings.service.ts';

/** Below this many outcomes a share of them says nothing. */
const fewestOutcomes = 5;

/** More pairs of a tenant and a class than are estimated within seconds. */
const mostRemembered = 20_000;

/** What finished projects have taught, for the estimates of the next ones; what other processes changed shows within `freshMs`. */
export class ExperienceService implements Experiences {
  readonly #tallies: Tallies;
  readonly #tunings: Tunings;
  readonly #recent: LRUCache<string, Promise<Experience>>;

  constructor(tallies: Tallies, tunings: Tunings, freshMs: number) {
    this.#tallies = tallies;
    this.#tunings = tunings;
    this.#recent = new LRUCache({ max: mostRemembered, ttl: freshMs });
  }

  of(owner: { tenantId: string }, referenceClassId: string): Promise<Experience> {
    const key = keyOf(owner, referenceClassId);
    const known = this.#recent.get(key);
    if (known) return known;
    const reading = this.#read(owner, referenceClassId);
    reading.catch(() => this.#recent.delete(key));
    this.#recent.set(key, reading);
    return reading;
  }

  /** To be told whenever something was learnt or decided; the platform's concerns every tenant. */
  forget({ tenantId }: { tenantId: string | null }, referenceClassId: string): void {
    if (tenantId === null) this.#recent.clear();
    else this.#recent.delete(keyOf({ tenantId }, referenceClassId));
  }

  async #read(owner: { tenantId: string }, referenceClassId: string): Promise<Experience> {
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

const keyOf = ({ tenantId }: { tenantId: string }, referenceClassId: string) =>
  `${tenantId}:${referenceClassId}`;

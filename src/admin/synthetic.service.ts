import { randomInt } from 'node:crypto';
import type { Viewer } from '../auth/viewer.ts';
import { classContent } from '../reference/reference-class-rules.ts';
import type { ReferenceClassesService } from '../reference/reference-classes.service.ts';
import { namedApart, synthesize } from './synthesize.ts';
import type { SyntheticGenerateInput, SyntheticGeneratePayload } from './synthetic.types.ts';

/** Classes to begin with where there are no outcomes yet, drawn from a seed. */
export class SyntheticService {
  readonly #classes: ReferenceClassesService;

  constructor(classes: ReferenceClassesService) {
    this.#classes = classes;
  }

  /**
   * An admin's go to the tenant, an operator's to the platform. Without a seed one is drawn; it stands in each class's `validationSource`.
   * All are added, or none: fails with BAD_USER_INPUT, TIER_LIMIT with `limit`, or CONFLICT.
   */
  async generate(
    viewer: Viewer,
    { seed, ...wanted }: SyntheticGenerateInput,
  ): Promise<SyntheticGeneratePayload> {
    await this.#classes.discardUnfinished(viewer);
    const drawn = synthesize({ ...wanted, seed: seed ?? randomInt(2 ** 31) });
    const named = namedApart(drawn, await this.#classes.namesInUse(viewer));
    const contents = named.map(({ costDistribution, timelineDistribution, ...figures }) =>
      classContent({
        ...figures,
        costDistribution: { ...costDistribution },
        timelineDistribution: { ...timelineDistribution },
      }),
    );
    const referenceClasses = await this.#classes.addSynthetic(viewer, contents);
    const referenceClassIds = referenceClasses.map(({ _id }) => _id);
    return { generatedCount: referenceClasses.length, referenceClassIds, referenceClasses };
  }
}

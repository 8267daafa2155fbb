import { randomUUID } from 'node:crypto';
import type { EstimateFindings, Estimates } from '../estimation/estimator.ts';
import type { Experiences } from '../estimation/experience.ts';
import type { ProjectDetails } from '../reference/project-details.ts';
import { readProject } from '../reference/reading.ts';
import type { ReferenceService } from '../reference/reference.service.ts';
import type { ReferenceClass } from '../reference/reference-class.model.ts';
import type { MeteringService } from '../tenant/metering.service.ts';
import { adjustedFigures } from './adjusting.ts';
import { type Caller, scopes } from './call-tokens.ts';
import type {
  AdjustInput,
  AdjustResult,
  ClassResult,
  ComputeInput,
  QueryInput,
  QueryResult,
} from './shapes.ts';

export interface FunctionsDependencies {
  references: ReferenceService;
  experiences: Experiences;
  /** Those of this process. */
  estimates: Estimates;
  metering: MeteringService;
}

/** The estimation core as functions: each sees the platform's classes and the caller's own, and nothing else. */
export class FunctionsService {
  readonly #d: FunctionsDependencies;

  constructor(dependencies: FunctionsDependencies) {
    this.#d = dependencies;
  }

  /** Ranked by the description where there is one, else the caller's own first and by name. No I/O. */
  query(caller: Caller, input: QueryInput): QueryResult {
    const { description, limit } = input;
    const isWanted = (candidate: Candidate) => fits(candidate, input);
    if (description === undefined) {
      const found = this.#d.references.browse(caller, isWanted, limit);
      return {
        matches: found.map((row) => ({ referenceClass: summaryOf(row), confidence: null, matchedTerms: [] })),
      };
    }
    const isFiltered = [input.category, input.subcategory, input.attributes].some((one) => one !== undefined);
    const options = { region: input.region ?? null, limit: isFiltered ? Number.POSITIVE_INFINITY : limit };
    const found = this.#d.references.match(caller, description, options);
    const matches = found
      .filter((match) => isWanted(match.class))
      .slice(0, limit)
      .map(({ class: { id, ...row }, ...match }) => ({
        referenceClass: summaryOf({ ...row, _id: id }),
        ...match,
      }));
    return { matches };
  }

  /** Fails with NOT_FOUND for what is neither the platform's nor the caller's. */
  async get(caller: Caller, id: string): Promise<ClassResult> {
    const row = await this.#d.references.get(caller, id);
    const { isSynthetic, isArchived } = row;
    return { ...figuresOf(row), id, isPlatform: row.tenantId === null, isSynthetic, isArchived };
  }

  /** Fails as `get`. */
  async adjust(caller: Caller, input: AdjustInput): Promise<AdjustResult> {
    const row = await this.#d.references.get(caller, input.classId);
    const experience = await this.#d.experiences.of(caller, row._id);
    return adjustedFigures(figuresOf(row), experience, input);
  }

  /** Metered, unless it is the API that asks. Fails with RATE_LIMITED or SERVICE_UNAVAILABLE. */
  async compute(caller: Caller, { description, region, details }: ComputeInput): Promise<EstimateFindings> {
    const isCharged = caller.scopes.includes(scopes.api);
    const agent = { kind: 'agent' as const, tenantId: caller.tenantId };
    const refund = isCharged ? null : await this.#d.metering.charge(agent, randomUUID());
    try {
      const read = readProject([{ text: description }]);
      const reading = details ? { ...read, details: details as ProjectDetails } : read;
      const { tenantId } = caller;
      return await this.#d.estimates.estimate({
        tenantId,
        reading,
        text: description,
        region: region ?? null,
      });
    } catch (error) {
      await refund?.();
      throw error;
    }
  }
}

type Candidate = Pick<ReferenceClass, 'category' | 'subcategory' | 'regions' | 'attributes'>;

/** A region belongs to the ranking of what was described; without a description it is a filter like the others. */
function fits({ category, subcategory, regions, attributes }: Candidate, wanted: QueryInput): boolean {
  return (
    (wanted.category === undefined || wanted.category === category) &&
    (wanted.subcategory === undefined || wanted.subcategory === subcategory) &&
    (wanted.region === undefined || wanted.description !== undefined || regions.includes(wanted.region)) &&
    Object.entries(wanted.attributes ?? {}).every(([name, value]) => attributes[name] === value)
  );
}

type Summarised = Pick<
  ReferenceClass,
  '_id' | 'tenantId' | 'category' | 'subcategory' | 'name' | 'description'
>;

function summaryOf({ _id: id, tenantId, category, subcategory, name, description }: Summarised) {
  return { id, isPlatform: tenantId === null, category, subcategory, name, description };
}

function figuresOf(row: ReferenceClass) {
  const { category, subcategory, name, description, keywords, regions, attributes } = row;
  const { costDistribution, timelineDistribution, costBreakdownTemplate, regionalMultipliers } = row;
  return {
    ...{ category, subcategory, name, description, keywords, regions, attributes },
    ...{ costDistribution, timelineDistribution, costBreakdownTemplate, regionalMultipliers },
  };
}

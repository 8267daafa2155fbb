import type { Match } from '../reference/match.ts';
import type { ProjectDetails, ProjectReading } from '../reference/project-details.ts';
import type { ReferenceService } from '../reference/reference.service.ts';
import type { ReferenceClassFigures } from '../reference/reference-class.ts';
import { regionFactorFor } from '../reference/region-factor.ts';
import { assumptionsFor } from './assumptions.ts';
import { clarifyingQuestionsFor } from './clarifying.ts';
import type { EstimateBasis, PriceLevel } from './estimate.ts';
import type { Estimation } from './estimation.model.ts';
import type { Experience, Experiences } from './experience.ts';
import { forecast } from './forecast.ts';
import { narrativeFor } from './narrative.ts';
import { risksFor } from './risks.ts';

/** From this confidence on a class is taken; below, the estimation is a draft with questions. */
const sureEnough = 0.7;

export interface EstimateRequest {
  tenantId: string;
  reading: ProjectReading;
  /** All that was said, in its own words. */
  text: string;
  /** What the caller says of the region, over what the text says. */
  region: string | null;
}

/** All of an estimation that follows from what was said. */
export type EstimateFindings = Pick<
  Estimation,
  | 'status'
  | 'extractedAttributes'
  | 'category'
  | 'subcategory'
  | 'matchedReferenceClass'
  | 'classUsed'
  | 'calibration'
  | 'confidence'
  | 'estimate'
  | 'clarifyingQuestions'
  | 'assumptions'
  | 'risks'
  | 'narrative'
>;

/** Where estimates are worked out: in this process, or elsewhere. */
export interface Estimates {
  /** The same request and experience give the same findings. */
  estimate(request: EstimateRequest): Promise<EstimateFindings>;
}

/** Works an estimate out: matching, what outcomes have taught, forecast, words. The same request and experience give the same findings. */
export class Estimator implements Estimates {
  constructor(
    private readonly references: ReferenceService,
    private readonly experiences: Experiences,
  ) {}

  async estimate({ tenantId, reading, text, region }: EstimateRequest): Promise<EstimateFindings> {
    const options = { region: region ?? reading.details.region, details: reading.details, limit: 1 };
    const [best] = this.references.match({ tenantId }, text, options);
    if (!best || best.confidence < sureEnough) return draft(best ?? null, reading);
    const experience = await this.experiences.of({ tenantId }, best.class.id);
    return completed(best, reading, region, experience);
  }
}

function completed(
  match: Match,
  { details }: ProjectReading,
  region: string | null,
  experience: Experience,
): EstimateFindings {
  const { id: _id, tenantId: _tenant, ...figures } = match.class;
  const basis: EstimateBasis = {
    class: figures,
    details,
    region: priceLevelOf(figures, details, region),
    confidence: match.confidence,
  };
  const estimate = forecast({ ...basis, ...experience });
  const assumptions = assumptionsFor(basis);
  const risks = risksFor(basis, estimate);
  return {
    status: 'COMPLETED',
    extractedAttributes: details,
    category: figures.category,
    subcategory: figures.subcategory,
    matchedReferenceClass: summaryOf(match),
    classUsed: figures,
    calibration: experience.calibration,
    confidence: match.confidence,
    estimate,
    clarifyingQuestions: [],
    assumptions,
    risks,
    narrative: narrativeFor({ estimate, class: figures, details, assumptions, risks, audience: 'CUSTOMER' }),
  };
}

function draft(match: Match | null, { details }: ProjectReading): EstimateFindings {
  return {
    status: 'DRAFT',
    extractedAttributes: details,
    category: details.category,
    subcategory: details.subcategory,
    matchedReferenceClass: match && summaryOf(match),
    classUsed: null,
    calibration: null,
    confidence: match?.confidence ?? null,
    estimate: null,
    clarifyingQuestions: clarifyingQuestionsFor(details),
    assumptions: [],
    risks: [],
    narrative: null,
  };
}

function priceLevelOf(
  figures: ReferenceClassFigures,
  details: ProjectDetails,
  asked: string | null,
): PriceLevel {
  const { region, multiplier } = regionFactorFor(figures, details, asked);
  return { name: region ?? asked, multiplier, known: region !== null };
}

function summaryOf({ class: matched, confidence, matchedTerms }: Match): Estimation['matchedReferenceClass'] {
  const { id, tenantId, category, subcategory, name, description } = matched;
  const referenceClass = { id, isPlatform: tenantId === null, category, subcategory, name, description };
  return { referenceClass, confidence, matchedTerms };
}

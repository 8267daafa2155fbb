import { type Outcome, outcomeOf, type TuningFactors, tuningOf } from '../src/admin/tuning.ts';
import type { Estimate } from '../src/estimation/estimate.ts';
import { forecast } from '../src/estimation/forecast.ts';
import { spreadOf } from '../src/estimation/forecast-spread.ts';
import { referenceSizeOf } from '../src/estimation/size.ts';
import { platformCatalogue } from '../src/reference/catalogue.ts';
import { features, type ProjectDetails, unknownProject } from '../src/reference/project-details.ts';
import type { ReferenceClassFigures } from '../src/reference/reference-class.ts';
import { coverage, type Lognormal, pinballLoss } from './normal.ts';
import { type Happening, happenings, type Truth, truthFor, type World } from './tuning-worlds.ts';

export const stages = [0, 5, 10, 20, 40] as const;
export const quantities = ['cost', 'weeks'] as const;
type Quantity = (typeof quantities)[number];

/** How good quotes are for what comes next; losses are multiples of an oracle's, that quotes the world's true quantiles. */
export interface Quality {
  coverP50: number;
  coverP80: number;
  lossP50: number;
  lossP80: number;
}

/** Means over all seeds of one class of a world after so many outcomes. */
export interface Standing {
  className: string;
  quantity: Quantity;
  outcomes: number;
  tuned: Quality;
  untuned: Quality;
}

interface Bench {
  reference: ReferenceClassFigures;
  confidence: number;
  sigma: Record<Quantity, number>;
  truth: Truth;
  projects: { details: ProjectDetails; quoted: Estimate }[];
}

/** z of 0.8, for the oracle. */
const z80 = 0.8416212335729143;

/** Quotes of one class of a world as its outcomes come in, all through the code that quotes. */
export function simulate(world: World, className: string, seeds: number, confidence = 1): Standing[] {
  const bench = benchOf(world, className, confidence);
  const perSeed = Array.from({ length: seeds }, (_, seed) => lifeOf(world, bench, seed));
  const untuned = probe(bench, 0, null);
  return stages.flatMap((outcomes, stage) =>
    quantities.map((quantity) => ({
      className,
      quantity,
      outcomes,
      tuned: meanOf(perSeed.flatMap((life) => life[stage]?.[quantity] ?? [])),
      untuned: untuned[quantity],
    })),
  );
}

function benchOf(world: World, className: string, confidence: number): Bench {
  const reference = platformCatalogue.find(({ name }) => name === className);
  if (!reference) throw new Error(`There is no class ${className}.`);
  const sigma = {
    cost: spreadOf(reference.costDistribution),
    weeks: spreadOf(reference.timelineDistribution),
  };
  const projects = projectsOf(reference).map((details) => ({
    details,
    quoted: quoteOf({ reference, confidence }, details, null),
  }));
  return { reference, confidence, sigma, truth: truthFor(world, className), projects };
}

/** Projects of many sizes and extras: the tuning has to hold whatever else moves the quote. */
function projectsOf(reference: ReferenceClassFigures): ProjectDetails[] {
  const usual = referenceSizeOf(reference);
  return [0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.35, 1.5].map((ratio, place) => ({
    ...unknownProject,
    size: usual && { ...usual, value: usual.value * ratio },
    features: features.slice(place, place + (place % 3)),
  }));
}

/** One class as it learns: the quality of its quotes at each stage, the tuning of the stage before applied meanwhile. */
function lifeOf(world: World, bench: Bench, seed: number): Record<Quantity, Quality>[] {
  const { reference, sigma, truth } = bench;
  const events = happenings(world, truth, sigma, { seed, label: reference.name, count: Math.max(...stages) });
  const spread = { cost: reference.costDistribution, time: reference.timelineDistribution };
  const outcomes: Outcome[] = [];
  let tuning: TuningFactors | null = null;
  let place = 0;
  return stages.map((stage) => {
    for (; place < stage; place += 1) {
      const event = events[place];
      if (event && !event.isFlagged) outcomes.push(outcomeAt(bench, place, event, tuning));
    }
    tuning = tuningOf(outcomes, spread);
    return probe(bench, seed, tuning);
  });
}

/** What happens does not ask what was quoted: it departs from the project's own figures. */
function outcomeAt(bench: Bench, place: number, event: Happening, tuning: TuningFactors | null): Outcome {
  const { details, quoted } = projectAt(bench, place);
  const told = quoteOf(bench, details, tuning);
  const actual = {
    cost: quoted.costP50 * Math.exp(event.logCost),
    weeks: quoted.timelineWeeksP50 * Math.exp(event.logTime),
  };
  return outcomeOf(actual, { cost: told.costP50, weeks: told.timelineWeeksP50 }, tuning);
}

function probe(bench: Bench, seed: number, tuning: TuningFactors | null): Record<Quantity, Quality> {
  const { sigma, truth } = bench;
  const { details, quoted } = projectAt(bench, seed);
  const told = quoteOf(bench, details, tuning);
  const real = (median: number, quantity: Quantity) => ({
    median: median * truth.factor,
    sigma: sigma[quantity] * truth.spread,
  });
  return {
    cost: qualityOf(real(quoted.costP50, 'cost'), told.costP50, told.costP80),
    weeks: qualityOf(real(quoted.timelineWeeksP50, 'weeks'), told.timelineWeeksP50, told.timelineWeeksP80),
  };
}

function qualityOf(real: Lognormal, p50: number, p80: number): Quality {
  const trueP80 = real.median * Math.exp(z80 * real.sigma);
  return {
    coverP50: coverage(real, p50),
    coverP80: coverage(real, p80),
    lossP50: pinballLoss(real, 0.5, p50) / pinballLoss(real, 0.5, real.median),
    lossP80: pinballLoss(real, 0.8, p80) / pinballLoss(real, 0.8, trueP80),
  };
}

function quoteOf(
  { reference, confidence }: Pick<Bench, 'reference' | 'confidence'>,
  details: ProjectDetails,
  tuning: TuningFactors | null,
): Estimate {
  const region = { name: null, multiplier: 1, known: false };
  const calibration = tuning && { ...tuning, reason: `${tuning.basedOnOutcomes} outcomes` };
  return forecast({ class: reference, details, region, confidence, calibration });
}

function projectAt({ projects }: Bench, place: number): Bench['projects'][number] {
  const found = projects[place % projects.length];
  if (!found) throw new Error('There are no projects.');
  return found;
}

function meanOf(qualities: readonly Quality[]): Quality {
  const mean = (key: keyof Quality) =>
    qualities.reduce((sum, quality) => sum + quality[key], 0) / qualities.length;
  return {
    coverP50: mean('coverP50'),
    coverP80: mean('coverP80'),
    lossP50: mean('lossP50'),
    lossP80: mean('lossP80'),
  };
}

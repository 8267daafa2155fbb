import { randomFrom, seedFor } from '../src/admin/random.ts';

/** How cost and time really come about, beside what an untuned class says of them. */
export interface Truth {
  /** Of the real median to the quoted one. */
  factor: number;
  /** Of the real σ to the class's. */
  spread: number;
}

/** Something besides the truth that reaches the feedback. */
interface Disturbance {
  /** One in so many, at a place among them that the seed draws. */
  oneIn: number;
  /** It is among the first so many of them; without, at any place. */
  amongFirst?: number;
  /** ln(actual / quoted) as it is posted, of a class of this σ. */
  posted: (sigma: number) => number;
  /** Flagged as scope creep or market change, thus never among the outcomes. */
  isFlagged: boolean;
}

export interface World {
  name: string;
  truth: Truth;
  /** What differs for some classes, by name. */
  truthOf?: Readonly<Record<string, Truth>>;
  disturbance?: Disturbance;
  /** Someone posts what is not so: anywhere among the rest, or always early, which no bound is set to. */
  fraud?: 'anywhere' | 'early';
}

/** The class that is wrong where one is. */
export const oddClass = 'Kitchen Remodel - Midrange';
/** Classes of narrow and of wide spread, quick and slow, of both categories. */
export const classesOfWorlds = ['Residential Pool - Midrange', oddClass, 'Web Application - Large'] as const;

const asQuoted: Truth = { factor: 1, spread: 1 };
/** Of a class's σ: the most that is hardly ever left out as an outlier. */
const justWithin = (sigma: number): number => 2.8 * sigma;

export const worlds: readonly World[] = [
  { name: 'unbiased', truth: asQuoted },
  { name: '+20 %, 1.5 × spread', truth: { factor: 1.2, spread: 1.5 } },
  { name: '-15 %', truth: { factor: 0.85, spread: 1 } },
  {
    name: 'one class +25 %, others right',
    truth: asQuoted,
    truthOf: { [oddClass]: { factor: 1.25, spread: 1 } },
  },
  {
    name: '5 % flagged outliers',
    truth: asQuoted,
    disturbance: { oneIn: 20, posted: () => Math.log(3), isFlagged: true },
  },
  {
    name: 'fraud, ten times the quote',
    fraud: 'anywhere',
    truth: asQuoted,
    disturbance: { oneIn: 10, posted: () => Math.log(10), isFlagged: false },
  },
  {
    name: 'fraud, a tenth of the quote',
    fraud: 'anywhere',
    truth: asQuoted,
    disturbance: { oneIn: 10, posted: () => Math.log(0.1), isFlagged: false },
  },
  {
    name: 'fraud, just within 3 σ',
    fraud: 'anywhere',
    truth: asQuoted,
    disturbance: { oneIn: 10, posted: justWithin, isFlagged: false },
  },
  {
    // The worst there is: who knows the rule and is sure to be one of the five that the first proposal is made from.
    name: 'fraud, just within 3 σ and always among the first five',
    fraud: 'early',
    truth: asQuoted,
    disturbance: { oneIn: 10, amongFirst: 5, posted: justWithin, isFlagged: false },
  },
];

export const truthFor = (world: World, className: string): Truth => world.truthOf?.[className] ?? world.truth;

/** What becomes of a project: ln(actual / quoted P50 without calibration), and whether it is flagged. */
export interface Happening {
  logCost: number;
  logTime: number;
  isFlagged: boolean;
}

interface Series {
  seed: number;
  label: string;
  count: number;
}

/** A world's first projects of a class, one after the other; the same for the same seed and label. `sigma` is the class's. */
export function happenings(
  { disturbance }: World,
  { factor, spread }: Truth,
  sigma: { cost: number; weeks: number },
  { seed, label, count }: Series,
): Happening[] {
  const random = randomFrom(seedFor(seed, label));
  const isDisturbed = disturbedPlaces(disturbance, randomFrom(seedFor(seed, `${label}: disturbed`)));
  const drawn = (ofClass: number) => Math.log(factor) + spread * ofClass * normalFrom(random);
  return Array.from({ length: count }, (_, place) => {
    const usual = { logCost: drawn(sigma.cost), logTime: drawn(sigma.weeks), isFlagged: false };
    if (!disturbance || !isDisturbed(place)) return usual;
    const { posted, isFlagged } = disturbance;
    return { logCost: posted(sigma.cost), logTime: posted(sigma.weeks), isFlagged };
  });
}

/** Asked of one place after the other. */
function disturbedPlaces(disturbance: Disturbance | undefined, random: () => number) {
  let next = -1;
  return (place: number): boolean => {
    if (!disturbance) return false;
    const { oneIn, amongFirst = oneIn } = disturbance;
    if (place % oneIn === 0) next = place + Math.floor(amongFirst * random());
    return place === next;
  };
}

/** A draw of the standard normal, by Box and Muller. */
function normalFrom(random: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

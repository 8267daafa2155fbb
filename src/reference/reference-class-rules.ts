import { Failure, type FieldFault } from '../errors.ts';
import type { CostQuantiles, RegionFactor, ShareOfCost, TimelineQuantiles } from './reference-class.ts';
import { attributesFault } from './reference-class-attributes.ts';
import type { ReferenceClassInput } from './reference-class-input.types.ts';

/** What an input comes to. Attributes and source are left out where they are to stay as they are. */
export interface ClassContent {
  category: string;
  subcategory: string;
  name: string;
  description: string;
  keywords: string[];
  regions: string[];
  attributes?: Record<string, unknown>;
  costDistribution: CostQuantiles;
  timelineDistribution: TimelineQuantiles;
  costBreakdownTemplate: ShareOfCost[];
  regionalMultipliers: RegionFactor[];
  validationSource?: string | null;
}

type Report = (path: string, message: string) => void;
type Quantiles = Record<'p50' | 'p80' | 'p95', number>;

/** In the currency's major unit; room for currencies of small units. */
const mostCost = 1_000_000_000_000;
const mostWeeks = 2_000;
const mostEntries = 50;
const shareTolerance = 0.001;
const multipliers = { from: 0.3, to: 3 } as const;

/** A class as it is kept: trimmed, costs to the cent, shares that sum to 1. Fails with BAD_USER_INPUT that names every fault. */
export function classContent(input: ReferenceClassInput): ClassContent {
  const fields: FieldFault[] = [];
  const report: Report = (path, message) => void fields.push({ path: `input.${path}`, message });
  const content = {
    category: groupFrom('category', input.category, report),
    subcategory: groupFrom('subcategory', input.subcategory, report),
    name: textFrom('name', input.name, 120, report),
    description: linesFrom('description', input.description, 2_000, report),
    keywords: textsFrom('keywords', input.keywords, 60, report),
    regions: textsFrom('regions', input.regions, 100, report),
    ...(input.attributes !== undefined && { attributes: attributesFrom(input.attributes, report) }),
    costDistribution: costFrom(input.costDistribution, report),
    timelineDistribution: timelineFrom(input.timelineDistribution, report),
    costBreakdownTemplate: sharesFrom(input.costBreakdownTemplate, report),
    regionalMultipliers: factorsFrom(input.regionalMultipliers, report),
    ...(input.validationSource !== undefined && {
      validationSource: sourceFrom(input.validationSource, report),
    }),
  };
  if (fields.length > 0) throw new Failure('BAD_USER_INPUT', 'Some of the input is not valid.', { fields });
  return content;
}

/** Of categories and subcategories; white space around them is taken off. */
export const groupWords = /^\s*[\p{Ll}\p{N}]+([ _-][\p{Ll}\p{N}]+)*\s*$/u;

function groupFrom(path: string, given: string, report: Report): string {
  const name = given.trim();
  if (name.length > 60 || !groupWords.test(name))
    report(path, 'must be lower case words, joined by underscores, of at most 60 characters');
  return name;
}

function textFrom(path: string, given: string, longest: number, report: Report): string {
  const text = given.trim().toWellFormed();
  if (text === '') report(path, 'must not be empty');
  else if ([...text].length > longest) report(path, `must have at most ${longest} characters`);
  else if (/\p{Cc}/u.test(text)) report(path, 'must not have control characters');
  return text;
}

function linesFrom(path: string, given: string, longest: number, report: Report): string {
  const text = given.replaceAll('\r\n', '\n').trim().toWellFormed();
  textFrom(path, text.replaceAll('\n', ' '), longest, report);
  return text;
}

/** Each entry once, whatever its case, in the order given. */
function textsFrom(path: string, given: readonly string[], longest: number, report: Report): string[] {
  const byKey = new Map<string, string>();
  given.forEach((entry, place) => {
    const text = textFrom(`${path}.${place}`, entry, longest, report);
    if (!byKey.has(text.toLowerCase())) byKey.set(text.toLowerCase(), text);
  });
  reportLength(path, byKey.size, report);
  return [...byKey.values()];
}

function reportLength(path: string, length: number, report: Report): void {
  if (length > mostEntries) report(path, `must have at most ${mostEntries} entries`);
}

function attributesFrom(given: Record<string, unknown> | null, report: Report): Record<string, unknown> {
  const fault = given && attributesFault(given);
  if (fault) report(fault.path, fault.message);
  return given ?? {};
}

function costFrom(given: CostQuantiles, report: Report): CostQuantiles {
  const path = 'costDistribution';
  const [p50, p80, p95] = [cents(given.p50), cents(given.p80), cents(given.p95)];
  reportQuantiles(path, { p50, p80, p95 }, mostCost, report);
  if (!/^[A-Z]{3}$/.test(given.currency)) report(`${path}.currency`, 'must be three capital letters');
  return { p50, p80, p95, currency: given.currency };
}

function timelineFrom(given: TimelineQuantiles, report: Report): TimelineQuantiles {
  const { p50, p80, p95, unit } = given;
  reportQuantiles('timelineDistribution', { p50, p80, p95 }, mostWeeks, report);
  if (unit !== 'weeks') report('timelineDistribution.unit', 'must be "weeks"');
  return { p50, p80, p95, unit };
}

function reportQuantiles(path: string, { p50, p80, p95 }: Quantiles, most: number, report: Report): void {
  const floors = { p50: ['0', 0, p50], p80: ['p50', p50, p80], p95: ['p80', p80, p95] } as const;
  for (const [name, [floorName, floor, value]] of Object.entries(floors)) {
    if (!(value > 0) || value > most) report(`${path}.${name}`, `must be above 0 and at most ${most}`);
    else if (value <= floor) report(`${path}.${name}`, `must be above ${floorName}`);
  }
}

/** Divided by their sum, which may be 1 ± 0.001. */
function sharesFrom(given: readonly ShareOfCost[], report: Report): ShareOfCost[] {
  const path = 'costBreakdownTemplate';
  const names = uniqueNames(
    given.map(({ component }, place) => textFrom(`${path}.${place}.component`, component, 60, report)),
    (place) => report(`${path}.${place}.component`, 'must not be named twice'),
  );
  given.forEach(({ share }, place) => {
    if (!(share > 0) || share > 1) report(`${path}.${place}.share`, 'must be above 0 and at most 1');
  });
  reportLength(path, given.length, report);
  const sum = given.reduce((total, { share }) => total + share, 0);
  // A little more for what adding costs: 1.001 itself is within.
  if (!(Math.abs(sum - 1) <= shareTolerance + 1e-9)) report(path, 'must have shares that sum to 1');
  // What is 1 but for what adding costs stays as it was given.
  const whole = Math.abs(sum - 1) < 1e-9 ? 1 : sum;
  return given.map(({ share }, place) => ({ component: names[place] ?? '', share: share / whole }));
}

function factorsFrom(given: readonly RegionFactor[], report: Report): RegionFactor[] {
  const path = 'regionalMultipliers';
  const names = uniqueNames(
    given.map(({ region }, place) => textFrom(`${path}.${place}.region`, region, 100, report)),
    (place) => report(`${path}.${place}.region`, 'must not be named twice'),
  );
  given.forEach(({ multiplier }, place) => {
    if (!(multiplier >= multipliers.from && multiplier <= multipliers.to))
      report(`${path}.${place}.multiplier`, `must be from ${multipliers.from} to ${multipliers.to}`);
  });
  reportLength(path, given.length, report);
  return given.map(({ multiplier }, place) => ({ region: names[place] ?? '', multiplier }));
}

function uniqueNames(names: readonly string[], onRepeated: (place: number) => void): readonly string[] {
  const keys = names.map((name) => name.toLowerCase());
  keys.forEach((key, place) => {
    if (key !== '' && keys.indexOf(key) < place) onRepeated(place);
  });
  return names;
}

function sourceFrom(given: string | null, report: Report): string | null {
  return given === null ? null : textFrom('validationSource', given, 200, report);
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;

import { featuresThatCount, isSubcategory } from './adjustments.ts';
import { featureWeights } from './adjustments-table.ts';
import { assumptionsByKind, assumptionsElsewhere } from './assumptions-by-kind.ts';
import type { EstimateBasis } from './estimate.ts';
import { listed, placeName, projectNoun } from './narrative-labels.ts';
import { isPlausibleSize, referenceSizeOf, sizeFactors, sizeInWords } from './size.ts';

/** What the figures take for granted, most telling first: five to seven sentences that can each be checked. */
export function assumptionsFor(basis: EstimateBasis): string[] {
  return [
    variantAssumption(basis),
    sizeAssumption(basis),
    regionAssumption(basis),
    featureAssumption(basis),
    ...kindAssumptions(basis),
  ];
}

/** The kind is clear but nothing said picks the variant. */
export function isVariantOpen({ variantOpen, details, confidence }: EstimateBasis): boolean {
  if (variantOpen !== undefined) return variantOpen;
  const unsized = details.size === null && (details.scale === null || details.scale === 'unsure');
  return unsized && confidence < 0.8;
}

function variantAssumption(basis: EstimateBasis): string {
  const { name, subcategory } = basis.class;
  return isVariantOpen(basis)
    ? `Which kind of ${projectNoun(subcategory)} is still open, so a typical one is assumed: ${name}.`
    : `The project compares with those of the class ${name}.`;
}

function sizeAssumption({ class: reference, details }: EstimateBasis): string {
  const stands = referenceSizeOf(reference);
  const { compared } = sizeFactors(reference, details.size);
  if (compared) return `The size is ${sizeInWords(compared.size, compared.unit)}, as you said.`;
  if (details.size && !isPlausibleSize(details.size)) {
    return 'The size given could not be right and was left aside; the usual size of such projects is assumed.';
  }
  if (details.size) {
    return 'The size given could not be compared with similar projects; their usual size is assumed.';
  }
  if (!stands) return 'No size was given, so the usual size of such projects is assumed.';
  const scaled = details.scale === null || details.scale === 'unsure' ? '' : ` for ${details.scale}`;
  return `No measure was given, so ${sizeInWords(stands.value, stands.unit)} is assumed${scaled}.`;
}

function regionAssumption({ region, details }: EstimateBasis): string {
  if (region.known && region.name) return `Prices are those of ${region.name}.`;
  const place = region.name ?? placeName(details.place);
  return place
    ? `${place} has no price level of its own here, so the average one is assumed.`
    : 'No location was given, so the average price level is assumed.';
}

function featureAssumption({ class: reference, details }: EstimateBasis): string {
  const counted = featuresThatCount(reference, details).map((feature) => featureWeights[feature].label);
  return counted.length === 0
    ? 'No extras are counted beyond what such a project usually includes.'
    : `Counted besides the usual scope: ${listed(counted)}; other extras are not.`;
}

function kindAssumptions({ class: { subcategory } }: EstimateBasis): readonly string[] {
  return isSubcategory(subcategory) ? assumptionsByKind[subcategory] : assumptionsElsewhere;
}

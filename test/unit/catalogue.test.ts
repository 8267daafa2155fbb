import { describe, expect, it } from 'vitest';
import { platformCatalogue } from '../../src/reference/catalogue.ts';
import { subcategories } from '../../src/reference/project-details.ts';

describe('the platform catalogue', () => {
  it('has three classes for each of the twelve subcategories', () => {
    const known = Object.values(subcategories).flat();
    expect(platformCatalogue).toHaveLength(36);
    for (const subcategory of known) {
      expect(platformCatalogue.filter((found) => found.subcategory === subcategory)).toHaveLength(3);
    }
  });

  it('names and keys are unique', () => {
    expect(new Set(platformCatalogue.map(({ key }) => key)).size).toBe(36);
    expect(new Set(platformCatalogue.map(({ name }) => name)).size).toBe(36);
  });

  it.each([
    ['Residential Pool - Midrange', [75_000, 92_000, 115_000], [8, 10, 14], 600],
    ['ADU - Two Bedroom', [255_000, 312_000, 390_000], [30, 37, 48], 900],
    ['Roof Replacement - Metal', [24_000, 30_000, 38_500], [1.5, 2, 3.5], 1800],
    ['Flooring - Laminate and Vinyl', [4500, 5800, 7600], [0.5, 1, 1.5], 600],
    ['Mobile App - Large', [390_000, 540_000, 760_000], [24, 33, 46], 65],
    ['Data Migration - Small', [15_000, 21_000, 30_000], [2, 3, 5], 2.5],
  ])('%s has the figures of the industry averages', (name, cost, weeks, size) => {
    const found = platformCatalogue.find((candidate) => candidate.name === name);
    const { costDistribution: money, timelineDistribution: time } = found ?? {};
    expect([money?.p50, money?.p80, money?.p95]).toEqual(cost);
    expect([time?.p50, time?.p80, time?.p95]).toEqual(weeks);
    expect(found?.attributes.referenceSize).toMatchObject({ value: size });
  });

  it.each(platformCatalogue.map((found) => [found.name, found] as const))('%s is sound', (_, found) => {
    for (const { p50, p80, p95 } of [found.costDistribution, found.timelineDistribution]) {
      expect(p50).toBeLessThan(p80);
      expect(p80).toBeLessThan(p95);
    }
    const shares = found.costBreakdownTemplate.reduce((sum, { share }) => sum + share, 0);
    expect(shares).toBeCloseTo(1, 9);
    expect(found.costBreakdownTemplate).toHaveLength(found.category === 'software' ? 5 : 6);
    expect(found.regionalMultipliers).toHaveLength(4);
    expect(found.keywords.length).toBeGreaterThan(4);
    expect(found.keywords.length).toBeLessThanOrEqual(50);
    expect(found.description.length).toBeGreaterThan(60);
    expect(found).toMatchObject({ isSynthetic: true, validationSource: 'industry averages 2024' });
  });
});

import { describe, expect, it } from 'vitest';
import { weightingOf } from '../../src/estimation/adjustments.ts';
import { featureWeights } from '../../src/estimation/adjustments-table.ts';
import { type Feature, features } from '../../src/reference/project-details.ts';
import { classNamed, deckClass, detailsOf } from './samples.ts';

const pool = classNamed('Residential Pool - Midrange');
const kitchen = classNamed('Kitchen Remodel - Midrange');
const app = classNamed('Mobile App - Medium');

function complexity(reference: typeof pool, ...wanted: Feature[]): number {
  return weightingOf('complexity', reference, detailsOf({ features: wanted })).factor;
}

describe('the factors of features', () => {
  it.each([
    [pool, 'spa', 1.12],
    [pool, 'heated', 1.04],
    [pool, 'automatic_cover', 1.08],
    [kitchen, 'move_walls', 1.12],
  ] as const)('%#: are those the domain names', (reference, feature, factor) => {
    expect(complexity(reference, feature)).toBe(factor);
  });

  it('gives every feature at least one kind of project where it counts', () => {
    for (const feature of features)
      expect(Object.keys(featureWeights[feature].percent), feature).not.toEqual([]);
  });

  it('ignores features that do not belong to the project', () => {
    expect(complexity(pool, 'sso', 'offline_mode', 'custom_cabinets')).toBe(1);
    expect(complexity(app, 'spa', 'island')).toBe(1);
  });

  it('counts a feature for a kind of a tenant’s own if its category knows it', () => {
    expect(complexity(deckClass, 'lighting')).toBe(1.02);
    expect(complexity(deckClass, 'payments')).toBe(1);
    expect(complexity({ ...deckClass, category: 'events' }, 'payments')).toBe(1.04);
  });

  it('counts a feature once and holds complexity at 1.5 and risk at 1.3', () => {
    expect(complexity(pool, 'spa', 'spa')).toBe(1.12);
    expect(complexity(pool, ...features)).toBe(1.5);
    const otherFeatures = ['steep slope', 'bedrock', 'unknown soil', 'narrow access'];
    const risk = weightingOf(
      'risk',
      pool,
      detailsOf({ features: ['demolition', 'permits_needed'], otherFeatures }),
    );
    expect(risk.factor).toBe(1.3);
    expect(risk.reason).toContain('demolition +6 %');
    expect(risk.reason).toContain('held at 1.3');
  });

  it('finds conditions of the site in what else was said', () => {
    const risk = weightingOf(
      'risk',
      app,
      detailsOf({ otherFeatures: ['HIPAA compliance', 'a steep learning curve'] }),
    );
    expect(risk.factor).toBe(1.08);
  });
});

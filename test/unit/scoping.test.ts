import { describe, expect, it } from 'vitest';
import { nextTopic } from '../../src/chat/scoping.ts';
import { suggestionsFor } from '../../src/chat/scoping-suggestions.ts';
import { subcategories, type Topic, topics } from '../../src/reference/project-details.ts';
import { isReady } from '../../src/reference/readiness.ts';
import { detailsOf, readingOf } from './samples.ts';

const noContact = { leadCapture: false, hasContact: false };
const pool = { category: 'construction', subcategory: 'pool' } as const;
const readyPool = { ...pool, size: { value: 450, unit: 'sqft' }, place: 'San Diego' } as const;

describe('what to ask next', () => {
  it('is the most telling thing that is missing', () => {
    expect(nextTopic(readingOf(), [], noContact)).toBe('project');
    expect(nextTopic(readingOf(pool), [], noContact)).toBe('size');
    expect(nextTopic(readingOf({ ...pool, scale: 'unsure' }), [], noContact)).toBe('region');
    expect(nextTopic(readingOf({ place: 'Denver' }), [], noContact)).toBe('project');
  });

  it('asks again where a place is too wide to tell a price level', () => {
    expect(nextTopic(readingOf({ ...pool, scale: 'small', place: 'California' }), [], noContact)).toBe(
      'region',
    );
    expect(nextTopic(readingOf({ ...pool, scale: 'small', place: 'Denver' }), [], noContact)).toBe(
      'features',
    );
  });

  it('turns to the other missing thing after two questions in a row without an answer', () => {
    expect(nextTopic(readingOf(pool), ['size', 'size'], noContact)).toBe('region');
    expect(nextTopic(readingOf(pool), ['size', 'size', 'region'], noContact)).toBe('size');
    expect(nextTopic(readingOf(), ['project', 'project', 'project'], noContact)).toBe('project');
    expect(nextTopic(readingOf({ ...pool, place: 'Denver' }), ['size', 'size'], noContact)).toBe('size');
  });

  it('asks each optional thing once when the estimate is at hand, then nothing', () => {
    const asked: Topic[] = [];
    for (let topic = nextTopic(readingOf(readyPool), asked, noContact); topic; ) {
      asked.push(topic);
      topic = nextTopic(readingOf(readyPool), asked, noContact);
    }
    expect(asked).toEqual(['features', 'timeline', 'budget']);
    const told = { ...readyPool, features: ['spa' as const], timeline: 'spring' };
    expect(nextTopic(readingOf(told), [], noContact)).toBe('budget');
  });

  it('asks for a contact as soon as the estimate is at hand, and once more at the end', () => {
    const required = { leadCapture: true, hasContact: false };
    expect(nextTopic(readingOf(pool), [], required)).toBe('size');
    expect(nextTopic(readingOf(readyPool), [], required)).toBe('contact');
    const asked: Topic[] = ['contact', 'features', 'timeline', 'budget'];
    expect(nextTopic(readingOf(readyPool), asked, required)).toBe('contact');
    expect(nextTopic(readingOf(readyPool), [...asked, 'contact'], required)).toBeNull();
    expect(nextTopic(readingOf(readyPool), asked, { leadCapture: true, hasContact: true })).toBeNull();
  });

  it('holds a project ready once type, size and place are known, doubtful or declined', () => {
    expect(isReady(detailsOf(readyPool), false)).toBe(true);
    expect(isReady(detailsOf({ ...pool, scale: 'unsure' }), true)).toBe(true);
    expect(isReady(detailsOf({ ...pool, scale: 'unsure' }), false)).toBe(false);
    expect(isReady(detailsOf({ size: readyPool.size, place: 'Denver' }), false)).toBe(false);
  });
});

describe('suggestions', () => {
  const kinds = [null, ...subcategories.construction, ...subcategories.software];

  it.each(['en', 'es'] as const)('are two to four different ones for every topic and kind (%s)', (locale) => {
    for (const subcategory of kinds) {
      for (const topic of [null, ...topics]) {
        for (const isReady of [false, true]) {
          const suggestions = suggestionsFor(topic, detailsOf({ subcategory }), locale, { isReady });
          expect(suggestions.length).toBeGreaterThanOrEqual(2);
          expect(suggestions.length).toBeLessThanOrEqual(4);
          expect(new Set(suggestions).size).toBe(suggestions.length);
        }
      }
    }
  });

  it('offer the estimate first once it is at hand', () => {
    expect(suggestionsFor('features', detailsOf(readyPool), 'en', { isReady: true })[0]).toBe(
      'Show my estimate',
    );
    expect(suggestionsFor(null, detailsOf(readyPool), 'es')[0]).toBe('Ver mi estimación');
    expect(suggestionsFor('size', detailsOf(pool), 'en')).not.toContain('Show my estimate');
  });

  it('leave out what was ruled out and keep the way out', () => {
    const options = { isReady: true, unwanted: ['spa' as const] };
    const offered = suggestionsFor('features', detailsOf(pool), 'en', options);
    expect(offered).toEqual(['Show my estimate', 'Heated, with an automatic cover', 'No extras']);
    const kitchen = detailsOf({ subcategory: 'kitchen_remodel' });
    expect(suggestionsFor('features', kitchen, 'en', { isReady: true }).at(-1)).toBe('No extras');
  });

  it('fit the kind of project', () => {
    expect(suggestionsFor('size', detailsOf(pool), 'en')).toContain('15 x 30 feet');
    expect(suggestionsFor('project', detailsOf({ category: 'software' }), 'en')).toContain('A mobile app');
    expect(suggestionsFor('features', detailsOf({ subcategory: 'mobile_app' }), 'es')).toContain('Pagos');
  });
});

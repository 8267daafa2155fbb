import { describe, expect, it } from 'vitest';
import { suggestionsFor } from '../../src/chat/scoping-suggestions.ts';
import {
  type ProjectReading,
  subcategories,
  type Topic,
  type Utterance,
} from '../../src/reference/project-details.ts';
import { isReady } from '../../src/reference/readiness.ts';
import { readProject } from '../../src/reference/reading.ts';
import { detailsOf } from './samples.ts';

/** How a kind of project is named in a first message. */
const openings: Record<string, string> = {
  pool: 'I want a pool',
  adu: 'I want an ADU',
  kitchen_remodel: 'a kitchen remodel',
  bathroom_remodel: 'a bathroom remodel',
  landscaping: 'landscaping for the yard',
  roofing: 'a new roof',
  flooring: 'new flooring',
  api_development: 'we need a REST API',
  web_app: 'a web application',
  mobile_app: 'a mobile app',
  integration: 'a system integration',
  migration: 'a data migration',
};
const kinds = [...subcategories.construction, ...subcategories.software];
const locales = ['en', 'es'] as const;

const isAnswered: Partial<Record<Topic, (reading: ProjectReading) => boolean>> = {
  project: ({ details }) => details.subcategory !== null,
  size: ({ details }) => details.size !== null || details.scale !== null,
  region: ({ details, regionDeclined }) =>
    regionDeclined || isReady({ ...details, subcategory: 'pool', scale: 'small' }, false),
  timeline: ({ details }) => details.timeline !== null,
};

function unanswered(topic: Topic, locale: 'en' | 'es', subcategory: (typeof kinds)[number] | null): string[] {
  const opening: Utterance[] = subcategory ? [{ text: openings[subcategory] ?? '' }] : [];
  const { details } = readProject(opening);
  return suggestionsFor(topic, details, locale).filter((text) => {
    const reading = readProject([...opening, { text, answering: topic }]);
    return (
      !isAnswered[topic]?.(reading) || (subcategory !== null && reading.details.subcategory !== subcategory)
    );
  });
}

describe.each(locales)('a suggestion that is clicked (%s)', (locale) => {
  it('names a project', () => {
    expect(unanswered('project', locale, null)).toEqual([]);
    for (const category of ['construction', 'software'] as const) {
      const offered = suggestionsFor('project', detailsOf({ category }), locale);
      expect(offered.filter((text) => readProject([{ text }]).details.subcategory === null)).toEqual([]);
    }
  });

  it.each(kinds)('answers what was asked about %s', (subcategory) => {
    for (const topic of ['size', 'region', 'timeline'] as const) {
      expect(unanswered(topic, locale, subcategory), topic).toEqual([]);
    }
  });

  it.each(kinds)('adds the features it names to %s, and none where it says so', (subcategory) => {
    const opening: Utterance = { text: openings[subcategory] ?? '' };
    const { details } = readProject([opening]);
    const offered = suggestionsFor('features', details, locale);
    const found = offered.map(
      (text) => readProject([opening, { text, answering: 'features' }]).details.features.length,
    );
    expect(Object.fromEntries(offered.map((text, index) => [text, found[index]]))).toEqual(
      Object.fromEntries(
        offered.map((text, index) => [
          text,
          index === offered.length - 1 ? 0 : Math.max(1, found[index] ?? 0),
        ]),
      ),
    );
  });
});

import type { Subcategory } from '../reference/project-details.ts';

/** What tells one variant of a kind from another. */
export const questionsByKind: Record<Subcategory, readonly string[]> = {
  pool: [
    'About how long and how wide should the pool be, in feet?',
    'Would you like a spa, heating, a cover or a waterfall with it?',
  ],
  adu: [
    'Is it a studio, one bedroom or two, and about how many square feet?',
    'Is it a new building, or a garage to be converted?',
  ],
  kitchen_remodel: [
    'About how many square feet does the kitchen have?',
    'Do the walls stay where they are, and are the cabinets stock or custom?',
  ],
  bathroom_remodel: [
    'About how many square feet does the bathroom have?',
    'Is it a refresh of surfaces and fixtures, or does the layout change?',
  ],
  landscaping: [
    'About how large is the area to be landscaped, in square feet?',
    'Is it mainly planting and lawn, or also walls, paving or an outdoor kitchen?',
  ],
  roofing: [
    'Which material would you like: asphalt shingle, tile or metal?',
    'About how many square feet does the roof have, and does old roofing have to come off?',
  ],
  flooring: [
    'Which material would you like: laminate or vinyl, hardwood, or tile?',
    'About how many square feet of floor are to be covered?',
  ],
  api_development: [
    'Is it a small interface of a few endpoints, a medium one, or a large platform?',
    'Which systems will use it, and does it need sign-on or payments?',
  ],
  web_app: [
    'Is it a small application, a medium one with several roles, or a large platform?',
    'Does it need payments, single sign-on or an admin dashboard?',
  ],
  mobile_app: [
    'Is it a small app of a few screens, a medium one, or a large one?',
    'Does it have to work offline, take payments or serve several languages?',
  ],
  integration: [
    'Which systems are to be connected, and in one direction or both?',
    'Is it a small integration of one data flow, or several flows?',
  ],
  migration: [
    'Which system does the data come from, and where should it go?',
    'Is it a small amount of data, a medium one, or many systems and years of history?',
  ],
};

export const generalQuestions = {
  project:
    'What kind of project is it: for example a pool, a kitchen remodel, a new roof, a web application or a data migration?',
  construction: 'Is it a pool, an ADU, a kitchen or bathroom remodel, landscaping, a roof or flooring?',
  software: 'Is it an API, a web application, a mobile app, an integration or a data migration?',
  size: 'About how large is it? A rough figure, or small, medium or large, is enough.',
  region: 'In which city or region is the project?',
  more: 'Could you describe in a sentence or two what should be there when the work is done?',
} as const;

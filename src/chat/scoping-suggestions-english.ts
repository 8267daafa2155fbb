import type { Suggestions } from './dialogue-wording.ts';

const sized = ['Small', 'Medium', 'Large', 'Not sure yet'] as const;
const softwareBudgets = ['Under $50,000', '$50,000 to $150,000', 'No budget yet'] as const;

export const englishSuggestions: Suggestions = {
  showEstimate: 'Show my estimate',
  project: {
    any: ['A pool', 'A kitchen remodel', 'A new roof', 'A web application'],
    construction: ['A pool', 'A kitchen remodel', 'A bathroom remodel', 'A new roof'],
    software: ['A web application', 'A mobile app', 'An API', 'A data migration'],
  },
  size: {
    any: sized,
    pool: ['12 x 24 feet', '15 x 30 feet', '20 x 40 feet', 'Not sure yet'],
    adu: ['400 sq ft', '600 sq ft', '900 sq ft', 'Not sure yet'],
    kitchen_remodel: ['120 sq ft', '160 sq ft', '220 sq ft', 'Not sure yet'],
    bathroom_remodel: ['40 sq ft', '60 sq ft', '90 sq ft', 'Not sure yet'],
    landscaping: ['500 sq ft', '1,200 sq ft', '2,500 sq ft', 'Not sure yet'],
    roofing: ['1,500 sq ft', '1,800 sq ft', '2,500 sq ft', 'Not sure yet'],
    flooring: ['300 sq ft', '600 sq ft', '1,200 sq ft', 'Not sure yet'],
    api_development: sized,
    web_app: sized,
    mobile_app: sized,
    integration: sized,
    migration: sized,
  },
  region: {
    construction: ['Los Angeles', 'San Diego', 'San Francisco', 'I would rather not say'],
    software: ['San Francisco', 'New York', 'Texas', 'I would rather not say'],
  },
  features: {
    pool: ['With a spa', 'Heated, with an automatic cover', 'No extras'],
    adu: ['With solar', 'Custom cabinets', 'No extras'],
    kitchen_remodel: ['An island', 'Custom cabinets', 'Move a wall', 'No extras'],
    bathroom_remodel: ['A walk-in shower', 'A heated floor', 'No extras'],
    landscaping: ['Irrigation', 'A retaining wall', 'An outdoor kitchen', 'No extras'],
    roofing: ['Tear off the old roof', 'A skylight', 'Solar panels', 'No extras'],
    flooring: ['A heated floor', 'Demolition of the old floor', 'No extras'],
    api_development: ['Single sign-on', 'Payments', 'An admin dashboard', 'No extras'],
    web_app: ['Single sign-on', 'Payments', 'An admin dashboard', 'No extras'],
    mobile_app: ['Payments', 'Offline mode', 'Several languages', 'No extras'],
    integration: ['Single sign-on', 'Payments', 'No extras'],
    migration: ['Single sign-on', 'An admin dashboard', 'No extras'],
  },
  timeline: ['As soon as possible', 'In 3 months', 'Next spring', 'Next year'],
  budget: {
    pool: ['Under $75,000', '$75,000 to $150,000', 'No budget yet'],
    adu: ['Under $150,000', '$150,000 to $300,000', 'No budget yet'],
    kitchen_remodel: ['Under $30,000', '$30,000 to $80,000', 'No budget yet'],
    bathroom_remodel: ['Under $15,000', '$15,000 to $40,000', 'No budget yet'],
    landscaping: ['Under $10,000', '$10,000 to $40,000', 'No budget yet'],
    roofing: ['Under $20,000', '$20,000 to $40,000', 'No budget yet'],
    flooring: ['Under $8,000', '$8,000 to $15,000', 'No budget yet'],
    api_development: softwareBudgets,
    web_app: softwareBudgets,
    mobile_app: softwareBudgets,
    integration: softwareBudgets,
    migration: softwareBudgets,
  },
  contact: ['I will fill in the form', 'Why do you need it?'],
  changes: ['Change the size', 'Change the place', 'Change the extras'],
};

import type { Subcategory } from '../reference/project-details.ts';

/** What the figures take for granted of each kind of project; each can be checked on the spot or by a question. */
export const assumptionsByKind: Record<Subcategory, readonly string[]> = {
  pool: [
    'An excavator can reach the yard through an opening of ordinary width.',
    'The soil can be dug without blasting and stands clear of groundwater.',
    'The existing electrical panel has room for the pump and the lights.',
  ],
  adu: [
    'The lot is zoned for an accessory dwelling unit and setbacks leave room for it.',
    'Water, sewer and power can be brought from the main house without a new street connection.',
    'The ground is level enough for a standard slab foundation.',
  ],
  kitchen_remodel: [
    'Sink, stove and dishwasher stay close to where they are now.',
    'Appliances are bought by the owner unless you said otherwise.',
    'The electrical panel can carry the circuits a new kitchen needs.',
  ],
  bathroom_remodel: [
    'Toilet, shower and sink stay close to the present drains.',
    'The subfloor under the old tiles is dry and sound.',
    'Fixtures are of the grade that the matched class stands for.',
  ],
  landscaping: [
    'The ground drains well and needs no more than light grading.',
    'Water for planting is available on the property.',
    'No protected trees stand where the work is planned.',
  ],
  roofing: [
    'The roof has an ordinary pitch and can be worked on without scaffolding all round.',
    'The decking below is sound apart from a few boards.',
    'One layer of old roofing at most has to come off.',
  ],
  flooring: [
    'The subfloor is level and dry.',
    'Rooms are emptied of furniture before the work starts.',
    'Doors and baseboards can be refitted rather than replaced.',
  ],
  api_development: [
    'The data model and the rules behind it are known and written down at the start.',
    'An environment to deploy to exists already.',
    'One team consumes the interface first and answers questions within a day.',
  ],
  web_app: [
    'Design follows an existing component library rather than a drawn one.',
    'Texts and pictures are supplied by you.',
    'Current versions of the common browsers are enough.',
  ],
  mobile_app: [
    'One code base serves both iOS and Android.',
    'The services the app talks to exist or are part of the size you gave.',
    'Store accounts are in your name before release.',
  ],
  integration: [
    'Both systems offer a documented interface and a test environment.',
    'Records can be matched by a key that both systems share.',
    'Synchronising every few minutes is enough.',
  ],
  migration: [
    'The source can be read directly and its structure is documented.',
    'A rehearsal with a full copy of the data is possible.',
    'A short downtime is acceptable for the final switch.',
  ],
};

/** The same for kinds of a tenant's own. */
export const assumptionsElsewhere: readonly string[] = [
  'The scope is what has been described here and nothing beyond it.',
  'Work can go ahead in one stretch, without long interruptions.',
];

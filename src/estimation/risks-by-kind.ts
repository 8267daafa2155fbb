import type { Feature, Subcategory } from '../reference/project-details.ts';

/** A possible event with what it adds, in percent of the median cost and time: [low, high]. */
export interface RiskPattern {
  description: string;
  cost?: readonly [number, number];
  weeks?: readonly [number, number];
}

export const risksByKind: Record<Subcategory, readonly RiskPattern[]> = {
  pool: [
    { description: 'Rock, clay or groundwater turns up during excavation.', cost: [5, 15], weeks: [5, 15] },
    { description: 'The city asks for changes before it signs the permit.', weeks: [10, 30] },
    { description: 'Pool equipment has to be wired to a new electrical panel.', cost: [2, 5] },
  ],
  adu: [
    { description: 'Utility connections turn out longer or too small for a second unit.', cost: [3, 9] },
    { description: 'Plan check takes several rounds with the building department.', weeks: [10, 30] },
    {
      description: 'The foundation needs deeper footings than a standard slab.',
      cost: [3, 8],
      weeks: [3, 8],
    },
  ],
  kitchen_remodel: [
    { description: 'Old wiring or plumbing behind the walls has to be brought up to code.', cost: [4, 12] },
    { description: 'Cabinets or stone countertops arrive late.', weeks: [10, 35] },
    { description: 'Appliances of a higher grade are chosen along the way.', cost: [5, 15] },
  ],
  bathroom_remodel: [
    { description: 'Water damage shows once the old tiles are off.', cost: [6, 18], weeks: [8, 25] },
    { description: 'Drain lines have to be moved or replaced.', cost: [5, 14] },
    { description: 'Fixtures or tiles are out of stock.', weeks: [10, 30] },
  ],
  landscaping: [
    { description: 'Drainage has to be reworked before planting.', cost: [6, 18], weeks: [8, 25] },
    { description: 'Buried lines or old foundations turn up.', cost: [3, 10] },
    { description: 'Rain or heat puts planting off.', weeks: [10, 35] },
  ],
  roofing: [
    { description: 'Rotten decking shows once the old roofing is off.', cost: [5, 18], weeks: [10, 30] },
    { description: 'Flashing, vents or gutters have to be replaced too.', cost: [3, 9] },
    { description: 'Weather interrupts the work.', weeks: [15, 50] },
  ],
  flooring: [
    { description: 'The subfloor needs levelling or moisture treatment.', cost: [6, 20], weeks: [15, 40] },
    { description: 'More material is lost to cutting than planned.', cost: [3, 8] },
    { description: 'The chosen material has a long delivery time.', weeks: [20, 60] },
  ],
  api_development: [
    { description: 'Rules nobody wrote down come to light during the work.', cost: [8, 25], weeks: [8, 25] },
    { description: 'Load or security demands exceed what was described.', cost: [5, 18] },
    { description: 'Consumers of the interface ask for changes after the first release.', weeks: [6, 20] },
  ],
  web_app: [
    { description: 'Scope grows as users see the first version.', cost: [10, 30], weeks: [10, 30] },
    { description: 'Design rounds take longer than planned.', weeks: [6, 18] },
    { description: 'An outside service costs more to connect than expected.', cost: [4, 12] },
  ],
  mobile_app: [
    { description: 'Store review sends the app back.', weeks: [4, 15] },
    { description: 'The two platforms need work of their own after all.', cost: [8, 25], weeks: [6, 18] },
    { description: 'Services behind the app are late or change.', cost: [5, 15], weeks: [8, 20] },
  ],
  integration: [
    { description: 'One interface does less than its documentation says.', cost: [10, 30], weeks: [10, 30] },
    { description: 'Records do not match and have to be cleaned.', cost: [6, 20] },
    { description: 'Access to a test environment comes late.', weeks: [8, 25] },
  ],
  migration: [
    {
      description: 'The quality of the old data calls for cleaning by hand.',
      cost: [10, 35],
      weeks: [10, 30],
    },
    { description: 'The final switch has to be repeated.', cost: [3, 10], weeks: [5, 15] },
    { description: 'Reports built on the old structure have to be rewritten.', cost: [5, 15] },
  ],
};

/** The same for kinds of a tenant's own. */
export const risksElsewhere: readonly RiskPattern[] = [
  { description: 'The scope grows while the work is under way.', cost: [8, 25], weeks: [8, 25] },
  { description: 'Material or people are not available when planned.', weeks: [8, 25] },
];

/** What a wanted feature may bring along. */
export const risksByFeature: Partial<Record<Feature, RiskPattern>> = {
  spa: { description: 'The spa needs a heater and gas line of its own.', cost: [2, 6] },
  heated: { description: 'The gas or electrical supply is too small for the heater.', cost: [2, 5] },
  automatic_cover: { description: 'The shape of the pool calls for a made-to-measure cover.', cost: [2, 6] },
  demolition: { description: 'Demolition uncovers asbestos or other hazardous waste.', cost: [3, 10] },
  move_walls: { description: 'A wall to be moved turns out to carry load.', cost: [4, 12], weeks: [5, 15] },
  custom_cabinets: { description: 'Made-to-measure cabinets take longer to build.', weeks: [15, 40] },
  retaining_wall: { description: 'The retaining wall needs an engineer and deeper footings.', cost: [4, 12] },
  solar: { description: 'The utility takes its time to approve the solar connection.', weeks: [10, 40] },
  tear_off: { description: 'More layers than expected have to come off.', cost: [3, 9] },
  permits_needed: { description: 'A permit comes later than planned.', weeks: [10, 40] },
  heated_floor: { description: 'The heated floor needs a circuit of its own.', cost: [2, 5] },
  skylight: { description: 'Framing has to be changed for the skylight.', cost: [2, 6] },
  sso: { description: 'The identity provider has limits found only in testing.', cost: [3, 9] },
  payments: { description: 'The payment provider asks for a security review.', weeks: [5, 20] },
  offline_mode: { description: 'Conflicting offline changes need rules of their own.', cost: [5, 15] },
  multi_language: { description: 'Translations arrive late or overflow the layout.', weeks: [4, 12] },
};

export const riskOfUnknownPlace: RiskPattern = {
  description: 'Prices where the project stands differ from the average level assumed.',
  cost: [5, 20],
};
export const riskOfUnknownSize: RiskPattern = {
  description: 'The size turns out larger than the one assumed.',
  cost: [10, 30],
  weeks: [5, 20],
};
export const riskOfOpenVariant: RiskPattern = {
  description: 'A higher grade or a different variant is chosen than the typical one assumed.',
  cost: [15, 45],
};

import type { CatalogueSubcategory } from './catalogue.ts';

const building = { category: 'construction' } as const;

/** Pools, dwellings and rooms. Cost in thousands of USD, weeks, square feet; sources: industry averages 2024. */
export const roomVariants: readonly CatalogueSubcategory[] = [
  {
    ...building,
    subcategory: 'pool',
    usual: 'residential-pool-midrange',
    variants: [
      {
        key: 'residential-pool-compact',
        name: 'Residential Pool - Compact',
        cost: [48, 58, 73],
        weeks: [6, 8, 11],
        size: 300,
        sizeRange: { from: 0, to: 420 },
        keywords:
          'plunge pool, cocktail pool, spool, dip pool, small pool, courtyard pool, lap lane, tiny pool',
        description:
          'A small in-ground pool under about 420 sq ft, such as a plunge or cocktail pool: shell, plaster, pump and filter, a narrow deck, in a tight yard.',
      },
      {
        key: 'residential-pool-midrange',
        name: 'Residential Pool - Midrange',
        cost: [75, 92, 115],
        weeks: [8, 10, 14],
        size: 600,
        sizeRange: { from: 420, to: 800 },
        keywords: 'family pool, gunite pool, tanning shelf, baja shelf, sun shelf, play pool, sport pool',
        description:
          'A family swimming pool of about 420 to 800 sq ft: gunite shell, pebble plaster, energy-saving equipment, deck around it, often with a spa or a tanning shelf.',
      },
      {
        key: 'residential-pool-luxury',
        name: 'Residential Pool - Luxury',
        cost: [140, 175, 225],
        weeks: [13, 17, 23],
        size: 900,
        sizeRange: { from: 800, to: 1_000_000 },
        keywords:
          'infinity edge, vanishing edge, negative edge, resort style, beach entry, zero entry, grotto, natural stone, custom stone coping, rock waterfall, swim up bar, lazy river, perimeter overflow, glass tile',
        description:
          'A resort-like pool of 800 sq ft and more: infinity edge or beach entry, grotto or waterfall, natural stone, automation and elaborate lighting.',
      },
    ],
  },
  {
    ...building,
    subcategory: 'adu',
    usual: 'adu-one-bedroom',
    variants: [
      {
        key: 'adu-studio',
        name: 'ADU - Studio',
        cost: [125, 152, 190],
        weeks: [20, 25, 33],
        size: 400,
        keywords: 'studio, studio granny flat, efficiency unit, kitchenette, junior adu, jadu, single room',
        description:
          'An accessory dwelling of one room, about 400 sq ft, with a kitchenette and a bathroom: new or in a converted garage.',
      },
      {
        key: 'adu-one-bedroom',
        name: 'ADU - One Bedroom',
        cost: [185, 225, 280],
        weeks: [25, 31, 40],
        size: 600,
        keywords:
          'one bedroom, single bedroom, separate bedroom, aging parent, for one or two people, couple',
        description:
          'An accessory dwelling with a separate bedroom, about 600 sq ft, full kitchen and bathroom: a granny flat, casita or in-law unit.',
      },
      {
        key: 'adu-two-bedroom',
        name: 'ADU - Two Bedroom',
        cost: [255, 312, 390],
        weeks: [30, 37, 48],
        size: 900,
        keywords: 'two bedroom, three bedroom, two bath, second bathroom, own laundry, family of four',
        description:
          'An accessory dwelling with two bedrooms, about 900 sq ft: full kitchen, one or two bathrooms, laundry; a home for a family or a rental.',
      },
    ],
  },
  {
    ...building,
    subcategory: 'kitchen_remodel',
    usual: 'kitchen-remodel-midrange',
    variants: [
      {
        key: 'kitchen-remodel-budget',
        name: 'Kitchen Remodel - Budget',
        cost: [18, 23, 30],
        weeks: [4, 5, 7],
        size: 120,
        keywords:
          'refacing, reface cabinets, paint cabinets, laminate counters, formica, stock cabinets, keep appliances, same layout, cosmetic refresh, ikea cabinets, new hardware, refinish cabinets, butcher block',
        description:
          'A cosmetic kitchen refresh of about 120 sq ft: cabinets refaced or painted, laminate counters, same layout, appliances kept.',
      },
      {
        key: 'kitchen-remodel-midrange',
        name: 'Kitchen Remodel - Midrange',
        cost: [42, 53, 68],
        weeks: [7, 9, 12],
        size: 160,
        keywords:
          'semi custom cabinets, shaker cabinets, quartz counters, quartz countertops, subway tile backsplash, new appliances, stainless appliances, undermount sink, granite counters',
        description:
          'A kitchen remodel of about 160 sq ft: semi-custom cabinets, quartz counters, tile backsplash, new appliances and lighting, the layout mostly kept.',
      },
      {
        key: 'kitchen-remodel-upscale',
        name: 'Kitchen Remodel - Upscale',
        cost: [85, 108, 140],
        weeks: [11, 14, 19],
        size: 220,
        keywords:
          'custom cabinets, inset cabinets, walnut cabinets, pro appliances, professional range, wolf, sub zero, viking, thermador, miele, marble counters, moving walls, open concept, waterfall island, wine fridge, scullery, chef kitchen, gourmet kitchen, quartzite, bespoke, full custom, custom kitchen, gaggenau, remove walls',
        description:
          'A chef-grade kitchen of about 220 sq ft: custom cabinets, natural stone, professional appliances, walls moved to open the plan.',
      },
    ],
  },
  {
    ...building,
    subcategory: 'bathroom_remodel',
    usual: 'bathroom-remodel-midrange',
    variants: [
      {
        key: 'bathroom-remodel-basic',
        name: 'Bathroom Remodel - Basic',
        cost: [10, 13, 17],
        weeks: [2, 3, 4],
        size: 40,
        keywords:
          'new toilet, new faucet, swap vanity, reglaze tub, fresh paint, vinyl floor, prefab shower, fiberglass tub, acrylic surround, same layout, fixtures only, cosmetic, half bath',
        description:
          'A basic bathroom update of about 40 sq ft: new toilet, vanity and faucet, paint, vinyl floor; tub kept or reglazed.',
      },
      {
        key: 'bathroom-remodel-midrange',
        name: 'Bathroom Remodel - Midrange',
        cost: [22, 28, 36],
        weeks: [4, 5, 7],
        size: 60,
        keywords:
          'tile tub surround, tiled shower, new vanity, stone top, porcelain tile, glass shower door, double vanity, walk in shower, tub to shower conversion, quartz vanity top',
        description:
          'A full bathroom remodel of about 60 sq ft: tiled tub or shower, new vanity with a stone top, new fixtures, fan and lights.',
      },
      {
        key: 'bathroom-remodel-upscale',
        name: 'Bathroom Remodel - Upscale',
        cost: [42, 54, 70],
        weeks: [6, 8, 11],
        size: 90,
        keywords:
          'freestanding tub, soaking tub, steam shower, heated floors, marble, frameless glass, primary suite, spa like, rain shower, custom vanity, bidet, smart toilet, body sprays, curbless shower, slab walls',
        description:
          'A primary bathroom of about 90 sq ft like a spa: freestanding tub, steam or curbless shower, marble, heated floor, custom cabinetry.',
      },
    ],
  },
];

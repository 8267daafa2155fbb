import type { CatalogueSubcategory } from './catalogue.ts';

const building = { category: 'construction' } as const;

/** Gardens, roofs and floors. Cost in thousands of USD, weeks, square feet; sources: industry averages 2024. */
export const surfaceVariants: readonly CatalogueSubcategory[] = [
  {
    ...building,
    subcategory: 'landscaping',
    usual: 'landscaping-standard',
    variants: [
      {
        key: 'landscaping-basic',
        name: 'Landscaping - Basic',
        cost: [6, 8, 11],
        weeks: [1, 2, 3],
        size: 500,
        keywords:
          'new sod, mulch, lawn, seeding, clean up, bark, few shrubs, simple planting, rock ground cover',
        description:
          'A simple front or side yard of about 500 sq ft: clearing, sod or bark, a few shrubs and mulch.',
      },
      {
        key: 'landscaping-standard',
        name: 'Landscaping - Standard',
        cost: [15, 20, 27],
        weeks: [3, 4, 6],
        size: 1200,
        keywords:
          'drought tolerant planting, drip irrigation, sprinklers, gravel path, flagstone walkway, shrubs, trees, raised beds, paver patio, artificial turf, decomposed granite',
        description:
          'A yard of about 1,200 sq ft: drought-tolerant planting, irrigation, a path or a small patio, new lawn or turf.',
      },
      {
        key: 'landscaping-premium',
        name: 'Landscaping - Premium',
        cost: [38, 50, 68],
        weeks: [6, 8, 11],
        size: 2500,
        keywords:
          'outdoor kitchen, retaining walls, pavers, low voltage lighting, landscape lighting, fire pit, pergola, water feature, koi pond, terraces, putting green, mature trees, landscape architect, full overhaul',
        description:
          'A whole garden of about 2,500 sq ft: hardscape in pavers, retaining walls, outdoor kitchen, fire pit, lighting, mature planting.',
      },
    ],
  },
  {
    ...building,
    subcategory: 'roofing',
    usual: 'roof-replacement-asphalt-shingle',
    variants: [
      {
        key: 'roof-replacement-asphalt-shingle',
        name: 'Roof Replacement - Asphalt Shingle',
        cost: [14, 17.5, 22.5],
        weeks: [1, 1.5, 2.5],
        size: 1800,
        keywords:
          'asphalt shingles, architectural shingles, composition shingles, comp shingle, dimensional shingles, three tab, laminated shingles, fiberglass shingles, asphalt',
        description:
          'A new roof of asphalt shingles on about 1,800 sq ft: old layers off, underlayment, flashing, ridge vents.',
      },
      {
        key: 'roof-replacement-tile',
        name: 'Roof Replacement - Tile',
        cost: [28, 35, 45],
        weeks: [2, 3, 4.5],
        size: 1800,
        keywords:
          'clay tile, concrete tile, spanish tile, terracotta, mission tile, barrel tile, s tile, tile roof, slate, tejas',
        description:
          'A new roof of clay or concrete tile on about 1,800 sq ft: battens, double underlayment, checked structure.',
      },
      {
        key: 'roof-replacement-metal',
        name: 'Roof Replacement - Metal',
        cost: [24, 30, 38.5],
        weeks: [1.5, 2, 3.5],
        size: 1800,
        keywords:
          'standing seam, metal roof, metal panels, corrugated, steel roof, aluminum, aluminium, copper, zinc, galvalume, tin roof, stone coated steel',
        description:
          'A new metal roof on about 1,800 sq ft: standing seam or panels, underlayment, trim and snow or heat details.',
      },
    ],
  },
  {
    ...building,
    subcategory: 'flooring',
    usual: 'flooring-laminate-and-vinyl',
    variants: [
      {
        key: 'flooring-laminate-and-vinyl',
        name: 'Flooring - Laminate and Vinyl',
        cost: [4.5, 5.8, 7.6],
        weeks: [0.5, 1, 1.5],
        size: 600,
        keywords:
          'laminate, vinyl, vinyl plank, luxury vinyl plank, lvp, lvt, luxury vinyl tile, linoleum, waterproof plank, spc, click lock, sheet vinyl, pergo',
        description:
          'About 600 sq ft of laminate or vinyl plank floor: old covering off, underlay, planks, baseboards back on.',
      },
      {
        key: 'flooring-hardwood',
        name: 'Flooring - Hardwood',
        cost: [10.5, 13.5, 17.5],
        weeks: [1, 1.5, 2.5],
        size: 700,
        keywords:
          'hardwood, solid oak, oak, white oak, engineered wood, engineered hardwood, wood floor, maple, walnut, hickory, bamboo, parquet, herringbone, wide plank, cherry, solid wood',
        description:
          'About 700 sq ft of solid or engineered hardwood: subfloor prepared, laid, sanded and finished.',
      },
      {
        key: 'flooring-tile',
        name: 'Flooring - Tile',
        cost: [8.5, 11, 14.5],
        weeks: [1, 1.5, 2.5],
        size: 600,
        keywords:
          'porcelain tile, ceramic tile, tile floor, stone tile, travertine, marble tile, slate tile, saltillo, terracotta tile, large format tile, tile, porcelain, ceramic, terrazzo, porcelain planks, wood look tile, cement tile, quarry tile',
        description:
          'About 600 sq ft of porcelain, ceramic or stone tile: levelled subfloor, membrane, tile, grout, sealing.',
      },
    ],
  },
];

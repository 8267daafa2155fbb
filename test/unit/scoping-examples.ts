/** Messages, parted by "//", and what they come to: subcategory | region | sq ft | features | timeline | ready. */
export const scopingExamples: readonly (readonly [messages: string, expected: string])[] = [
  [
    'pool 20 by 40 in Carlsbad, with a spa and an auto cover',
    'pool | SoCal - Coastal | 800 | spa,automatic_cover |  | y',
  ],
  [
    "We'd like a swimming pool // around 500 sq ft // Fresno // maybe a fence too",
    'pool | NorCal | 500 | fence |  | y',
  ],
  [
    'I want a pool. 16x32. Heated, with lights. We are in Ventura. By next summer.',
    'pool | SoCal - Coastal | 512 | heated,lighting | summer | y',
  ],
  [
    'pool with spa and waterfall // no waterfall after all // Temecula // 15 by 30',
    'pool | SoCal - Inland | 450 | spa |  | y',
  ],
  [
    'Kitchen remodel in Oakland // 180 square feet // take out the wall to the dining room // custom cabinets and an island // within 4 months',
    'kitchen_remodel | NorCal | 180 | move_walls,island,custom_cabinets | 4 months | y',
  ],
  [
    'kitchen remodel, but keep the walls where they are, no island, just new cabinets // Salinas // mid-range',
    'kitchen_remodel | Central Coast |  |  |  | y',
  ],
  ['bathroom remodel // not sure about the size // San Rafael', 'bathroom_remodel | NorCal |  |  |  | y'],
  [
    'our bathroom needs a redo. walk-in shower, heated floor, skylight // 70 sq ft // I prefer not to say where I live',
    'bathroom_remodel |  | 70 | walk_in_shower,heated_floor,skylight |  | y',
  ],
  [
    'ADU, two bedrooms, 900 square feet // Santa Cruz // we still need permits // next year',
    'adu | Central Coast | 900 | permits_needed | next year | y',
  ],
  [
    'garage conversion to a studio // 20x20 // Pasadena // permits are already approved',
    'adu | SoCal - Coastal | 400 |  |  | y',
  ],
  [
    'landscape our backyard // half an acre // in Napa // drip irrigation, path lights and a retaining wall',
    'landscaping | NorCal | 21780 | lighting,irrigation,retaining_wall |  | y',
  ],
  [
    'landscaping // 1,500 sqft // Riverside // sprinklers yes, outdoor kitchen no',
    'landscaping | SoCal - Inland | 1500 | irrigation |  | y',
  ],
  [
    'new roof // 2,200 sq ft // tear off the old shingles // Stockton // asap',
    'roofing | NorCal | 2200 | tear_off | asap | y',
  ],
  ['roof replacement in Phoenix, 1,900 square feet, with solar panels', 'roofing |  | 1900 | solar |  | y'],
  ['hardwood floors // 60 m2 // Monterey', 'flooring | Central Coast | 646 |  |  | y'],
  [
    'we need flooring for about eight hundred square feet in Irvine',
    'flooring | SoCal - Coastal | 800 |  |  | y',
  ],
  ['API for our partners // large // NYC // 6 to 8 months', 'api_development |  |  |  | 6-8 months | y'],
  [
    'web app // medium // SSO and an admin panel, no payments // Palo Alto',
    'web_app | NorCal |  | sso,admin_dashboard |  | y',
  ],
  [
    'mobile app, small, works offline, in English and Spanish // Toronto',
    'mobile_app |  |  | offline_mode,multi_language |  | y',
  ],
  [
    "integrate Salesforce with QuickBooks // small // don't want to share where we are",
    'integration |  |  |  |  | y',
  ],
  [
    'data migration from MySQL to Postgres // medium-sized // Chicago, IL // in 10 weeks',
    'migration |  |  |  | 10 weeks | y',
  ],
  ['una piscina de 5 x 10 metros con spa en San Diego', 'pool | SoCal - Coastal | 538 | spa |  | y'],
  [
    'quiero remodelar la cocina, 15 m2, sin isla // Los Angeles // lo antes posible',
    'kitchen_remodel | SoCal - Coastal | 161 |  | asap | y',
  ],
  [
    'remodelar el baño con piso radiante // mediano // Sacramento',
    'bathroom_remodel | NorCal |  | heated_floor |  | y',
  ],
  [
    "I'd like a pool // scratch that, let's do an ADU instead // 600 sq ft // Goleta",
    'adu | Central Coast | 600 |  |  | y',
  ],
  [
    'pool 15x30 with spa in Malibu // actually we changed our minds, kitchen remodel instead // 12x14',
    'kitchen_remodel | SoCal - Coastal | 168 |  |  | y',
  ],
  [
    'Our house is 2,400 sq ft and we want a new pool // about 450 sq ft // Chico',
    'pool | NorCal | 450 |  |  | y',
  ],
  ["backyard pool on a half acre lot // don't know how big yet // Fremont", 'pool | NorCal |  |  |  | y'],
  ['we may add a pool in March // 14x28 // Hemet', 'pool | SoCal - Inland | 392 |  | march | y'],
  ['hello // what do you do? // ok so I want a bathroom remodel', 'bathroom_remodel |  |  |  |  | n'],
  ['My budget is $80k for an ADU // Lompoc', 'adu | Central Coast |  |  |  | n'],
  ['roof // tile // 30 squares // Ontario, CA', 'roofing | SoCal - Inland | 3000 |  |  | y'],
  ['pool // 0 sq ft // Orange County', 'pool | SoCal - Coastal |  |  |  | n'],
  ['pool, 10 million sq ft, in Corona', 'pool | SoCal - Inland |  |  |  | n'],
  [
    'we want a kitchen remodel, the existing island stays, move a wall // 200 sq ft // Davis, CA',
    'kitchen_remodel | NorCal | 200 | move_walls |  | y',
  ],
  ['Swimming pool with no spa, heater, or lights. 12x24. Poway', 'pool | SoCal - Coastal | 288 |  |  | y'],
  [
    'pool without a spa but with a heater // 450 sq ft // Bakersfield',
    'pool | SoCal - Inland | 450 | heated |  | y',
  ],
  [
    "We don't need a fence, but an automatic cover is a must. Pool 16 x 36 in Yorba Linda",
    'pool | SoCal - Coastal | 576 | automatic_cover |  | y',
  ],
  [
    'pool with a spa // hmm, the spa is too expensive, drop it // 18x36 // Vista',
    'pool | SoCal - Coastal | 648 |  |  | y',
  ],
  [
    'pool 18x36 Escondido // add lights // and a waterfall // actually skip the lights',
    'pool | SoCal - Coastal | 648 | waterfall |  | y',
  ],
  [
    'Web portal for a landscaping company, small // Boise, Idaho // with online payments',
    'web_app |  |  | payments |  | y',
  ],
  ['mobile app for a pool service company // large // Miami', 'mobile_app |  |  |  |  | y'],
  [
    "an app for our kitchen store, iOS and Android // compact // we're in Santa Rosa",
    'mobile_app | NorCal |  |  |  | y',
  ],
  [
    'kitchen remodel in our house in San Jose, I work in Oakland // 14x16',
    'kitchen_remodel | NorCal | 224 |  |  | y',
  ],
  [
    'remodel a bathroom 8 feet by 10 feet // upscale // I live in Atascadero',
    'bathroom_remodel | Central Coast | 80 |  |  | y',
  ],
  [
    'flooring: 12x24 porcelain tile, around 700 sq ft // Palm Desert',
    'flooring | SoCal - Inland | 700 |  |  | y',
  ],
  [
    'We need to redo our landscaping. The lot is 10,000 sq ft but only the front yard, 1,800 sq ft, is to be done. Pleasanton.',
    'landscaping | NorCal | 1800 |  |  | y',
  ],
  [
    'is it possible to get a pool by June? 400 to 500 sq ft // Long Beach',
    'pool | SoCal - Coastal | 450 |  | june | y',
  ],
  [
    'granny flat // what would it cost? // 55 square meters // Cambria',
    'adu | Central Coast | 592 |  |  | y',
  ],
  ['kitchen // small // Mexico City', 'kitchen_remodel |  |  |  |  | y'],
  ['yes // no // maybe', ' |  |  |  |  |  | n'],
  ['the weather is nice', ' |  |  |  |  |  | n'],
  ["can you help me? // it's for my house in Fresno", ' | NorCal |  |  |  | n'],
  [
    'tear out the old patio and put in new landscaping with a fence // 900 sq ft // Redlands',
    'landscaping | SoCal - Inland | 900 | fence,demolition |  | y',
  ],
  ['demolish the old shed, then a pool 15x30 // Ojai', 'pool | SoCal - Coastal | 450 | demolition |  | y'],
  [
    'ADU 750 sqft in Los Gatos, skylights, solar, a walk-in shower',
    'adu | NorCal | 750 | walk_in_shower,skylight,solar |  | y',
  ],
  [
    'roof, 2000 sq ft, overlay only, no tear off // San Luis Obispo',
    'roofing | Central Coast | 2000 |  |  | y',
  ],
  [
    'luxury kitchen // 300 sq ft // Beverly Hills // islands? yes, one // wall removal too',
    'kitchen_remodel | SoCal - Coastal | 300 | move_walls,island |  | y',
  ],
  ["new floors, LVP // medium // can't say where", 'flooring |  |  |  |  | y'],
  ['pool // about 30 feet long and 15 feet wide // Clovis', 'pool | NorCal | 450 |  |  | y'],
  ['pool and landscaping around it, 600 sq ft pool // Novato', 'pool | NorCal | 600 |  |  | y'],
  [
    'not interested in a spa. just a plain pool, 15x30, in Indio, this fall',
    'pool | SoCal - Inland | 450 |  | fall | y',
  ],
  [
    "we'd need SSO with Okta and it must take credit cards; web app, large; Boston",
    'web_app |  |  | sso,payments |  | y',
  ],
  [
    'big backyard, small budget. landscaping please, 1000 sq ft. Concord, CA',
    'landscaping | NorCal | 1000 |  |  | y',
  ],
  [
    'kitchen remodel, Walnut Creek, no custom cabinets, semi-custom is fine, 150 sq ft',
    'kitchen_remodel | NorCal | 150 |  |  | y',
  ],
  ['bath remodel, 50 sq ft, Seaside, no permits needed', 'bathroom_remodel | Central Coast | 50 |  |  | y'],
  [
    "Hi! We're in Encinitas and thinking about a pool // 12 by 24 // a hot tub would be lovely // no rush",
    'pool | SoCal - Coastal | 288 | spa |  | y',
  ],
  [
    'pool // what do most people do? // ok 15x30 then // Costa Mesa // spa? no. lights? yes',
    'pool | SoCal - Coastal | 450 | lighting |  | y',
  ],
  [
    "I'd like a kitchen remodel. // It is 12 feet by 14 feet. // We live in Vacaville. // The island is a must, custom cabinets are not.",
    'kitchen_remodel | NorCal | 168 | island |  | y',
  ],
  [
    'bathroom // 9 m² // Modesto // heated floor yes, skylight no',
    'bathroom_remodel | NorCal | 97 | heated_floor |  | y',
  ],
  [
    'roof // 28 squares // Visalia // the old layers have to come off',
    'roofing | NorCal | 2800 | tear_off |  | y',
  ],
  [
    "we're remodeling the bathroom, and there's a pool in the yard already // 55 sq ft // Arcadia",
    'bathroom_remodel | SoCal - Coastal | 55 |  |  | y',
  ],
  [
    "ADU // we don't know the size yet // Portland, Oregon // permits needed",
    'adu |  |  | permits_needed |  | y',
  ],
  ['an ADU please // 1 bedroom // Half Moon Bay', 'adu | NorCal |  |  |  | n'],
  [
    "I'd rather have a mobile app than a web app // large // San Francisco",
    'mobile_app | NorCal |  |  |  | y',
  ],
  ['web app // no, sorry, I meant a mobile app // small // Austin', 'mobile_app |  |  |  |  | y'],
  [
    'landscaping, the yard is about 60 x 40 // Rancho Cucamonga // fence, sprinklers',
    'landscaping | SoCal - Inland | 2400 | fence,irrigation |  | y',
  ],
  [
    'landscaping with an outdoor kitchen and a pergola // a quarter acre // Healdsburg // by the end of May',
    'landscaping | NorCal | 10890 | outdoor_kitchen | may | y',
  ],
  [
    'pool, heated, spa, waterfall, LED lighting, fence, automatic cover // 20x40 // Thousand Oaks',
    'pool | SoCal - Coastal | 800 | spa,heated,automatic_cover,waterfall,lighting,fence |  | y',
  ],
  [
    'forget the waterfall // pool with waterfall 16x32 in Vista',
    'pool | SoCal - Coastal | 512 | waterfall |  | y',
  ],
  [
    'new hardwood floors, 900 sq ft. Actually only 750 sq ft. Eureka, CA.',
    'flooring | NorCal | 750 |  |  | y',
  ],
  [
    "pool 15 x 30 // my neighbour in Denver paid 60k // we're in Ventura",
    'pool | SoCal - Coastal | 450 |  |  | y',
  ],
  [
    'We moved from Chicago to San Clemente and want to redo our kitchen, 150 sqft',
    'kitchen_remodel | SoCal - Coastal | 150 |  |  | y',
  ],
  ['small API // no location please // 8 weeks', 'api_development |  |  |  | 8 weeks | n'],
  ['API, medium, India', 'api_development |  |  |  |  | y'],
  ['integration, large, we are located in Germany. SSO needed', 'integration |  |  | sso |  | y'],
  ['data migration // tiny budget // large // Seattle', 'migration |  |  |  |  | y'],
  ['pool 15x30, Santa Barbara, not before summer', 'pool | Central Coast | 450 |  | summer | y'],
  [
    'kitchen in Tustin // two hundred square feet // in a couple of months // tear down the wall to the living room',
    'kitchen_remodel | SoCal - Coastal | 200 | move_walls | 2 months | y',
  ],
  ['floor tiles, 24x24 inch, for 500 square feet in Gilroy', 'flooring | NorCal | 500 |  |  | y'],
  [
    'Our lot is half an acre in Ramona, pool should be 18 by 36, 6 feet deep',
    'pool | SoCal - Coastal | 648 |  |  | y',
  ],
  ['pool 3.5 ft to 6 ft deep, 14 ft x 30 ft, Murrieta', 'pool | SoCal - Inland | 420 |  |  | y'],
  [
    "bathroom remodel // it's small // San Mateo County // asap please",
    'bathroom_remodel | NorCal |  |  | asap | y',
  ],
  ['bathroom remodel in a small house in Burbank', 'bathroom_remodel | SoCal - Coastal |  |  |  | n'],
  ['kitchen remodel for a large family in Glendale', 'kitchen_remodel | SoCal - Coastal |  |  |  | n'],
  ['We have a premium account with you. Kitchen remodel in Novato.', 'kitchen_remodel | NorCal |  |  |  | n'],
  ['we want luxury vinyl plank in Napa', 'flooring | NorCal |  |  |  | n'],
  [
    'web app, SSO yes, payments no, bilingual yes, small, Oakland',
    'web_app | NorCal |  | sso,multi_language |  | y',
  ],
  [
    'no payments. mobile app, offline support needed, compact, LA',
    'mobile_app | SoCal - Coastal |  | offline_mode |  | y',
  ],
  [
    "we need an admin dashboard too // it's a web app // medium // Fresno",
    'web_app | NorCal |  | admin_dashboard |  | y',
  ],
  [
    'pool without heating, with lights and a fence // 16x32 // Lodi',
    'pool | NorCal | 512 | lighting,fence |  | y',
  ],
  [
    'No spa, no heater, just a basic 15 x 30 pool in Riverside by March',
    'pool | SoCal - Inland | 450 |  | march | y',
  ],
  ['Can we add solar? Roof replacement, 1800 sq ft, Merced', 'roofing | NorCal | 1800 | solar |  | y'],
  ['roofing // large // San Juan Capistrano', 'roofing | SoCal - Coastal |  |  |  | y'],
  ['piscina climatizada, sin spa, 6x12 metros, Santa Ana', 'pool | SoCal - Coastal | 775 | heated |  | y'],
  [
    'necesito una aplicación móvil, mediana, con pagos y sin conexión // Los Ángeles',
    'mobile_app | SoCal - Coastal |  | payments,offline_mode |  | y',
  ],
  ['cocina nueva // 20 metros cuadrados // prefiero no decir dónde', 'kitchen_remodel |  | 215 |  |  | y'],
  [
    'jardinería, 200 m2, riego por goteo, Sacramento, en primavera',
    'landscaping | NorCal | 2153 | irrigation | spring | y',
  ],
  [
    'Hello, I have a question. // Do you do roofs? // 2600 sq ft, Santa Maria',
    'roofing | Central Coast | 2600 |  |  | y',
  ],
  ['pool 15x30 // spa // scratch that, no spa // San Marino', 'pool | SoCal - Coastal | 450 |  |  | y'],
  [
    "we want a spa and a cover, automatic // pool, 500 sqft // Poway // don't need the cover anymore",
    'pool | SoCal - Coastal | 500 | spa |  | y',
  ],
  [
    'kitchen, San Ramon, 180 sq ft, moving a wall and adding an island, start in September',
    'kitchen_remodel | NorCal | 180 | move_walls,island | september | y',
  ],
  [
    "kitchen remodel // I don't know how large it is, sorry // I'd prefer to keep my address private",
    'kitchen_remodel |  |  |  |  | y',
  ],
  ["remodel bathroom // midrange // it's in Nevada", 'bathroom_remodel |  |  |  |  | y'],
  [
    'ADU // 800 sq. ft. // Oxnard // solar and skylights please, permits not needed',
    'adu | SoCal - Coastal | 800 | skylight,solar |  | y',
  ],
  [
    'mobile app // medium // the users are in Mexico but we are in San Diego',
    'mobile_app | SoCal - Coastal |  |  |  | y',
  ],
  [
    'So, my wife and I have been talking about a pool for years // it would be 16 by 38 I think // Thousand Oaks, CA // no diving board // heated would be great',
    'pool | SoCal - Coastal | 608 | heated |  | y',
  ],
  ['can you do a kitchen in Reno? 200 square feet', 'kitchen_remodel |  | 200 |  |  | y'],
  [
    'ok // kitchen // 11x13 // Santa Clarita // yes // island and custom cabinets // mid November',
    'kitchen_remodel | SoCal - Coastal | 143 | island,custom_cabinets | november | y',
  ],
  [
    'bathroom // forty five square feet // near Pismo Beach // as soon as you can',
    'bathroom_remodel | Central Coast | 45 |  | asap | y',
  ],
  [
    'we want hardwood // 1,050 sq ft // the house is in Rocklin // before Christmas',
    'flooring | NorCal | 1050 |  | december | y',
  ],
  [
    'adding an ADU to our property in Hayward. 640 sqft. Skylights? No. Solar? Yes.',
    'adu | NorCal | 640 | solar |  | y',
  ],
  [
    'roof: metal, 1,750 sf, tear-off included, Big Bear, start in two weeks',
    'roofing | SoCal - Inland | 1750 | tear_off | 2 weeks | y',
  ],
  [
    'is there a discount for seniors? // anyway, landscaping, 900 sq ft // Laguna Niguel',
    'landscaping | SoCal - Coastal | 900 |  |  | y',
  ],
  [
    'landscaping, lights along the path, no irrigation (we have one) // 1200 sq ft // Los Gatos',
    'landscaping | NorCal | 1200 | lighting |  | y',
  ],
  [
    'pool, 14x28, San Bernardino. Cover: automatic. Spa: no. Fence: yes.',
    'pool | SoCal - Inland | 392 | automatic_cover,fence |  | y',
  ],
  [
    'We were going to do a pool but decided to remodel the kitchen instead // 13 x 15 // Ventura',
    'kitchen_remodel | SoCal - Coastal | 195 |  |  | y',
  ],
  ['Kitchen, no wait, bathroom // 60 sq ft // Carmel', 'bathroom_remodel | Central Coast | 60 |  |  | y'],
  [
    "Forget about the ADU, we'll just do new flooring // 1200 sq ft // Elk Grove // LVP",
    'flooring | NorCal | 1200 |  |  | y',
  ],
  [
    'mobile app with offline mode, payments and a Spanish version // medium // Hawaii',
    'mobile_app |  |  | payments,offline_mode,multi_language |  | y',
  ],
  ['small web app, login with Okta, no admin dashboard // Texas', 'web_app |  |  | sso |  | y'],
  [
    'API // not sure how big, maybe 10 endpoints // San Diego',
    'api_development | SoCal - Coastal |  |  |  | y',
  ],
  [
    "integration of NetSuite and Shopify // medium // I won't say where we are",
    'integration |  |  |  |  | y',
  ],
  ["migration to AWS // it's large, 40 servers // Denver // 9 months", 'migration |  |  |  | 9 months | y'],
  ['pool 15x30 in Calabasas, and our permits have been approved', 'pool | SoCal - Coastal | 450 |  |  | y'],
  ['pool 15x30 in Calabasas, we will need permits', 'pool | SoCal - Coastal | 450 | permits_needed |  | y'],
  [
    'kitchen 150 sq ft, Salinas; walls stay, cabinets custom',
    'kitchen_remodel | Central Coast | 150 | custom_cabinets |  | y',
  ],
  ['we already have a spa, now we want a pool // 15x32 // Marina', 'pool | Central Coast | 480 |  |  | y'],
  [
    'pool, 500 sq ft // location: Brea // budget 90k // spa included',
    'pool | SoCal - Coastal | 500 | spa |  | y',
  ],
  ["I'm in Oregon // bathroom remodel // 7 x 10", 'bathroom_remodel |  | 70 |  |  | y'],
  [
    'hot tub? sure. waterfall? nah, no waterfall. pool 400 sqft, Malibu',
    'pool | SoCal - Coastal | 400 | spa |  | y',
  ],
  [
    'demo the old kitchen, new one is 170 sq ft, open up the wall to the family room, Berkeley',
    'kitchen_remodel | NorCal | 170 | demolition,move_walls |  | y',
  ],
  [
    'landscape 3000 sq ft; tear down the old shed; build a retaining wall; Paso Robles; fall',
    'landscaping | Central Coast | 3000 | demolition,retaining_wall | fall | y',
  ],
  [
    'heated floors in the bathroom, upscale, Palo Alto, in July',
    'bathroom_remodel | NorCal |  | heated_floor | july | y',
  ],
  [
    'the bathroom is part of our kitchen project, kitchen is 12x12, Oceanside',
    'kitchen_remodel | SoCal - Coastal | 144 |  |  | y',
  ],
  [
    'pool 20x44, Rancho Mirage, next spring, with a heater and lights but without waterfall or fence',
    'pool | SoCal - Inland | 880 | heated,lighting | spring | y',
  ],
  ['new roof // I guess around 20 squares // Hemet', 'roofing | SoCal - Inland | 2000 |  |  | y'],
  ["we don't want to say where // a pool // small", 'pool |  |  |  |  | y'],
  ['pool // medium // none of your business where I live', 'pool |  |  |  |  | y'],
  ['a swimming pool please, size to be determined, in Yucaipa', 'pool | SoCal - Inland |  |  |  | y'],
  ['techo nuevo, 180 m2, Fresno', 'roofing | NorCal | 1938 |  |  | y'],
  [
    'quiero una alberca de 4 por 8 metros con cascada y luces, sin jacuzzi, en Chula Vista',
    'pool | SoCal - Coastal | 344 | waterfall,lighting |  | y',
  ],
  ['pisos de madera, 90 metros cuadrados, San José', 'flooring | NorCal | 969 |  |  | y'],
  ['baño pequeño, Riverside', 'bathroom_remodel | SoCal - Inland |  |  |  | y'],
  [
    'pool in Santa Ynez // 17 by 34 // lighting and heater // start in spring, done by summer',
    'pool | Central Coast | 578 | heated,lighting | summer | y',
  ],
  [
    "We'd like to remodel the master bathroom, roughly 9' x 11', in our Walnut Creek home",
    'bathroom_remodel | NorCal | 99 |  |  | y',
  ],
  [
    "It's a kitchen. 13' 6\" x 12'. Oxnard. We want the wall to the dining room gone.",
    'kitchen_remodel | SoCal - Coastal | 162 | move_walls |  | y',
  ],
  [
    'landscaping // 0.3 acres // Temecula // no lawn, no sprinklers, drip only',
    'landscaping | SoCal - Inland | 13068 | irrigation |  | y',
  ],
  [
    'ADU with 1 bedroom, 620 sqft in Santa Rosa. City permits still have to be pulled',
    'adu | NorCal | 620 | permits_needed |  | y',
  ],
  [
    'reroof // comp shingles // 24 squares // tear-off of one layer // Stockton',
    'roofing | NorCal | 2400 | tear_off |  | y',
  ],
  [
    'LVP // 1100 sq ft // Moreno Valley // within 6 weeks',
    'flooring | SoCal - Inland | 1100 |  | 6 weeks | y',
  ],
  [
    "I was thinking pool, but my wife wants a new kitchen. Let's go with the kitchen. // 150 sq ft // Monterey",
    'kitchen_remodel | Central Coast | 150 |  |  | y',
  ],
  ['Pool // Hmm // let me think // ok, 15 x 25 // in Indio', 'pool | SoCal - Inland | 375 |  |  | y'],
  ["not sure yet // a pool // I don't know what size // Goleta", 'pool | Central Coast |  |  |  | y'],
  ['we have a spa already so just the pool, 16x30, Del Mar', 'pool | SoCal - Coastal | 480 |  |  | y'],
  [
    'Spa yes, waterfall maybe later, cover automatic. Pool 15x30, Palm Springs',
    'pool | SoCal - Inland | 450 | spa,automatic_cover |  | y',
  ],
  ['no fence required, there is one. pool 400 sq ft Ventura', 'pool | SoCal - Coastal | 400 |  |  | y'],
  [
    'web app. medium. Users sign in with SSO, admins get a dashboard. San Mateo.',
    'web_app | NorCal |  | sso,admin_dashboard |  | y',
  ],
  [
    'mobile app for a bakery, large, must work without internet, no online payments. Portland',
    'mobile_app |  |  | offline_mode |  | y',
  ],
  ['need an API // small // Santa Cruz // 2 months', 'api_development | Central Coast |  |  | 2 months | y'],
  ['connect HubSpot and Slack // compact project // New York City', 'integration |  |  |  |  | y'],
  ['database migration // premium // Paris, France', 'migration |  |  |  |  | y'],
  [
    'kitchen remodel, 120 square feet, Torrance, custom cabinets no, island yes',
    'kitchen_remodel | SoCal - Coastal | 120 | island |  | y',
  ],
  ['Do you work in Bakersfield? We want hardwood, 800 sq ft', 'flooring | SoCal - Inland | 800 |  |  | y'],
  [
    'bathroom reno, 6x9, Oakland, walk-in shower instead of the tub, heated floor, no skylight',
    'bathroom_remodel | NorCal | 54 | walk_in_shower,heated_floor |  | y',
  ],
  ['pool 20x40 San Clemente // changed my mind on the size: 16x32', 'pool | SoCal - Coastal | 512 |  |  | y'],
  [
    'pool 20x40 San Clemente // with spa // replace the spa with a waterfall',
    'pool | SoCal - Coastal | 800 | waterfall |  | y',
  ],
  ['the yard is 3000 sq ft, the pool would be 500 sq ft, Clovis', 'pool | NorCal | 500 |  |  | y'],
  [
    '3000 sq ft house in Irvine, new tile roof, roof is 3400 sq ft',
    'roofing | SoCal - Coastal | 3400 |  |  | y',
  ],
  [
    'garden in Sonoma, 800 sq ft, fence and lights and an outdoor kitchen, but forget the fence',
    'landscaping | NorCal | 800 | lighting,outdoor_kitchen |  | y',
  ],
  ['kitchen // location is private // mid-size', 'kitchen_remodel |  |  |  |  | y'],
  ['a luxury pool in Montecito, hot tub, heated', 'pool | Central Coast |  | spa,heated |  | y'],
  ['granny flat in Sydney, 60 sqm', 'adu |  | 646 |  |  | y'],
  ['una casita de 50 m2 en Santa Bárbara con paneles solares', 'adu | Central Coast | 538 | solar |  | y'],
  [
    'quiero una cocina con isla y gabinetes a medida, 14 m2, Oakland, en marzo',
    'kitchen_remodel | NorCal | 151 | island,custom_cabinets | march | y',
  ],
  [
    'hi there // I need help with my backyard // landscaping // medium // Fremont',
    'landscaping | NorCal |  |  |  | y',
  ],
  ['the kitchen floor only, tile, 180 sq ft, Napa', 'flooring | NorCal | 180 |  |  | y'],
  ["we don't have a budget yet. bathroom, small, Eureka", 'bathroom_remodel | NorCal |  |  |  | y'],
  ['pool, 12x24, Lompoc, need it ASAP', 'pool | Central Coast | 288 |  | asap | y'],
  [
    'our son goes to school in Boston; the ADU would be here in Ventura, 500 sq ft',
    'adu | SoCal - Coastal | 500 |  |  | y',
  ],
  [
    "I want a roof like my neighbour's. metal. 2,000 square feet. San Bruno",
    'roofing | NorCal | 2000 |  |  | y',
  ],
  ['thanks // bye', ' |  |  |  |  | n'],
];

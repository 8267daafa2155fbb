/** Square feet in one of each. */
export const areaUnits = {
  sqft: 1,
  sqm: 10.764,
  sqyd: 9,
  acre: 43_560,
  hectare: 107_639,
  /** A roofer's square. */
  square: 100,
} as const;

export const areaWords: Record<keyof typeof areaUnits, string> = {
  sqft: 'sq ft|sqft|sq feet|sq foot|square feet|square foot|square ft|sf|ft2|ft 2|feet squared|squared feet|squared ft|sq|sqfeet|sq . ft|sq . ft .|square footage|pies cuadrados|pie cuadrado|pies2|squarefeet|feet square|sq footage|sq fts|foot squared|sft|ft sq',
  sqm: 'm2|sqm|sq m|sq meter|sq meters|sq metre|sq metres|square meter|square meters|square metre|square metres|m 2|metros cuadrados|metro cuadrado|mts2|mt2|meters squared|squared meters|squared metres|metres squared|square m|sq mt|sq mts|sq . m|mts cuadrados',
  sqyd: 'sq yd|sq yds|sq yard|sq yards|square yard|square yards|yd2',
  acre: 'acre|acres|ac',
  hectare: 'hectare|hectares|ha|hectarea|hectareas',
  square: 'squares|roofing squares',
};

/** Feet in one of each (a square metre is 10.764 square feet); 0 for the units of products, not of projects. */
export const lengthUnits = { foot: 1, metre: Math.sqrt(10.764), yard: 3, product: 0 } as const;

export const lengthWords: Record<keyof typeof lengthUnits, string> = {
  foot: "ft|feet|foot|fts|'|′|pies|pie|ft .|´",
  metre: 'm|meter|meters|metre|metres|mts|mt|metros|metro',
  yard: 'yd|yds|yards',
  product: 'inch|inches|"|″|cm|mm|centimeters|centimetres|pulgadas',
};

/** What a size may belong to, other than a project that is named. */
export const ownedThings = {
  ground: 'lot|land|parcel|property|acreage|plot|terreno|lote|site|estate|ranch|farm|vineyard|orchard',
  yard: 'planter bed|flower bed|flower beds|garden bed|garden beds|planting bed|planting area|lawn strip|yard|backyard|back yard|front yard|side yard|garden|courtyard|patio area|lawn|jardin|patio trasero|lawn area|outdoor space',
  building:
    'house|home|condo|condominium|apartment|flat|office|building|warehouse|store|shop|restaurant|townhouse|townhome|duplex|cabin|bungalow|main house|casa|departamento|facility|loft|residence|salon|studio apartment|gym|school|church|clinic|ranch house|hotel|barn|mansion|cottage|showroom|headquarters',
  garage: 'garage|carport|garaje|basement|attic',
  space: 'room|space|cuarto|espacio|rooms|it all|whole thing|project|new one|new ones|ours|la nueva|el nuevo',
  room: 'bedroom|living room|family room|dining room|hallway|closet|office room|den|bonus room|sunroom|entryway|downstairs|upstairs|first floor|second floor|bedrooms|whole house|entire house|ground floor|hall|foyer|great room|recamara|sala',
  material:
    'tile|tiles|paver|pavers|plank|planks|brick|bricks|shingle|shingles|sod|turf|hardwood|concrete|slab|slabs|stone|subway tile|flagstone|gravel|mulch|decking|subway tiles|porcelain tiles|ceramic tiles|porcelain tile|boards|panels|vinyl|laminate|sheets|grid',
  part: 'spa|hot tub|jacuzzi|patio|deck|shed|driveway|rug|pergola|gazebo|planter|planters|raised bed|raised beds|pool house|pool deck|porch|playhouse|trampoline|solar array|outdoor kitchen|pantry|balcony|walk in closet|greenhouse|sandbox|greenhouses|dog run|pond|koi pond|addition|sheds|container|garden beds',
  /** Has sides but no area to speak of. */
  piece:
    'island|window|windows|door|doors|shower|vanity|tub|skylight|skylights|lumber|post|posts|beam|beams|fireplace|table|tv|cabinet|cabinets|sink|fridge|stud|studs|timber|fence|wall|cover|tanning shelf|baja shelf|photo|poster|banner|trailer|screen|fire pit|retaining wall|pole|joists|joist|furring strips|shelf|bench|mirror|coop|tent|arbor',
} as const;

/** Words between a thing and its size: "the lot is about …", "pool, maybe …". */
export const sizeLinks =
  'is|are|was|measures|measuring|about|around|approximately|approx|roughly|maybe|itself|has|which|at|total|totals|only|just|its|be|would|will|probably|like|say|almost|nearly|some|abt|ca|area|size|sized|space|footprint|dimensions|comes|to|be|circa|should|could|perhaps|exactly|currently|already|es|de|mide|unos|unas|aproximadamente|como|alrededor|somewhere|near|close|guess|think|i|a|an|more|less|than|really|quite|pretty|estimated|actually|right|in|the|range|up|now|also|sits|on|of|with|being|so|or|totaling|totalling|runs|tops|out|bit|over|under|little|tiny|half|dims|dim|approx .';

/** What stands between the two sides of a size. */
export const sideMarks = 'x|×|*|by|por';
/** Words that name a side. */
export const sideWords =
  'long|wide|length|width|in length|in width|de largo|de ancho|largo|ancho|across|deep|depth|high|tall|height';

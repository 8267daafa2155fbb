/** Words too common to tell one class from another. */
export const stopWords =
  'a|about|above|after|again|all|also|am|an|and|any|anyone|are|around|as|at|be|because|been|before|being|both|but|by|can|cannot|could|did|do|does|doing|done|down|each|else|even|every|few|for|from|further|get|give|go|going|got|had|has|have|having|he|hello|help|her|here|hers|hey|hi|him|his|how|i|if|in|into|is|it|its|just|know|let|like|look|looking|lot|make|many|maybe|me|more|most|much|my|need|new|no|nor|not|now|of|off|ok|okay|on|once|one|only|or|other|our|out|over|own|please|put|really|roughly|same|she|should|so|some|someone|something|still|such|sure|take|than|thank|thanks|that|the|their|them|then|there|these|they|thing|things|think|this|those|through|to|too|two|under|until|up|us|use|used|very|via|want|was|we|well|were|what|whats|when|where|which|while|who|why|will|wish|with|without|would|yes|you|your|el|la|los|las|un|una|de|del|en|y|o|para|con|por|que|mi|mis|nuestro|nuestra|su|quiero|necesito|queremos|necesitamos|es|al|lo|se|te|hay|wed|id|ill|im|ive|lets|dont|isnt|whole|thats|theres|hoping|approx|approximately|ft|sq|sqft|feet|square|foot|total|currently|old|existing|someday|kind|w|etc';

/** Words of any project: they hardly tell what it is. */
export const plainWords =
  'project|job|work|house|home|property|building|cost|price|quote|estimate|budget|replace|replacement|install|installation|remodel|renovation|renovate|build|construction|residential|design|service|services|add|repair|custom|upgrade|update|complete|full|professional|standard|system|development|application|company|business|area|size|room|family|place|good|nice|contractor|redo|convert|conversion|option|material|remove|time|week|month|year|day|people|owner|back|part|plan|idea|today|tell|figure|estimating|pay|charge|much|typical|usual|per|using|based|different|small|medium|large|swimming|swim|inground|ground';

/** Words for one thing; each line stands for one term. Those of the catalogue's kinds are in their own tables. */
export const synonyms: readonly string[] = [
  'hvac|air conditioning|air conditioner|central air|ac unit|ac system|mini split|heat pump|heating and cooling|a c|aire acondicionado|furnace|ductwork',
  'window|windows|double pane|dual pane|glazing|double glazing|replacement windows|sash|casement|ventana',
  'electrical panel|panel upgrade|breaker box|service panel|200 amp|fuse box|breaker panel',
  'wiring|rewire|rewiring|electrical|electrician|whole house rewire',
  'ev charger|car charger|charging station|electric vehicle charger|wallbox|level 2 charger',
  'solar|solar panels|photovoltaic|pv system|pv|solar system|solar array|paneles solares',
  'paint|painting|repaint|painter|pintura|pintar',
  'siding|cladding|hardie board|fiber cement|clapboard|weatherboard',
  'driveway|paving|asphalt driveway|concrete driveway|blacktop',
  'deck|decking|composite deck|trex',
  'fence|fencing|picket fence|privacy fence|cerca|valla',
  'plumbing|plumber|repipe|pipes|plomeria',
  'sewer|sewer line|drain line|septic|septic tank',
  'basement|cellar|basement finishing|finished basement|sotano',
  'addition|room addition|extension|bump out|second story|home addition',
  'garage door|overhead door|roller door',
  'insulation|insulate|spray foam|blown in|attic insulation',
  'water heater|tankless|boiler|hot water heater',
  'stairs|staircase|stairway|banister|handrail|escalera',
  'chimney|fireplace|hearth|chimenea',
  'foundation|underpinning|footing|slab|piers',
  'chatbot|chat bot|virtual assistant|conversational agent|ai assistant',
  'machine learning|ml model|ai model|predictive model|deep learning',
  'dashboard|bi dashboard|business intelligence|analytics|reporting',
  'security audit|penetration test|pentest|pen test|vulnerability scan',
  'office fit out|tenant improvement|office build out|commercial interior|office renovation',
  'gutter|gutters|downspout|downspouts|rain gutters',
  'drywall|sheetrock|plasterboard|gypsum board|plaster',
  'oak|roble|encino',
  'asphalt shingle|teja asfaltica|tejas asfalticas|asfalto',
  'clay tile|teja de barro|tejas de barro|teja espanola',
  'metal roof|steel shingles|metal shingles|aluminum shingles|copper shingles|steel tiles|metal tiles|metal shakes|techo de metal|techo de lamina|lamina|techo metalico',
  'wood floor|piso de madera|duela|madera maciza',
  'tile floor|piso de ceramica|loseta|azulejo|porcelanato|piso de loseta',
  'laminate|piso laminado|laminado|vinilo|piso de vinil|vinil',
  'well|borehole|well drilling',
  'demolition|demolish|knock down|tear down|teardown|raze',
];

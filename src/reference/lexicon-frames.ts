import { productNames, storeNames } from './lexicon-products.ts';

/**
 * Word classes of the sentence frames, each under the letter that stands for it in a pattern. Words of software:
 * many projects are told by what is to happen ("orders should show up in our books") and never named.
 */
export const softwareFrameWords = {
  /** Carrying something once. */
  M: 'move|transfer|migrate|port|=import|=importing|load|carry|bring|copy|shift|transition|relocate|transport|convert|extract|pull|bring over|carry over|carried|brought|moved|cut over|mover|pasar|trasladar|importar|migrar|llevar|traer',
  /** Leaving something behind. */
  /** Making one of several. */
  J: 'consolidate|merge|combine|=fold|unify|collapse|roll up|fusionar|consolidar',
  X: 'switch|change over|change|moving|transitioning|going|get|come|transition',
  Y: 'leave|retire|sunset|decommission|outgrow|abandon|ditch|shut down|phase out',
  d: 'data|database|db|chart|record|history|archive|mailbox|dataset|datos|registros',
  D: 'file|table|spreadsheet|csv|document|mail|email|server|workload|backup|everything|all of it|all our stuff|stuff|archivos|information|info',
  S: `crm|erp|=pos|=wms|lims|ehr|emr|software|system|platform|program|cloud|=aws|azure|gcp|=excel|access|sap|3pl|toast|amazon|sage|hris|epic|website|web site|webshop|web shop|online store|tool|=books|=accounting|payroll|calendar|bookkeeping|=register|till|spreadsheets|warehouse|sistema|tienda en linea|tienda online|contable|square|general ledger|back office|something newer|something modern|something new|something better|something else|a newer one|modern one|new one|${productNames}|${storeNames}`,
  L: 'connect|link|hook|tie|sync|=synchronize|=synchronizing|=integrate|=integrates|=integrated|=integrating|plug|wire|pipe|bridge|feed|push|conectar|integrar|sincronizar|enlazar|interface',
  K: 'talk|speak|communicate|work together|share data|share information|share patients|share customers|share orders|share records|share inventory|share invoices|share contacts|exchange data|exchange information|play nice|hablar|comunicar',
  E: 'each other|one another|together|entre si|between them|nicely|the other',
  /** What flows between systems day by day. */
  O: 'order|invoice|lead|payment|inventory|stock|stock level|=booking|=bookings|reservation|appointment|timesheet|shipment|contact|product|sale|receipt|signup|sign up|transaction|tracking number|hours|deal|ticket|customer|client|pedido|factura|form|payout|expense',
  G: 'go|flow|show up|appear|land|post|send|update|end up|arrive|reach|get|come|push|drop|pop up|enviar|pass|sync',
  A: '=automatically|nightly|every night|every hour|every day|daily|hourly|real time|realtime|by hand|manually|retype|rekey|retyping|rekeying|reenter|re enter|re type|copy and paste|copy paste|copies|out of sync|out of step|mismatch|reconcile|rekeyed|dual entry|double entry|twice|both ways|two way|in sync|automaticamente|instantly|live|on its own|by itself',
  /** A past to be carried along. */
  Z: 'old|legacy|historical|years|year|history|one time|one off|once|existing|retired|decades|archive',
  T: 'to|into|onto|over|across|al|a la|a nuestro|a nuestra|a un nuevo',
  H: 'elsewhere|somewhere else|someplace else',
  F: 'from|off|off of|out of|away from|desde|de',
  C: 'with|and|in|con|y|en',
} as const;

/** Words of programs for people. */
export const programFrameWords = {
  W: 'crm|erp|site|page|system|software|platform|tool|place|portal|program|form|solution|database|dashboard|website|spreadsheet|sistema|pagina|plataforma|programa',
  J: 'where|so|so that|that|which|for|to|donde|para|que|para que|lets|letting|allows|allowing|enables|helps',
  U: 'customer|client|member|user|staff|volunteer|employee|tenant|parent|student|people|driver|patient|donor|investor|owner|vendor|supplier|dealer|team|technician|manager|guest|resident|everyone|anyone|agent|visitor|cliente|usuario|inquilino|alumno|empleado|they|we|teacher|coach|broker|doctor|buyer|seller|partner|admin|board|reader|worker|subscriber|contractor|subcontractor|player|family',
  V: 'log in|login|sign in|sign up|see|view|book|pay|upload|track|pick|register|reserve|request|check|submit|vote|comment|search|manage|schedule|order|apply|report|enter|fill out|fill in|approve|download|browse|buy|sell|post|share|message|review|log|donate|rsvp|enroll|ver|pagar|reservar|pedir|subir|registrar|consultar|renew|compare',
  C: '=build|=built|=create|=created|=building a|=building an|=building our|=creating|custom|bespoke|custom built|custom made|programmed|coded|tailor made|=develop|=developed|=program',
  N: 'online|internet|web|browser|en linea|por internet',
  P: 'phone|cell|cellphone|cell phone|smartphone|mobile|tablet|ipad|iphone|android|celular|telefono',
} as const;

/** Words of a second dwelling. */
export const dwellingFrameWords = {
  L: 'house|home|place|apartment|apt|unit|quarters|suite|flat|bungalow|cabin|dwelling|residence|cottage|studio|pad|casa|casita|vivienda',
  /** These are none's main house. */
  D: 'departamento|depa|departamentito|granny apartment|apartamento',
  I: 'her own|his own|their own|its own|a|an|another|second|2nd|little|small|tiny|separate|extra|additional|una|una segunda|otra|legal|mini|independent|self contained|one bedroom|two bedroom|1 bedroom|2 bedroom|studio|rentable|livable',
  B: 'out back|in the back|in back|behind our house|behind the house|behind my house|=behind ours|behind the main house|behind our place|behind my place|in the backyard|in our backyard|in my backyard|backyard|in the yard|in our yard|in the garden|on our lot|on the lot|on my lot|on our property|on the property|on my property|on our land|over the garage|above the garage|over our garage|on the same lot|next to our house|next to the house|=next to ours|beside the house|back there|atras|atras de la casa|en el patio|detras de la casa|en el terreno|to live in|can live in|could live in|live in|living in|to rent out|to rent|on top of the garage|on top of our garage|behind us|out behind us|next door to us|on the side of our house|back of the lot|back of our lot|rear of the lot|at the back|rear yard|back corner|behind mine|we can rent out|i can rent out|rent out|can be rented',
  R: 'mom|mother|mum|dad|father|parents|grandma|grandmother|grandpa|grandparents|in laws|mother in law|father in law|son|daughter|brother|sister|aunt|uncle|nephew|niece|nanny|caretaker|caregiver|au pair|tenant|renter|guests|airbnb|granny|nana|suegra|suegro|suegros|mama|papa|padres|abuela|hijo|hija|adult son|adult daughter|folks|nurse|family member|relatives|inquilino',
  H: 'garage|carport|barn|workshop|shed|pool house|basement|attic|carriage house|outbuilding|storage building|detached garage|garaje|cochera|cobertizo|sotano|bonus space',
  F: 'living space|living quarters|living unit|somewhere to live|livable|habitable|house|home|apartment|studio|suite|unit|rental|place to live|guest room|guest space|dwelling|departamento|vivienda|bedroom|quarters|flat',
  W: 'of their own|of her own|of his own|to themselves|to herself|to himself',
  Q: 'for|para|of',
  T: 'into|to|as|en|a un|a una',
} as const;

/** Words of floors that are told by what is to lie where. */
export const surfaceFrameWords = {
  M: 'tile|tiles|slate|oak|porcelain|ceramic|travertine|vinyl|laminate|wood|maple|hickory|walnut|cork|bamboo|marble|limestone|planks|plank|saltillo|terracotta|terrazzo|pergo|boards|cherry|ash|pine',
  U: 'throughout|in every room|in all rooms|in all the rooms|everywhere but the bathrooms',
  N: 'linoleum|lino|vinyl plank|hardwood|hardwoods|carpet|parquet|lvp|lvt',
  K: 'kitchen|bathroom|bath|bathrooms|baths',
  I: 'in|into|for|through|across|down in|on',
  W: 'where|needs|we want|wants|with|to get|gets|should get|deserves',
  R: 'mudroom|entry|entryway|foyer|hall|halls|hallway|hallways|bedroom|bedrooms|living room|living rooms|family room|den|dining room|dining|basement|sunroom|upstairs|downstairs|whole house|entire house|first floor|second floor|main floor|ground floor|study|home office|library|great room|playroom|rec room|laundry room|laundry|condo|nursery|flat|main level|lower level|living area|living areas|guest room|bonus room|closets|stairs|landing|lobby|showroom|waiting room|rental|apartment|unit|units|rooms|sala|recamaras|whole place|loft|entrance|vestibule|gym|classroom|classrooms|hallway and bedrooms|lounge|sitting room|conservatory|utility room|utility|box room|porch|cloakroom|kitchen diner|drawing room|parlor|parlour|snug|orangery|front room|back room|spare room|master bedroom|kids room|kids rooms|attic room|games room|media room|craft room|music room|exercise room|home gym|breakfast room|butlers pantry|powder room floor|office|offices|salon',
} as const;

/** Words of roofs that are told by what gives way to what. */
export const roofFrameWords = {
  N: 'not|no|no more|never',
  A: 'shingle|shingles|shake|shakes|comp shingles|asphalt|wood shake|wood shakes|asphalt shingles|tejas|teja',
  B: 'tile|tiles|metal|standing seam|steel|slate|shingle|shingles|clay|concrete tile|lamina',
  F: 'from|off|de',
  T: 'to|into|with|for|by|instead of|in place of|over|a|por|con',
} as const;

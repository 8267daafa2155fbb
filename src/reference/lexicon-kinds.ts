import type { Subcategory } from './project-details.ts';

/** How people name a kind of project, by how much a phrase says. Any form of each word counts. */
export interface KindPhrases {
  /** Says the kind by itself. */
  project: string;
  /** The thing itself; says the kind unless it only tells where or what for. */
  name: string;
  /** What such projects are made of; several of them say the kind. */
  hint: string;
}

export const buildingPhrases: Partial<Record<Subcategory, KindPhrases>> = {
  pool: {
    project:
      'swimming pool|swimmingpool|inground swimming pool|inground pool|in ground pool|plunge pool|lap pool|cocktail pool|infinity pool|infinity edge pool|gunite pool|fiberglass pool|backyard pool|swimming hole|dipping pool|dip pool|saltwater pool|salt water pool|vinyl liner pool|shotcrete pool|concrete pool|natural pool|resort style pool|residential pool|piscina|alberca|lagoon pool|pool and spa|pool with spa|pool with a spa',
    name: 'pool|spool|swim spa',
    hint: 'gunite|shotcrete|tanning shelf|tanning ledge|baja shelf|beach entry|infinity edge|vanishing edge|negative edge|shallow end|deep end|pool heater|diving board|coping|swim up bar|pebble tec|pool deck|pool cover',
  },
  adu: {
    project:
      'adu|backyard studio|detached studio|garden studio|studio unit|studio adu|granny cottage|accessory dwelling unit|accessory dwelling|accessory unit|accessory apartment|granny flat|granny unit|granny pod|in law unit|in law suite|in law apartment|in law cottage|in law quarters|in law house|mother in law suite|mother in law unit|mother in law apartment|inlaw unit|inlaw suite|casita|backyard cottage|backyard house|backyard home|backyard unit|backyard apartment|guest house|guesthouse|guest cottage|garage conversion|garage apartment|jadu|second unit|secondary unit|secondary suite|second dwelling|laneway house|carriage house|tiny house|tiny home|dwelling unit|suite over the garage|apartment over the garage|apartment above the garage|unit over the garage|apartment over our garage|unit above the garage|casa de huespedes|unidad accesoria|vivienda accesoria|guest unit|rental unit in the back|convert the garage|convert our garage|convert my garage|garage into',
    name: 'studio|studio apartment|guest suite|granny annex|granny annexe|rental unit|in law|cottage',
    hint: 'kitchenette|1 bed|one bed|2 bed|two bed|garage|two car garage|one bedroom|two bedroom|1 bedroom|2 bedroom|1br|2br|detached garage|unit|dwelling|tenant unit',
  },
  kitchen_remodel: {
    project:
      'open concept kitchen|open plan kitchen|galley kitchen|chef kitchen|gourmet kitchen|kitchen facelift',
    name: 'kitchen|cocina|kitchens',
    hint: 'backsplash|countertop|cabinet|laminate counters|quartz counters|granite counters|shaker|appliances|refacing|reface|range hood|pantry|breakfast nook|encimera|gabinetes',
  },
  bathroom_remodel: {
    project:
      'bath remodel|bath renovation|bath redo|bath makeover|bath update|hall bath remodel|tub to shower conversion|shower remodel|shower conversion',
    name: 'bath|bathroom|powder room|powder bath|restroom|washroom|ensuite|en suite|half bath|hall bath|guest bath|master bath|primary bath|main bath|kids bath|wet room|shower room|bano|cuarto de bano|lavatory|water closet|upstairs bath|downstairs bath|jack and jill bath',
    hint: 'shower|walk in shower|tub|bathtub|vanity|toilet|tub surround|freestanding tub|soaking tub|ducha|inodoro|shower pan|shower valve',
  },
  landscaping: {
    project:
      'landscaping|landscape design|landscape project|xeriscape|hardscape|hardscaping|garden design|new lawn|yard makeover|paisajismo|jardineria|curb appeal planting|softscape|relandscape|lawn replacement|landscape renovation|desert landscape',
    name: 'garden|yard|backyard|back yard|front yard|frontyard|side yard|lawn|landscape|jardin|sod|artificial turf|artificial grass|patio trasero|turf|synthetic turf|fake grass|parkway strip',
    hint: 'planting|plants|shrubs|mulch|gravel path|gravel|pavers|paver patio|patio|retaining wall|irrigation|drip irrigation|sprinklers|fire pit|pergola|flagstone|drought tolerant|trees|outdoor kitchen|flower beds|raised beds|planter beds|decomposed granite|stepping stones|succulents|hedge|cesped|plantas|riego|grass|bark|native plants|walkway',
  },
  roofing: {
    project:
      'new roof|reroof|re roof|roofing|metal roof|tile roof|shingle roof|flat roof replacement|standing seam|roof tear off|techo nuevo|asphalt shingle|architectural shingles|composition shingles|comp shingles|clay tile roof|spanish tile|spanish s tile|barrel tile|s tile|concrete tile roof|slate roof|tin roof|steel roof|cambiar el techo|roof tiles|roof shingles',
    name: 'roof|techo|tejado|shingle',
    hint: 'cedar shake|wood shake|shake|asphalt|underlayment|flashing|ridge vent|roof deck|tejas|eaves',
  },
  flooring: {
    project:
      'flooring|new floors|new floor|hardwood floor|wood floor|tile the floor|tiling the floor|vinyl plank|lvp|lvt|luxury vinyl|luxury vinyl plank|engineered hardwood|engineered wood|engineered maple|engineered oak|engineered hickory|engineered walnut|solid maple|solid hickory|wide plank oak|prefinished oak|bamboo floor|oak floor|floor tile|refinish the floors|redo the floors|redo our floors|floor replacement|kitchen floor|bathroom floor|piso nuevo|piso laminado|pisos nuevos|suelo nuevo|tarima|parquet|floor covering|cork floor|plank floor|waterproof laminate|waterproof vinyl|concrete floor finish|new carpet|replace the carpet|porcelain tile floor|ceramic tile floor',
    name: 'tile floor|laminate floor|vinyl floor|hardwood|laminate|porcelain tile|ceramic tile|floors|pisos|suelos|linoleum|vinyl planks|carpet',
    hint: 'floor|vinyl|planks|oak|subfloor|baseboards|porcelain tile|ceramic tile|piso|suelo|herringbone|saltillo|travertine|tile',
  },
};

export const softwarePhrases: Partial<Record<Subcategory, KindPhrases>> = {
  api_development: {
    project:
      'rest api|developer portal|graphql api|api development|web api|backend api|back end api|public api|private api|partner api|restful api|rest backend|graphql backend|api platform|api endpoints|rest service|restful service|web service|microservice|api gateway|api backend|soap api|json api|api layer|internal api|api server|backend service|developer api|grpc service|graphql server|backend for our mobile app|backend for a mobile app|graphql layer|interfaz api',
    name: 'api|backend|back end',
    hint: 'rest|graphql|openapi|swagger|crud|grpc|endpoint|webhook|oauth|rate limiting',
  },
  web_app: {
    project:
      'web app|webapp|web application|web platform|web portal|customer portal|client portal|website|web site|admin portal|saas platform|saas product|saas app|saas|web based|web tool|ecommerce site|ecommerce platform|ecommerce store|online store|online shop|web shop|internal dashboard|web dashboard|online portal|online platform|member portal|employee portal|patient portal|supplier portal|vendor portal|dealer portal|parent portal|student portal|tenant portal|partner portal|self service portal|booking site|booking platform|online marketplace|intranet|progressive web app|pwa|web interface|browser app|browser based|aplicacion web|app web|sitio web|pagina web|portal web|online booking|internal tool|web crm|web frontend|web front end|online tool|e commerce|ecommerce|e commerce store|e commerce site|e shop|eshop|tienda en linea|tienda online',
    name: 'portal|dashboard|marketplace',
    hint: 'web|platform|browser|online|log in|pages|react|admin panel|user roles|invoices|tickets|seo',
  },
  mobile_app: {
    project:
      'mobile app|mobile application|iphone app|ios app|android app|phone app|app for iphone|app for ios|app for android|native app|flutter app|react native|react native app|aplicacion movil|app movil|smartphone app|tablet app|ipad app|cross platform app|ios and android|iphone and android|android and iphone|android and ios|ios android|app on the app store|app for phones|both app stores|ios application|android application|app para iphone|app para android',
    name: 'app for|app that|app to|app where|app with|app so|app like|ios|android|iphone|ipad',
    hint: 'app|aplicacion|both platforms|mobile|push notification|screen|phone|app store|play store|both stores|offline sync|barcode scanner|flutter',
  },
  integration: {
    project:
      'system integration|systems integration|api integration|crm integration|erp integration|data integration|software integration|payment integration|integration between|integration project|two way sync|one way sync|bidirectional sync|data sync|sync between|integracion de sistemas|integrar sistemas|event bus|enterprise service bus|integration layer|integration platform|integration of our systems|talk to each other|erp to crm',
    name: 'integration|integrate|sync|synchronize|synchronise|middleware|edi|integracion|connector|ipaas|hook|integrar|conectar|connect|link|plug|wire',
    hint: 'salesforce|netsuite|sap|workday|shopify|quickbooks|hubspot|stripe|mailchimp|erp|crm|3pl|zapier|dynamics|xero|slack|jira|zendesk|servicenow|magento|woocommerce|marketo|square|toast|amazon|ebay|mulesoft|legacy systems|pos|wms|point of sale|accounting system|inventory system|kafka|sage|airtable|google sheets|orders flow|both ways|docusign|paypal|hris|adp|gusto|twilio|bigcommerce|warehouse system|ticketing system|systems|epic|ehr|lims|hr system|active directory|feed|payroll',
  },
  migration: {
    project:
      'data migration|database migration|cloud migration|server migration|crm migration|erp migration|site migration|platform migration|migrate data|migrate our data|migrate database|migrate our database|move our data|move data|lift and shift|data center exit|data centre exit|data center move|legacy migration|migracion de datos|migrar datos|move to the cloud|oracle to postgres|oracle to postgresql|mysql to postgres|migrate to aws|migrate to azure|migration to aws|migration to the cloud|migrate off|data off|data out of|data conversion|replatform|data transfer|database move|database upgrade|email migration|records migration|migrate from|data into|records into|data from|migrar base de datos|move from oracle|etl migration|mainframe migration',
    name: 'move from|move off|move out of|migration|migrate|migracion|migrar|database|databases|mainframe|base de datos',
    hint: 'move|transfer|port|import|export|oracle|postgres|postgresql|mysql|sql server|mongodb|aws|azure|gcp|rds|spreadsheet|as 400|as400|cobol|snowflake|redshift|bigquery|data warehouse|stored procedures|on premise|on prem|server|dynamodb|filemaker|legacy|excel|terabyte|tb|gb|records|our data|historical data|sharepoint|dump|tables|mariadb|sybase|db2|access|foxpro|exchange|data',
  },
};

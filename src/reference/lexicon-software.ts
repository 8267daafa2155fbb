import type { KindPhrases } from './lexicon-kinds.ts';
import { productNames, storeNames } from './lexicon-products.ts';

/** What people use: programs of their own. */
export const appPhrases: Record<'api_development' | 'web_app' | 'mobile_app', KindPhrases> = {
  api_development: {
    project:
      'api ecosystem|api program|api suite|api programme|rest api|restful api|developer portal|graphql api|api development|api project|api product|web api|backend api|back end api|public api|private api|partner api|open api|data api|rest backend|graphql backend|api platform|api endpoints|api endpoint|rest service|rest services|restful service|rest interface|rest endpoints|backend endpoints|web service|web services|microservice|microservices|microservices backend|api gateway|api backend|soap api|soap service|json api|json service|api layer|internal api|api server|backend service|backend services|server side api|developer api|grpc service|graphql server|backend for our mobile app|backend for a mobile app|backend for the app|backend for our app|graphql layer|interfaz api|node backend|django backend|python backend|java backend|serverless backend|lambda functions|http service|api wrapper|api facade|headless backend|headless api|webhook service|webhook receiver|programming interface|programmatic access',
    name: 'api|apis|backend|back end|endpoints|graphql',
    vague: 'webhook|webhooks|server side|microservice architecture|grpc|daemon',
    hint: '=rest|openapi|swagger|crud|endpoint|oauth|rate limiting|rate limits|json|xml|node js|fastapi|spring boot|lambda|jwt|sdk|developers|metering|sandbox|third parties|query|requests per second|background jobs|postman|versioning|api keys|partner keys',
  },
  web_app: {
    project:
      'web app|web apps|webapp|web application|web aplication|web platform|web portal|customer portal|client portal|website|web site|web page|webpage|web project|admin portal|saas platform|saas product|saas app|saas|web based|webbased|web tool|web system|web software|web solution|ecommerce site|ecommerce platform|ecommerce store|online store|online shop|web shop|webshop|internal dashboard|web dashboard|online dashboard|online portal|online platform|online system|online application|online app|online form|online database|online marketplace|online directory|online community|online course platform|learning platform|learning management system|member portal|members area|employee portal|staff portal|patient portal|supplier portal|vendor portal|dealer portal|parent portal|student portal|tenant portal|resident portal|partner portal|investor portal|owner portal|volunteer portal|hr portal|management portal|self service portal|portal for|portal where|portal so|booking site|booking platform|booking website|scheduling site|membership site|intranet|extranet|progressive web app|pwa|web interface|browser app|browser based|browser tool|in the browser|aplicacion web|app web|sitio web|pagina web|portal web|plataforma web|sistema web|tienda en linea|tienda online|pagina de internet|online booking|internal tool|internal tools|back office tool|web crm|web frontend|web front end|online tool|e commerce|ecommerce|e commerce store|e commerce site|e shop|eshop|landing page|company site|single page app|react app|django app|rails app|wordpress site|web development|custom web|log in online',
    name: 'configurator|visualizer|visualiser|portal|marketplace|admin panel|admin dashboard|content management system|cms|web ui|front end|frontend',
    vague:
      'for the web|on the web|dashboard|marketplace for|custom software|our own software|bespoke software|management software|management system|software platform|case management|job board|directory site|reporting tool|ticketing tool|portal thing|custom crm|saas startup',
    hint: 'web|platform|browser|online|log in|login|sign in|sign up|logs in|pages|react|vue|angular|next js|laravel|django|rails|wordpress|user roles|invoices|tickets|upload|reports|approvals|multi tenant|search page|members|site|=accounts|software|forms|admin',
  },
  mobile_app: {
    project:
      'mobile app|mobile apps|mobile application|mobil app|iphone app|ios app|apple app|android app|google play app|phone app|cell phone app|app for iphone|app for ios|app for android|native app|flutter app|react native|react native app|aplicacion movil|app movil|aplicacion para celular|app para celular|app para el celular|aplicacion para telefono|app para telefono|smartphone app|tablet app|ipad app|cross platform app|ios and android|iphone and android|android and iphone|android and ios|ios android|iphone android|app on the app store|app in the app store|app for phones|app on their phone|app on their phones|app on my phone|both app stores|ios application|android application|iphone application|app para iphone|app para android|swift app|kotlin app|app idea|idea for an app|idea for app|an app developed|app development|app developer|app developers',
    name: 'app for|app that|app to|app where|app with|app so|app like|app which|app called|app idea|app users|app clone|an app|our app|our own app|own app|phone application',
    vague:
      'app|apps|ios|android|iphone|ipad|aplicacion para|on their phones|on their phone|from their phones|from their phone|from the phone|on the phone app|smartphone',
    hint: 'mobile|aplicacion|both platforms|push notification|push|screen|screens|phone|phones|tablet|app store|play store|both stores|offline sync|barcode scanner|flutter|swift|kotlin|gps|geofencing|camera|in app|swipe|download|downloads|wearable|apple watch|healthkit|face id|bluetooth|=ar',
  },
};

/** What ties systems together, and what carries data from one to another. */
export const systemPhrases: Record<'integration' | 'migration', KindPhrases> = {
  integration: {
    project:
      'system integration|systems integration|api integration|crm integration|erp integration|pos integration|data integration|software integration|payment integration|payments integration|integration between|integration project|integration work|integration programme|integration program|integration effort|integration job|two way sync|one way sync|bidirectional sync|bi directional sync|data sync|sync between|nightly sync|integracion de sistemas|integrar sistemas|event bus|message bus|service bus|esb|enterprise service bus|integration layer|integration platform|integration hub|integration of our systems|erp to crm|crm to erp|edi integration|data pipeline|data feed|integracion entre|integracion con',
    name: '=integration|=integrations|=integrate|=integrates|=integrating|=integrated|sync|syncing|=synchronize|=synchronise|=synchronization|=synchronizing|middleware|edi|integracion|connector|connectors|ipaas|integrar|sincronizar|interop|interoperability',
    vague: 'interfaces|feed into|feeds into',
    hint: `sap|erp|crm|3pl|square|toast|amazon|legacy systems|=pos|=wms|=tms|=mes|plm|point of sale|accounting system|accounting software|accounting program|inventory system|billing system|booking calendar|sage|orders flow|both ways|hris|warehouse system|ticketing system|systems|epic|ehr|emr|lims|hr system|active directory|payroll|intercom|notion|walmart|teams|ariba|as2|=automatically|without retyping|retype|by hand|double entry|in real time|webhook|webhooks|nightly|provisioning|interface|finance system|loyalty program|general ledger|tracking numbers|${productNames}`,
  },
  migration: {
    project:
      'data migration|database migration|cloud migration|server migration|crm migration|erp migration|site migration|platform migration|system migration|mailbox migration|migration project|migrate data|migrate our data|migrate database|migrate our database|move our data|move data|move the data|move all data|move all our data|lift and shift|data center exit|data centre exit|data center move|data center migration|legacy migration|migracion de datos|migrar datos|migrar los datos|migrar nuestros datos|pasar datos|pasar los datos|move to the cloud|oracle to postgres|oracle to postgresql|mysql to postgres|migrate to aws|migrate to azure|migration to aws|migration to the cloud|migrate off|data conversion|replatform|replatforming|data transfer|database move|database upgrade|database conversion|email migration|records migration|migrate from|migration from|migrar base de datos|migrar la base de datos|move from oracle|etl migration|mainframe migration|data import|one time import|one off import|data carried over|data brought over|data moved|cutover|data load|bring our data|bring data|bring the data|port our data|port the data|transfer our data|transfer the data|transfer data|',
    name: 'migracion|migrar|migrating|migrations',
    vague:
      'data into|records into|data from|data off|data out of|move from|move off|move out of|moving off|moving from|migration|migrate|database|databases|mainframe|base de datos|=import|=importing|=imported|import from|export from|legacy database|old database|old system|old software|old server|switch from|switching from|get off|getting off|leave behind|all the history|all history|historical records|years of records|years of data',
    hint: `move|transfer|port|export|exported|=aws|azure|gcp|spreadsheet|spreadsheets|csv|csv files|excel files|data warehouse|stored procedures|on premise|on premises|on prem|server|servers|legacy|=excel|terabyte|tb|gb|records|our data|historical data|history|sharepoint|dump|tables|access|exchange|data|archive|archives|old files|rows|heroku|datacenter|data center|carried across|carried over|come over|brought over|cloud|new system|new platform|${storeNames}`,
  },
};

import type { Feature } from './project-details.ts';

/** A feature said in words of one's own: something done to a thing, some words apart in one clause, in either order. */
export interface Frame {
  feature: Feature;
  doing: string;
  thing: string;
  /** With one of these right before it the thing is another. */
  not?: string;
  /** Most words between the two. */
  reach: number;
  /** Words for tearing things down that stand in it say nothing else. */
  claims?: true;
  /** Told across a comma: "the wall is in the way, we want it out". */
  across?: true;
  /** What is done denies by nature: "no signal". */
  denies?: true;
}

export const frames: readonly Frame[] = [
  {
    feature: 'move_walls',
    doing:
      'move|remove|removal|demo|relocate|shift|knock|demolish|blow out|bust|tear|take out|take down|out|down|gone|has to go|have to go|must go|can go|needs to go|should go|will go away|goes|disappear|come out|open up|opening up|open the|open that|open this|opening the|push|reposition|knock through|eliminate|get rid of|lose|quitar|tumbar|mover|tirar|derribar|eliminar|abrir',
    thing: 'wall|partition|pared|muro|tabique',
    not: 'retain|accent|rock|garden|featur|sea|retaining|tile|stone|block|retent|curtain|fire|de|off|green|live|privaci|seat|shower|pool|garage',
    reach: 6,
    claims: true,
  },
  {
    feature: 'move_walls',
    doing:
      'it out|it gone|it removed|it moved|it taken out|it taken down|it down|it opened up|it knocked out',
    thing: 'wall',
    not: 'retain|retaining|retent|garden|rock|sea',
    reach: 14,
    claims: true,
    across: true,
  },
  {
    feature: 'tear_off',
    doing:
      'tear|strip|rip|remove|removal|scrape|peel|off|haul|get rid of|need to go|needs to go|has to go|have to go|must go|gone|quitar|arrancar|retirar',
    thing: 'layer|shingle|shake|old roof|existing roof|current roof|capas|tejas|techo viejo',
    not: 'new',
    reach: 9,
    claims: true,
  },
  {
    feature: 'tear_off',
    doing: 'tear|strip|rip|off|peel',
    thing: 'old tile|old one|existing one|old stuff|everything|felt|old material|whole roof',
    reach: 5,
  },
  {
    feature: 'demolition',
    doing:
      'demolish|demolition|demo|raze|bulldoze|tear out|tear down|tear up|knock down|pull down|take down|take out|rip out|rip up|break up|break out|haul away|haul off|jackhammer|remove|removal|gone|has to go|must go|needs to go|come down|get rid of|demoler|derribar|tirar|tumbar|quitar',
    thing:
      'shed|old patio|concrete patio|existing patio|deck|slab|concrete|old garage|existing garage|old structure|structure|old pool|existing pool|gazebo|carport|old driveway|barn|playhouse|old house|outbuilding|cobertizo|patio viejo|concreto|chicken coop|greenhouse|old fence|existing fence|fence|retaining wall|hot tub|old hot tub|pergola|planters|gunite|hardscape',
    reach: 5,
  },
  {
    feature: 'payments',
    doing: 'pay|paying|pagar|paguen|buy|charge|comprar|cobrar|collect|donate|donation',
    thing:
      'online|in app|people|customers|users|clients|members|guests|everyone|patients|parents|tenants|in it|in the app|with it|card|cards|cards|customers can|customers should|people can|users can|clients can|let people|let customers|let users|people should|users should|members can|guests can|they can|able to|tarjeta|en linea|los clientes|dues|rent|invoices|deposits|deposit|tickets|subscription|subscriptions|fees',
    reach: 5,
  },
  {
    feature: 'offline_mode',
    doing:
      'without|no|bad|spotty|patchy|weak|poor|lose|loses|drop|out of|unreliable|terrible|lousy|dead|zero|intermittent|sin|mala|flaky|limited',
    thing:
      'signal|internet|connection|reception|wifi|wi fi|network|cell service|cell coverage|coverage|connectivity|data connection|bars|zone|senal|conexion|cobertura|cell|lte|service',
    reach: 3,
    denies: true,
  },
  { feature: 'offline_mode', doing: 'back|again', thing: 'online|signal|connection|wifi|internet', reach: 2 },
  {
    feature: 'automatic_cover',
    doing:
      'automatic|auto|motorized|motorised|electric|retractable|powered|push button|remote|itself|self closing|automatica|electrica',
    thing: 'cover|cubierta|cobertor',
    not: 'patio|seat|dust|outlet|pergola',
    reach: 3,
  },
  {
    feature: 'heated_floor',
    doing: 'heat|heated|heating|radiant|calefaccion|radiante',
    thing: 'floor|flooring|piso|suelo',
    reach: 3,
  },
  {
    feature: 'custom_cabinets',
    doing: 'custom|bespoke|made to measure|custom made|custom built|built to order|a medida|a la medida',
    thing: 'cabinet|cabinetry|cupboards|ones|gabinetes|armarios|alacenas',
    not: 'file|medicine|stock|prefab|ikea|standard|existing|old|semi|same',
    reach: 3,
  },
  {
    feature: 'walk_in_shower',
    doing:
      'walk in|curbless|doorless|barrier free|zero threshold|zero entry|roll in|frameless walk in|no curb|without a curb|step in|sin escalon|a ras',
    thing: 'shower|ducha|regadera',
    reach: 6,
  },
];

/** Participles the stem of the verb does not cover. */
export const participles: Readonly<Record<string, readonly string[]>> = {
  tear: ['torn', 'tore'],
  take: ['taken', 'took'],
  break: ['broken', 'broke'],
  blow: ['blown'],
  'get rid of': ['got rid of', 'gotten rid of'],
};

/** Two of these in one breath, or one beside a word for "as well", are a product in several languages. */
export const languages =
  'english|spanish|french|german|chinese|mandarin|cantonese|vietnamese|korean|tagalog|filipino|portuguese|italian|arabic|russian|japanese|hindi|punjabi|polish|dutch|armenian|farsi|persian|hebrew|swedish|ukrainian|turkish|thai|hmong|ingles|espanol|frances|aleman|chino|portugues|italiano|catalan|dansk|danish|finnish|norwegian|greek|czech|romanian|hungarian|welsh|irish';
export const besides =
  'version|versions|too|also|well|speaking|speakers|toggle|switch|translate|translated|translation|support|both|plus|tambien|available|besides|addition|bilingual|second|option|interface';

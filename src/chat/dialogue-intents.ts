import type { Topic } from '../reference/project-details.ts';
import type { Intent } from './dialogue-wording.ts';

/** What a message may want, by its words in both languages; the first that fits holds. */
const intents: readonly (readonly [Intent, RegExp])[] = [
  [
    'nothing',
    /^\W*(i would |i['’]d |we['’]d )?(rather not|prefer not)|^prefiero no|^[^?]*(too (expensive|pricey|much)|demasiado car[oa])/i,
  ],
  ['why', /\bwhy\b|por ?qué|para qué/i],
  [
    'who',
    /\bare you (an? )?(bot|robot|human|real|person|ai|machine)|who (are|am) (you|i)|es (usted )?(un|una) (robot|bot|persona|humano|máquina)|quién eres/i,
  ],
  [
    'person',
    /(talk|speak) (to|with) (a|an|some|the)|\b(e-?mail|phone number|contact)\b[^@]*\?|(correo|teléfono)[^@]*\?|call me|human (being|agent)|hablar con|llámame|llámenme/i,
  ],
  [
    'estimate',
    /^\W*((ok(ay)?|fine|great|good|yes|sure)\W+)?(show|let['’]?s see|let me see)( me| it)*\W*$|what(['’]?s| is| happens| do (we|i) do)? (next|now)\b|^\W*(ok(ay)? )?(done|finished|is that (all|it))\W*\?|(what|anything) else (do|should|would) you need|anything else\W*\?|qué (sigue|falta|más)|y ahora qué|^\W*¿?(listo|ya está)\W*\?|\b(show|see|give|get|open|make|ready)\b.*\bestimate\b|\b(ver|mostrar|muestra|muéstr|dame|deme|abrir)\p{L}*\b.*\bestimaci/iu,
  ],
  [
    'contents',
    /\b(risks?|assum\p{L}+|breakdown|included|accura\p{L}+|confident|confidence|reliable|exact(ly)?|riesgos?|supuestos?|desglose|incluye|incluid[oa]s?|fiable|precisa)\b.*\?/iu,
  ],
  [
    'duration',
    /how (long|soon|fast)|when (will|could|can)|cuánto (tiempo|tarda|dura)|cuanto (tiempo|tarda|dura)|cuándo (estar|podr)/i,
  ],
  [
    'price',
    /how much|\b(price|prices|cost|costs|quote|ballpark|expensive|estimate)\b|cuánto|cuanto (cuesta|vale)|\b(precio|costo|coste|caro|estimación|cotización)\b/i,
  ],
  // One character on either side is enough: as many as there are would take a row of 4 000 @ half a minute.
  ['contact', /[^\s@]@[^\s@]+\.[^\s@]|\+?\d[\d\s().-]{8,}\d/],
  [
    'farewell',
    /^\W*(ok(ay)?\W+|thanks\W+)*(bye|good ?bye|see you|see ya|later|adi[óo]s|hasta (luego|pronto|mañana)|chao)\b/i,
  ],
  ['thanks', /\b(thanks|thank you|thx|cheers|gracias)\b/i],
  [
    'unknown',
    /^(i )?(really )?(do not|don['’]?t|no) (know|idea)|not (really )?sure|no idea|no (lo )?sé|ni idea|no estoy segur/i,
  ],
  [
    'nothing',
    /^(no|nope|none|nothing|neither|nada|ningun[oa]?|sin extras|no extras)\b[^?]{0,40}$|rather not|prefiero no|(no|without) (fixed )?budget|sin presupuesto|flexible/i,
  ],
  [
    'greeting',
    /^\W*(hi|hey|hello|good (morning|afternoon|evening)|hola|buen[oa]s)\b|how (are|is) (you|it going|things)|how['’]s it going|qué tal|cómo está/i,
  ],
  [
    'agreed',
    /^\W*(ok(ay)?|yes|yep|sure|great|perfect|sounds good|i will|cool|nice|awesome|good|fine|all ?right|got it|wow|excellent|genial|bueno|bien|excelente|vale|sí|si|claro|perfecto|relleno|de acuerdo)(?!\p{L})/iu,
  ],
  ['question', /\?\s*$|^¿/],
];

const elsewhere =
  /\b(joke|weather|poem|recipe|football|song|story|instructions|system prompt|chiste|tiempo hace|receta|canción|instrucciones)\b/i;

/** What a message is after, for when it says nothing new of the project. */
export function intentOf(message: string): Intent {
  if (elsewhere.test(message)) return 'offTopic';
  return intents.find(([, words]) => words.test(message))?.[0] ?? 'statement';
}

const requests: readonly (readonly [Topic, RegExp])[] = [
  ['size', /size|tamaño/i],
  ['region', /place|location|city|region|lugar|ciudad|ubicación/i],
  ['features', /extras?|features?/i],
  ['timeline', /timeline|timing|date|plazo|fecha/i],
  ['budget', /budget|presupuesto/i],
  ['project', /project|proyecto/i],
];

/** The topic someone asks to change without saying to what ("change the size"). */
export function changeRequested(message: string): Topic | null {
  if (
    !/^\W*(i (want|would like|need) to )?(change|correct|fix)\b|^\W*(quiero |quisiera )?(cambiar|corregir)(?!\p{L})/iu.test(
      message,
    )
  )
    return null;
  return requests.find(([, words]) => words.test(message))?.[0] ?? null;
}

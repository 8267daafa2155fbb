/** Ways to say when; each line stands for one word of `ProjectDetails.timeline`. */
export const moments: Record<string, string> = {
  asap: 'asap|a s a p|as soon as possible|as soon as you can|as soon as we can|as soon as they can|right away|immediately|urgent|urgently|straight away|the sooner the better|sooner the better|lo antes posible|cuanto antes|ya mismo|inmediatamente|as quickly as possible|as fast as possible|urgente|right now|as early as possible|yesterday|soonest|soon as possible|soon as you can|soon as we can|quick as possible|fast as possible|soonest possible|as soon as you guys can|as soon as yall can|as soon as anyone can|as soon as someone can|as soon as your team can|as soon as youre able|de inmediato|lo mas pronto posible|lo mas antes posible|tan pronto como sea posible|en cuanto se pueda',
  'next year':
    'next year|early next year|the new year|sometime next year|proximo ano|el proximo ano|ano que viene|el ano que viene|new year',
  'next month': 'next month|proximo mes|el proximo mes|el mes que viene|mes que viene',
  'next week': 'next week|la proxima semana|proxima semana',
  'this year':
    'this year|end of the year|end of year|years end|by year end|before the end of the year|later this year|year end|este ano|fin de ano|finales de ano',
  'this month': 'this month|end of the month|este mes',
  spring: 'spring|springtime|primavera',
  summer: 'summer|summertime|summer time|verano',
  fall: 'fall|otono',
  autumn: 'autumn',
  winter: 'winter|wintertime|invierno',
  january: 'january|jan|enero',
  february: 'february|feb|febrero',
  march: 'march|marzo',
  april: 'april|apr|abril',
  may: 'may|mayo',
  june: 'june|jun|junio',
  july: 'july|jul|julio',
  august: 'august|aug|agosto',
  september: 'september|sept|sep|septiembre',
  october: 'october|oct|octubre',
  november: 'thanksgiving|november|nov|noviembre',
  december: 'december|dec|diciembre|christmas|xmas|the holidays|navidad',
};

/** Words that are also something else; a moment only behind a word of time or as the whole answer. */
export const moodyMoments =
  'may|march|fall|jan|jun|aug|sep|sept|oct|nov|dec|mar|spring|mayo|august|yesterday|right now|new year';

/** Words before a moment that make it one. */
export const momentLeads =
  'says|thinks|prefers|prefer|by|in|before|until|till|this|next|for|early|late|mid|start|starting|of|around|during|after|through|from|the|end|beginning|middle|come|sometime|spring|summer|or|and|coming|para|en|antes|desde|done|finished|begin|maybe|somewhere|between|to|el|la|esta|este|proximo|proxima|timeline|timing|when|possibly|probably|about|beginning|latest|preferably|ideally|hopefully|say|wait|deadline|target|aiming|april|june|like|so';

/** Words before a moment that put it in the past, or make it a habit. */
export const pastLeads =
  'last|previous|past|since|every|each|each|pasado|all|ago|when it was|built|old|during last|bought';

/** Behind a moment: not one after all. */
export const momentFollowers =
  'be|has|said|says|told|have|not|need|want|or may not|apart|ago|old|valley|heights|house|home|kitchen|clean|cleaning|lodge|camp|break|fed|loaded|water|into|off|over|under|down|out|through the|also|take|cause|change|decide|make|still|get|lawn|color|colour|storm|storms|damage|warranty|breeze|hill|hills|we|i|per|a month|of experience|pass|rains|back|consider|add|go|wonder|look|use|end|asleep|short|behind|require|seem|sound|or might|ask|even|well|street|avenue|madness|of dimes|squash|vegetables|tires|solstice|flowers|bulbs|mattress';

export const durationUnits: Record<string, string> = {
  week: 'weeks',
  semana: 'weeks',
  month: 'months',
  mese: 'months',
  mes: 'months',
  year: 'years',
  ano: 'years',
  day: 'days',
  wk: 'weeks',
  mo: 'months',
  yr: 'years',
  dia: 'days',
};

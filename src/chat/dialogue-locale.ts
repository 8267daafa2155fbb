/** Languages the assistant speaks. */
export type Locale = 'en' | 'es';

const tag = /^([a-z]{2})(?:[-_][a-z0-9]+)*$/i;

/** Words that tell a language; none of them is part of a place's name (Los Angeles, El Cajon, LA). */
const spanish = new Set(
  (
    'hola buenas buenos gracias quiero queremos quisiera necesito necesitamos busco una uno unos unas para por con ' +
    'mis tus que qué como cómo cuánto cuanto cuesta donde dónde estimación presupuesto está esta piscina alberca ' +
    'cocina baño techo tejado piso suelo jardín jardin metros pies cuadrados grande pequeño pequeña pequeno ' +
    'mediana mediano aplicación aplicacion proyecto reforma remodelar sí también tambien pero mejor prefiero nada ' +
    'ninguno ninguna seguro segura sé mes meses año primavera verano otoño invierno en y ver mi'
  ).split(' '),
);
const english = new Set(
  (
    'the an i we my our is are it its want need would like with without and or of for in on to at that this how what where when much ' +
    'many please thanks hello hi yes not sure house home yard backyard pool kitchen bathroom roof floor app website small medium large ' +
    'feet square budget spring summer fall winter month months just about'
  ).split(' '),
);

/** Language of a text or of a language tag such as "es-MX". Where it tells nothing, that of the tag in `otherwise`, else English. */
export function localeOf(textOrTag: string, otherwise: string | null = null): Locale {
  return localeOfTag(textOrTag) ?? localeOfText(textOrTag) ?? localeOfTag(otherwise ?? '') ?? 'en';
}

function localeOfTag(text: string): Locale | null {
  const language = tag.exec(text.trim())?.[1]?.toLowerCase();
  return language === 'es' || language === 'en' ? language : null;
}

function localeOfText(text: string): Locale | null {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const count = (known: ReadonlySet<string>) => words.filter((word) => known.has(word)).length;
  const lead = count(spanish) + (/[¿¡ñ]/i.test(text) ? 2 : 0) - count(english);
  if (lead === 0) return null;
  return lead > 0 ? 'es' : 'en';
}

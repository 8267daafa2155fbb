import type { Locale } from './dialogue-locale.ts';

/** A word of ours that not everybody knows, and what it means. */
interface Entry {
  /** How people write it when they ask. */
  asked: RegExp;
  en: string;
  es: string;
}

const terms: readonly Entry[] = [
  {
    asked: /\bsso\b|single sign.?on|inicio de sesión único/i,
    en: 'Single sign-on lets people log in with the account they already have at work.',
    es: 'El inicio de sesión único permite entrar con la cuenta que ya se tiene en el trabajo.',
  },
  {
    asked: /offline|sin conexión/i,
    en: 'An offline mode keeps the app usable without a network and catches up later.',
    es: 'El modo sin conexión deja usar la aplicación sin red y se pone al día después.',
  },
  {
    asked: /admin|dashboard|panel/i,
    en: 'An admin dashboard is where your own staff look after users and content.',
    es: 'El panel de administración es donde su equipo cuida de usuarios y contenidos.',
  },
  {
    asked: /\bcovers?\b|cubierta/i,
    en: 'An automatic cover closes the pool at the push of a button; it saves heat and keeps children safe.',
    es: 'La cubierta automática cierra la piscina con un botón; ahorra calor y protege a los niños.',
  },
  {
    asked: /tear|torn|retirar/i,
    en: 'Tearing off means taking the old roofing down to the deck before the new one goes on.',
    es: 'Retirar el techo viejo significa quitarlo hasta la base antes de poner el nuevo.',
  },
  {
    asked: /retaining|contención/i,
    en: 'A retaining wall holds back soil where the ground is not level.',
    es: 'Un muro de contención sujeta la tierra donde el terreno no es plano.',
  },
  {
    asked: /permi(t|so)/i,
    en: 'Whether a permit is needed is for the city to say; tell me if I should count on one.',
    es: 'Si hace falta un permiso lo decide la ciudad; dígame si debo contar con él.',
  },
  {
    asked: /(heated|radiant) floor|suelo radiante|piso (radiante|calefac)/i,
    en: 'A heated floor has warm wires or pipes under its surface.',
    es: 'Un piso radiante lleva cables o tubos calientes bajo la superficie.',
  },
  {
    asked: /\badu\b/i,
    en: 'An ADU, an accessory dwelling unit, is a second small home on the same lot.',
    es: 'Un ADU es una segunda vivienda pequeña en el mismo terreno.',
  },
  {
    asked: /\bapi\b/i,
    en: 'An API is how one program asks another for data.',
    es: 'Una API es la vía por la que un programa pide datos a otro.',
  },
];

const asking =
  /what(['’]?s| is| are| does| do you mean)|\bmeans?\b|explain|do (i|we) need|does it need|qué (es|son|significa|quiere decir)|explíqu|hace falta|necesit\p{L}+ \p{L}*\s?permiso/iu;

/** What a word of ours means, for who asks; null where nobody does. */
export function explained(message: string, locale: Locale): string | null {
  if (!asking.test(message)) return null;
  return terms.find(({ asked }) => asked.test(message))?.[locale] ?? null;
}

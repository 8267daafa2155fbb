/** Bounded, as no figure is longer: in a row of 4 000 digits each would be the beginning of another. */
const number = String.raw`\p{Nd}{1,20}(?:[.,'’]\p{Nd}{1,20}){0,8}`;
const numberWord = String.raw`\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|dozen|uno?a?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|quinientos|mil|millón)\b`;
const amount = String.raw`(?:${number}|${numberWord})(?:[\s-]+(?:${number}|${numberWord})){0,8}`;
const mark = String.raw`(?:[$€£¥]|\b(?:USD|EUR|GBP|CAD|MXN|US)\b\s?\$?)`;
const scale = String.raw`(?:\s?(?:k|m|grand|mil|thousand|million|millones)\b)`;
const coin = String.raw`(?:dollars?|bucks|euros?|pounds?|pesos?|cents?|d[oó]lares?|libras|USD|EUR|GBP|MXN)\b`;
const share = String.raw`(?:%|percent\b|per cent\b|por ciento\b)`;
const time = String.raw`(?:work(?:ing)?\s|business\s|calendar\s)?(?:hours?|days?|weeks?|months?|years?|horas?|d[ií]as?|semanas?|mes(?:es)?|años?)\b`;
const figure = new RegExp(
  `${mark}\\s?${amount}${scale}?|${amount}${scale}?[\\s-]?(?:${coin}|${share}|${time})|${number}\\s?(?:k|grand)\\b`,
  'giu',
);
/** A number without a unit that is called the price all the same; no measure such as 15x30. Looks back from digits only: it takes long. */
const bareNumber = new RegExp(
  `(?=\\p{Nd})(?<=\\b(?:price|cost|fee|precio|costo|coste|cuesta|costará)s?\\b[^.,;:!?\\p{Nd}]{0,24})${number}(?!\\p{Nd}|\\s?(?:x|×|by|por|sq|square|ft|feet|pies|m2|m²))${scale}?`,
  'giu',
);
/**
 * What may still become a figure once more of it is there. Each word fits in one way only: where `mil` fits in two, two dozen of them
 * have millions of readings, all of which are tried.
 */
const unfinished = new RegExp(
  `(?:${mark}|\\p{Nd}|${numberWord})[\\s\\p{Nd}.,'’$€£¥-]*(?:(?:${numberWord}|\\b(?:working|business|calendar|per|por|k|m|grand)\\b)[\\s-]*)*\\p{L}*$`,
  'iu',
);
/** Longer than any figure in words. */
const mostHeld = 120;
/** Of what has passed, as much as tells what a number is called. */
const contextLength = 60;

/**
 * A model's reply with the amounts, shares and durations of its own left out: `instead` stands in their place. Those in `given` texts may
 * be repeated. Everything else passes at once; only what may become a figure waits for its next word.
 */
export async function* withoutFigures(
  pieces: AsyncIterable<string>,
  { given, instead }: { given: readonly string[]; instead: string },
): AsyncGenerator<string> {
  const known = new Set(given.flatMap((text) => text.match(figure) ?? []).map(plain));
  let held = '';
  let before = '';
  const release = (text: string): string => {
    const checked = text.replace(figure, (found) => (known.has(plain(found)) ? found : instead));
    const both = `${before}${checked}`.replace(bareNumber, (found: string, place: number) =>
      place < before.length ? found : instead,
    );
    const released = both.slice(before.length);
    before = both.slice(-contextLength);
    return released;
  };
  for await (const piece of pieces) {
    held += piece;
    const tail = held.slice(-mostHeld);
    const from = tail.search(unfinished);
    const isFree = from === -1 || tail.length - from >= mostHeld;
    const end = isFree ? held.length : held.length - tail.length + from;
    const passed = release(held.slice(0, end));
    held = held.slice(end);
    if (passed) yield passed;
  }
  if (held) yield release(held);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\s-]+/g, ' ');
}

import { corrections } from './lexicon-answers.ts';
import { numberAt } from './measure-numbers.ts';
import { createPhraseBook } from './phrases.ts';
import type { ProjectSize } from './project-details.ts';
import { isStop, type Token } from './tokens.ts';

/** A number that by itself can be a size in square feet. */
const plainSize = { from: 20, to: 50_000 };
const mostAsides = 6;
/** A number put in a size's place is of its order. */
const likeliest = { from: 0.2, to: 5 };
const aside =
  /^(about|around|roughly|maybe|approx|approximately|say|like|or|so|ft|feet|foot|probably|ish|unos|como|its|it|is|ok|okay|then|fine|well|um|uh|hmm|oh|yes|yeah|lets|go|with|make|just|only|total|all|guess|i|think|we|would|be|at|least|need|want|something|somewhere|close|near|to|nearly|almost|the|size|area|footage|square|back|front|yard|backyard|part|pool|kitchen|bathroom|bath|roof|unit|adu|itself|[.,~!:=])$/;
const resized =
  'shrunk|shrank|reduced|cut|trimmed|bumped|enlarged|expanded|extended|downsized|upsized|upped|grown|down|up|lets say|call it|lets call it|settle on|settled on';
const correcting = createPhraseBook(
  [...corrections.split('|'), 'typo', 'i mean', ...resized.split('|')].map(
    (phrase) => [phrase, true] as const,
  ),
  'text',
);
const between = new Set(
  ',|.|;|-|–|—|its|it|is|to|at|about|around|more|like|closer|should|be|the|size|a|un|that'.split('|'),
);

/** "450", "about 450", "450 feet" as an answer to how big. */
export function plainNumber(tokens: readonly Token[]): ProjectSize | null {
  const sentences = sentencesOf(tokens);
  if (sentences.length > 1)
    return sentences.map((one) => plainNumber(one)).findLast((size) => size !== null) ?? null;
  const at = tokens.findIndex((_, index) => numberAt(tokens, index) !== null);
  const number = numberAt(tokens, at);
  const rest = tokens.length - ((number?.to ?? 0) - at);
  if (
    !number ||
    rest > mostAsides ||
    tokens.some(({ text }) => !aside.test(text) && Number.isNaN(Number(text)))
  )
    return null;
  const isSensible = number.value >= plainSize.from && number.value <= plainSize.to;
  return isSensible ? { value: Math.round(number.value), unit: 'sqft' } : null;
}

/** "450 sq ft, no wait, 540": a bare number right behind a correction takes the size's place. */
export function restated(size: ProjectSize | null, tokens: readonly Token[]): ProjectSize | null {
  if (!size) return null;
  for (const turn of correcting.all(tokens).toReversed()) {
    let at = turn.to;
    while (between.has(tokens[at]?.text ?? '')) at += 1;
    const number = numberAt(tokens, at);
    const behind = tokens[number?.to ?? at];
    const isBare = behind === undefined || isStop(behind) || behind.text === ',';
    const ratio = number && number.value / size.value;
    if (number && ratio && isBare && ratio >= likeliest.from && ratio <= likeliest.to) {
      return number.value >= plainSize.from ? { value: Math.round(number.value), unit: size.unit } : null;
    }
  }
  return null;
}

function sentencesOf(tokens: readonly Token[]): Token[][] {
  const sentences: Token[][] = [[]];
  for (const token of tokens) {
    if (!isStop(token)) sentences.at(-1)?.push(token);
    else if (sentences.at(-1)?.length) sentences.push([]);
  }
  return sentences.filter((sentence) => sentence.length > 0);
}

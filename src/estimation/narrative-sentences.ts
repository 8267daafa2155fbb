import { Failure } from '../errors.ts';
import type { NarrativeInput } from './narrative.ts';
import { hasNarrativeLength } from './narrative.ts';
import { checkFigures } from './narrative-check.ts';
import { wordCount } from './narrative-figures.ts';

const mostWords = 300;
/** In characters: what goes on without an end to its sentences is not waited for. */
const longestText = 5_000;

/** Markup, code, addresses, placeholders and control characters have no place in a narrative. */
const oddity =
  /[<>{}[\]|`*_#@\\]|https?:|www\.|\b[\w-]{2,}\.[a-z]{2,}(?:\/|\b)|(?:^|\n)\s*[-•]|(?!\n)\p{Cc}|[\p{Cf}\p{Co}\p{Cn}]/iu;

/** An estimate promises nothing, whatever somebody has talked the model into. */
const promise =
  /\bguarante|\bdiscount|\bfree of charge\b|\bfor free\b|\bat no (?:extra )?(?:cost|charge)\b|\bcosts? nothing\b|\bfixed price\b|\bwe (?:promise|commit)\b/i;

/** A text cut where its sentences end, each as soon as it is complete, with the white space before it. */
export async function* sentencesOf(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    rest += piece;
    for (let end = endOfFirst(rest); end > 0; end = endOfFirst(rest)) {
      yield rest.slice(0, end);
      rest = rest.slice(end);
    }
  }
  if (rest.trim() !== '') yield rest.trimEnd();
}

/** Where the first sentence ends that something follows; 0: nowhere yet. */
function endOfFirst(text: string): number {
  const end = /\S[.!?…]["'”’)]*(?=\s)/u.exec(text);
  return end ? end.index + end[0].length : 0;
}

/**
 * A model's sentences as they come, each only once it is fit to be told. Fails with LLM_UNAVAILABLE at the first that is not, and at the end
 * where the whole has the wrong length.
 */
export async function* fitSentences(
  pieces: AsyncIterable<string>,
  { estimate, details }: NarrativeInput,
): AsyncGenerator<string> {
  const isFit = (text: string) =>
    !oddity.test(text) && !promise.test(text) && checkFigures(text, estimate, details);
  let whole = '';
  for await (const sentence of sentencesOf(bounded(pieces))) {
    const next = whole === '' ? sentence.trimStart() : sentence;
    whole += next;
    if (wordCount(whole) > mostWords || !isFit(next.trim())) throw unfit();
    yield next;
  }
  // Figures may have been cut in two where a sentence seemed to end.
  if (!hasNarrativeLength(whole) || !isFit(whole)) throw unfit();
}

async function* bounded(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > longestText) throw unfit();
    yield piece;
  }
}

const unfit = (): Failure =>
  new Failure('LLM_UNAVAILABLE', 'The model told something else than the estimate.');

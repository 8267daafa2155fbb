import { isBetweenGadgets, playthingCoverage } from './kind-belongings.ts';
import { type Kind, type Meaning, weights } from './kind-phrases.ts';
import { questionCoverage } from './kind-questions.ts';
import { settledTest } from './kind-settled.ts';
import { isPatchOf, isUpkeep } from './kind-upkeep.ts';
import { areaWords } from './lexicon-measures.ts';
import { scaleWords } from './lexicon-scale.ts';
import {
  doneToWords,
  partitiveWords,
  placingWords,
  renewalWords,
  repairJobs,
  requestWords,
  workNouns,
  workVerbs,
} from './lexicon-work.ts';
import { numberAt } from './measure-numbers.ts';
import { bookOf, coverageOf, type Span, stemsOf } from './phrases.ts';
import { subcategories } from './project-details.ts';
import { isStop, type Token } from './tokens.ts';

/** What stands around a mention of a kind. */
export interface KindContext {
  /** 1 where the mention means the project; less where it tells a place, an owner, or upkeep. */
  factor(span: { from: number; to: number }, meaning: Meaning): number;
  /** Whether work is asked for on it: "redo the kitchen", "kitchen remodel". */
  isWorkedOn(span: { from: number; to: number }): boolean;
  /** Whether a sentence there asks for knowledge or upkeep, or speaks of what the listener has. */
  isIdle(span: { from: number; to: number }, kind: Kind): boolean;
}

const verbs = bookOf(workVerbs);
const nouns = bookOf(workNouns);
const scale = bookOf(Object.values(scaleWords).join('|'), 'text');
const areas = bookOf(Object.values(areaWords).join('|'), 'text');
const placing = new Set(placingWords.split('|'));
const requests = stemsOf(requestWords);
const upkeepHeads = bookOf('resurface|replaster|cleaning|cleanup|inspection|maintenance');
const smallJobs = bookOf(repairJobs, 'text');
const doneTo = new Set(doneToWords.split('|'));
const renewal = bookOf(renewalWords);
/** "A price on a pool", but "going in the pool". */
const askingFor = new Set(['for', 'of', 'on', 'with', 'about', 'including', 'para', 'de', 'con']);
/** "Surprise my wife with a pool". */
const people = new Set(
  'wife|husband|kids|family|mom|dad|parents|children|partner|daughter|son|us|me|ourselves|myself'.split('|'),
);
const exchanges = stemsOf('replace|swap|exchange|trade|switch|upgrade');
const softwareKinds: ReadonlySet<Kind> = new Set(subcategories.software);
const carrying: ReadonlySet<Kind> = new Set(['migration', 'integration']);
const purposes = new Set(['for', 'para']);
const aims = new Set(['for', 'para', 'on']);
const nearness = new Set([
  'next',
  'adjacent',
  'close',
  'attached',
  'connected',
  'opposite',
  'by',
  'beside',
  'near',
]);
const partitives = stemsOf(partitiveWords);
/** "Tired of our kitchen", "lived with this bathroom". */
const weary = stemsOf('lived|stuck|tired|sick|fed|bored|deal|suffering|struggling|unhappy|up');
const clauseOpeners = new Set(['so', 'but', 'because', 'since']);
const pronouns = new Set(['us', 'me', 'him', 'her', 'them', 'you', 'it']);
const indefinite = new Set(['a', 'an', 'another', 'one', 'un', 'una']);
/** How many words may stand between a preposition or verb and its noun. */
const reach = 5;

export function createContext(tokens: readonly Token[], mentions: readonly Span<Meaning>[]): KindContext {
  const isAsked = questionCoverage(tokens);
  const isPersonal = isBetweenGadgets(tokens);
  const isPlay = playthingCoverage(tokens);
  const isVerb = coverageOf(verbs.all(tokens), tokens.length);
  const isPassedOver = coverageOf([...withoutEnds(mentions, tokens), ...scale.all(tokens)], tokens.length);
  const isOtherWork = coverageOf(
    mentions.filter(({ value }) => value.kind === 'other'),
    tokens.length,
  );
  const isArea = coverageOf(areas.all(tokens), tokens.length);
  const isSettled = settledTest(tokens);
  const renewals = tokens.filter((_, index) => renewal.at(tokens, index) !== null);
  const isRenewal = renewals.length > 0;
  const isMadeNew = renewals.some(({ stem }) => stem !== 'new');
  const isSmallJob = !isMadeNew && smallJobs.all(tokens).some(({ to }) => !isPatchOf(tokens, to - 1));

  function factor(span: { from: number; to: number }, { kind, weight }: Meaning): number {
    const isSoftware = softwareKinds.has(kind);
    if (!isRenewal && isUpkeep(tokens, span, isSoftware ? 'software' : 'construction')) return 0.12;
    if (!isMadeNew && !isSoftware && upkeepHeads.at(tokens, span.to)) return 0.12;
    if (isAsked[span.from] && !isMadeNew) return 0.2;
    if (isPersonal && (carrying.has(kind) || (isSoftware && weight <= weights.vague))) return 0.12;
    if (!isSoftware && (isPlay[span.from] || isSmallJob)) return 0.12;
    if (kind === 'migration' && isReplaced(tokens, span.from)) return 0.3;
    if (weight <= weights.hint) return 1;
    if (isSoftware && tokens[span.from - 1]?.text === 'your') return 0.1;
    if (isSettled(span) || tokens[span.from - 1]?.text === 'does') return 0.3;
    const place = placeBefore(tokens, span.from, { isVerb, isPassedOver, isArea, isOtherWork });
    if (place === null) return 1;
    if (weight >= weights.project) return 0.6;
    return isOneToBe(tokens, place) ? 0.65 : 0.3;
  }

  const isKept = (span: { from: number; to: number }, kind: Kind) =>
    !softwareKinds.has(kind) && isUpkeep(tokens, span, 'construction');
  return {
    factor,
    isWorkedOn: (span) => isWorkedOn(tokens, span),
    isIdle: (span, kind) =>
      tokens[span.from - 1]?.text === 'your' ||
      (carrying.has(kind) && isPersonal) ||
      (!isRenewal && (isAsked[span.from] === true || isKept(span, kind))),
  };
}

/** Which tokens ask for work, belong to a fixed phrase, or are a unit of area. */
interface Coverage {
  isVerb: readonly boolean[];
  isPassedOver: readonly boolean[];
  isArea: readonly boolean[];
  /** Named work without a class: behind "solar install on" the roof is where it goes. */
  isOtherWork: readonly boolean[];
}

/** "To replace our old database": what goes, not what is to be made. */
function isReplaced(tokens: readonly Token[], from: number): boolean {
  return tokens.slice(Math.max(0, from - 4), from).some(({ stem }) => stem === 'replac');
}

/** Where a preposition makes the noun a place or a beneficiary; null if none does. */
function placeBefore(
  tokens: readonly Token[],
  from: number,
  { isVerb, isPassedOver, isArea, isOtherWork }: Coverage,
): number | null {
  for (let index = from - 1; index >= Math.max(0, from - reach); index -= 1) {
    const token = tokens[index];
    if (!token || isVerb[index] || clauseOpeners.has(token.text)) return null;
    if (token.type === 'mark' && !isListComma(tokens, index, from)) return null;
    const isForSomeone = pronouns.has(tokens[index + 1]?.text ?? '');
    if (isPassedOver[index] || isForSomeone || isMeasure(tokens, index) || !isPlacing(tokens, index))
      continue;
    const before = tokens[index - 1];
    if (!before || before.type === 'mark') return purposes.has(token.text) ? null : index;
    if (isArea[index - 1] || (before.type === 'number' && !nearness.has(token.text))) return null;
    if (token.text === 'with' && isExchange(tokens, index)) return null;
    if (weary.has(before.stem) && (token.text === 'with' || token.text === 'of')) return null;
    if (before.stem === 'fill' || (token.text === 'with' && people.has(before.text))) return null;
    if (isOtherWork[index - 2] || (before.text === 'needed' && isPassedOver[index - 2])) return index;
    return requests.has(before.stem) && askingFor.has(token.text) ? null : index;
  }
  return null;
}

/** "In the kitchen", "next to the pool". */
function isPlacing(tokens: readonly Token[], index: number): boolean {
  const word = tokens[index]?.text ?? '';
  if (tokens[index + 1]?.text === 'and') return false;
  return placing.has(word) || (word === 'to' && nearness.has(tokens[index - 1]?.text ?? ''));
}

/** "Layers of shingles", "5 ft by 7 ft": the word measures what follows. */
function isMeasure(tokens: readonly Token[], index: number): boolean {
  const [before, after] = [tokens[index - 1], tokens[index + 1]];
  if (tokens[index]?.text === 'by') return after?.type === 'number' || numberAt(tokens, index + 1) !== null;
  return tokens[index]?.text === 'of' && before !== undefined && partitives.has(before.stem);
}

/** "Replace it with a unit": what comes in. */
function isExchange(tokens: readonly Token[], to: number): boolean {
  return tokens.slice(Math.max(0, to - reach), to).some(({ stem }) => exchanges.has(stem));
}

/** "App with" ends in a preposition that places what follows. */
function withoutEnds(spans: readonly { from: number; to: number }[], tokens: readonly Token[]) {
  return spans.map(({ from, to }) => ({ from, to: placing.has(tokens[to - 1]?.text ?? '') ? to - 1 : to }));
}

/** "Approved for a pool", "for a statewide portal": one that is not there yet. */
function isOneToBe(tokens: readonly Token[], place: number): boolean {
  return aims.has(tokens[place]?.text ?? '') && indefinite.has(tokens[place + 1]?.text ?? '');
}

/** A comma of a list that goes on behind the noun: "in the entry, kitchen and hall". */
function isListComma(tokens: readonly Token[], comma: number, noun: number): boolean {
  if (tokens[comma]?.text !== ',' || noun - comma > 2) return false;
  const after = tokens[noun + 1]?.text;
  if (after === ',') return tokens.slice(noun + 2, noun + 2 + reach).some(({ text }) => text === 'and');
  return after === 'and' || after === '&';
}

function isWorkedOn(tokens: readonly Token[], span: { from: number; to: number }): boolean {
  if (nouns.at(tokens, span.to) || isDoneTo(tokens, span.to)) return true;
  for (let index = span.from - 1; index >= Math.max(0, span.from - reach); index -= 1) {
    const token = tokens[index];
    if (!token || isStop(token)) return false;
    if (verbs.at(tokens, index) || requests.has(token.stem)) return true;
  }
  return false;
}

/** "the kitchen we want redone": the work stands behind the thing. */
function isDoneTo(tokens: readonly Token[], to: number): boolean {
  const behind = tokens.slice(to, to + reach);
  const end = behind.findIndex(({ type }) => type === 'mark');
  return behind.slice(0, end < 0 ? reach : end).some(({ text }) => doneTo.has(text));
}

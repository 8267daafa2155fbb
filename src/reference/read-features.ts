import { pronounsIn } from './feature-pronouns.ts';
import { isDeniedAfter } from './feature-wants.ts';
import { createPhraseBook } from './phrases.ts';
import type { Feature } from './project-details.ts';
import { type FeatureMention, featuresOf, wishesOf } from './reading-features.ts';
import type { ReadingState, Statement } from './reading-state.ts';
import type { Token } from './tokens.ts';

/** "And the lights", of few words, goes on with what was said before. */
const joints = new Set(['and', 'also', 'or', 'nor', 'plus', 'y', 'tambien']);
const shortMessage = 6;

/** What is left of a feature's name once it has been spoken of: "skip the dashboard". */
const heads = new Map<string, Feature>([
  ['dashboard', 'admin_dashboard'],
  ['cover', 'automatic_cover'],
  ['login', 'sso'],
]);

/** What takes the place of cabinets made to measure. */
const lesserCabinets = createPhraseBook<true>(
  'semi custom|semicustom|stock cabinets|standard cabinets|prefab cabinets|ikea cabinets|stock ones'
    .split('|')
    .map((phrase) => [phrase, true]),
  'text',
);

/** Takes what a statement says of features, and of wishes beyond them. */
export function readFeatures(state: ReadingState, statement: Statement): void {
  const { tokens, polarity, from, kindAt } = statement;
  const mentions = reconciled(featuresOf(tokens, polarity), tokens).filter(({ at }) => at >= from);
  for (const feature of headsTakenBack(statement, mentions)) state.features.delete(feature);
  if (takesLess(statement)) state.features.delete('custom_cabinets');
  const goesOn = state.takingBack && tokens.length <= shortMessage && joints.has(tokens[0]?.text ?? '');
  state.takingBack = false;
  for (const mention of mentions) {
    if (isDroppedThing(state, mention, mentions)) continue;
    const feature = meantOn(state, mention);
    const known = state.features.get(feature);
    const isDropped = !mention.wanted || (goesOn && known === true);
    state.takingBack = isDropped && known === true;
    if (!mention.kept || known !== undefined) state.features.set(feature, !isDropped);
  }
  for (const { feature, wanted } of pronounsIn(tokens, polarity, mentions, state.spokenOf, kindAt)) {
    state.features.set(feature, wanted);
  }
  if (mentions.length > 0) state.spokenOf = mentions.map(({ feature }) => feature);
  else if (tokens.length > shortMessage) state.spokenOf = [];
  for (const { wish, wanted, at } of wishesOf(tokens, polarity))
    if (at >= from) state.wishes.set(wish, wanted);
}

/** "Actually semi-custom is fine." */
function takesLess({ tokens, polarity }: Statement): boolean {
  return lesserCabinets.all(tokens).some(({ from }) => polarity[from] === 'plain');
}

function headsTakenBack({ tokens, polarity }: Statement, mentions: readonly FeatureMention[]): Feature[] {
  return tokens.flatMap(({ text }, index) => {
    const feature = heads.get(text);
    const isSaid = mentions.some(({ at, to }) => index >= at && index < to);
    const isBack = polarity[index] === 'denied' || isDeniedAfter(tokens, index + 1);
    return feature && !isSaid && isBack ? [feature] : [];
  });
}

/** "Drip irrigation but no sprinklers": one way to have a thing is wanted, another is not. */
function reconciled(mentions: readonly FeatureMention[], tokens: readonly Token[]): FeatureMention[] {
  const stemsOf = ({ at, to }: FeatureMention) => tokens.slice(at, to).map(({ stem }) => stem);
  return mentions.filter((mention) => {
    const stems = new Set(stemsOf(mention));
    const isOther = (other: FeatureMention) => !stemsOf(other).some((stem) => stems.has(stem));
    const rivals = mentions.filter(({ feature, wanted }) => feature === mention.feature && wanted);
    return mention.wanted || mention.feature === 'multi_language' || !rivals.some(isOther);
  });
}

/** "Take out the hot tub", that was to be made: nothing is demolished. */
function isDroppedThing(
  state: ReadingState,
  { feature, at, to }: FeatureMention,
  mentions: readonly FeatureMention[],
): boolean {
  if (feature !== 'demolition') return false;
  return mentions.some(
    (other) =>
      !other.wanted && other.at >= at && other.to <= to && state.features.get(other.feature) === true,
  );
}

/** Ripping out what is there is tearing off on a roof. */
function meantOn({ kind }: ReadingState, { feature, clearing }: FeatureMention): Feature {
  return clearing && kind === 'roofing' ? 'tear_off' : feature;
}

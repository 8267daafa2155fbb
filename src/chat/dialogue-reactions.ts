import { placeName } from '../estimation/narrative-labels.ts';
import type { Feature, ProjectDetails, ProjectSize, Topic } from '../reference/project-details.ts';
import type { Change } from './dialogue-changes.ts';
import { intentOf } from './dialogue-intents.ts';
import {
  capitalised,
  filled,
  type Intent,
  type Variants,
  variant,
  type Wording,
} from './dialogue-wording.ts';

/** With more news than this in one message, it is summed up rather than answered piece by piece. */
const newsAtOnce = 2;
/** More features than this in one sentence nobody reads. */
const mostNamed = 6;
const tenths = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** A bare number, sides or an area: "0 sq ft", "10 million", but not "2 bedrooms". Each sign fits in one place only, for the time that rows of them take. */
const sizeLike =
  /^\W*(?:(?:ok(?:ay)?|about|around|maybe|unos)\W*)?\d(?:[\d.,]*\d)?(?:\s*(?:million|millones|k))?\W*$|\d\s*(?:million|millones|k)?\s*(?:(?:sq|square|m2|m²|acres?|hect|pies|metros|feet|foot|ft)(?!\p{L})|[x×]\s*\d)/iu;

const corrections = ['projectChanged', 'sizeChanged', 'regionChanged', 'featuresDropped'];

export interface Scene {
  wording: Wording;
  details: ProjectDetails;
  tenantName: string;
  turn: number;
}

/** What to say first: to what is new, or, with nothing new, to what the message wants. */
export function reactionsTo(changes: readonly Change[], scene: Scene): string[] {
  const isNewsOnly = !changes.some(({ kind }) => corrections.includes(kind));
  if (changes.length > newsAtOnce && isNewsOnly)
    return [summary(scene, scene.wording.recap.news), ...apart(changes, scene)];
  return changes.slice(0, newsAtOnce + 1).map((change) => acknowledged(change, scene));
}

/** To a message that changed nothing; `asked` is what it should have answered. */
export function reactionToNothingNew(message: string, asked: Topic | null, scene: Scene): string {
  const { wording, tenantName, turn } = scene;
  const reason = filled(wording.reasons[asked ?? 'project'], { tenant: tenantName });
  const intent = intentInContext(message, asked, scene.details);
  return filled(variant(wording.intents[intent], turn), { tenant: tenantName, reason });
}

/** A plain statement is a figure that cannot be a size, part of the description, or, before there is a project, beside the point. */
function intentInContext(message: string, asked: Topic | null, { subcategory }: ProjectDetails): Intent {
  const intent = intentOf(message);
  if (asked === 'size' && sizeLike.test(message)) return 'oddSize';
  if (intent === 'nothing' && (asked === 'project' || asked === 'size')) return 'unknown';
  if (
    intent === 'agreed' &&
    asked === 'features' &&
    /^\W*(yes|yep|yeah|sure|s[ií]|claro)\W*$/iu.test(message)
  )
    return 'which';
  if (intent !== 'statement') return intent;
  return subcategory === null ? 'offTopic' : 'statement';
}

/** Everything understood so far in one sentence; empty while no more than the project is known. */
export function recapOf(scene: Scene): string {
  return summary(scene, scene.wording.recap.leads);
}

function summary({ wording, details, turn }: Scene, leads: Variants): string {
  const { recap } = wording;
  const place = placeName(details.place) ?? details.region;
  if (details.subcategory === null) return '';
  const parts = [
    wording.names.projects[details.subcategory],
    ...(details.size ? [filled(recap.size, { value: measured(details.size, wording) })] : []),
    ...(details.size === null && details.scale && details.scale !== 'unsure'
      ? [filled(recap.scale, { value: wording.names.scales[details.scale] })]
      : []),
    ...(place ? [filled(recap.place, { value: place })] : []),
    ...(details.features.length > 0
      ? [filled(recap.features, { value: named(details.features, wording) })]
      : []),
  ];
  return parts.length < 2 ? '' : filled(variant(leads, turn), { value: parts.join(' ') });
}

/** News that a summary of the project leaves out. */
function apart(changes: readonly Change[], scene: Scene): string[] {
  const left = changes.filter(({ kind }) => kind === 'timeline' || kind === 'budget' || kind === 'place');
  return left.slice(0, 1).map((change) => acknowledged(change, scene));
}

function acknowledged(change: Change, scene: Scene): string {
  const value = subjectOf(change, scene);
  const template = variant(scene.wording.changes[change.kind], scene.turn);
  return filled(template, { value, Value: capitalised(value), tenant: scene.tenantName });
}

function subjectOf({ kind, features, wish }: Change, { wording, details }: Scene): string {
  if (features) return named(features, wording);
  if (wish) return `“${wish}”`;
  if ((kind === 'project' || kind === 'projectChanged') && details.subcategory)
    return wording.names.projects[details.subcategory];
  if ((kind === 'size' || kind === 'sizeChanged') && details.size) return measured(details.size, wording);
  if (kind === 'scale' && details.scale) return wording.names.scales[details.scale];
  return placeName(details.place) ?? details.region ?? wording.names.somewhere;
}

function measured({ value, unit }: ProjectSize, { names: { units } }: Wording): string {
  return `${tenths.format(value)} ${units[unit]}`;
}

function named(features: readonly Feature[], { names }: Wording): string {
  const words = features.slice(0, mostNamed).map((feature) => names.features[feature]);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${names.and} ${words.at(-1)}`;
}

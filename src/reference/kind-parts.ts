import type { KindMention } from './kind-mentions.ts';
import { type Kind, weights } from './kind-phrases.ts';
import { summaryOf, type Told } from './kind-told.ts';
import { surfaceFrameWords } from './lexicon-frames.ts';
import { scaleWords } from './lexicon-scale.ts';
import { bookOf } from './phrases.ts';
import { subcategories } from './project-details.ts';
import type { Token } from './tokens.ts';

/** What stands in a yard. */
const standing: ReadonlySet<Kind> = new Set(['pool', 'adu']);
const grounds = new Set(['backyard', 'yard', 'frontyard', 'sideyard']);
const listMarks = new Set([',', '&', '+', 'and', '/']);
const roomWords = new Set(surfaceFrameWords.R.split('|'));
/** Rooms that have floors of their own. */
export const rooms: readonly Kind[] = ['kitchen_remodel', 'bathroom_remodel', 'adu'];
/** From here on a mention says the kind. */
export const says = 1.9;
const listStarts = new Set([':', ',', '-', '(', 'with', 'w']);
const beds = new Set(['bedroom', 'bed', 'bdrm', 'recamara']);
/** Said of a whole room's remodel, not of its floor. */
const wholeBook = bookOf(
  `${scaleWords.midrange}|included|includes|including|as well|upscale|high end|remodel`,
  'text',
);
const softwareKinds: ReadonlySet<Kind> = new Set(subcategories.software);

/** Takes weight from what is named only as a part, an end or the business of another project. */
export function withoutParts(mentions: readonly KindMention[], tokens: readonly Token[]): KindMention[] {
  return besideSoftware(
    withoutGrounds(
      withoutFloors(withoutApis(withoutEnds(ofDwelling(mentions, tokens), tokens), tokens), tokens),
      tokens,
    ),
  );
}

/** "A cottage: bedroom, bath, little kitchen": rooms listed with a bedroom are those of a dwelling. */
function ofDwelling(mentions: readonly KindMention[], tokens: readonly Token[]): readonly KindMention[] {
  const isDwelling = ({ kind, level, weight, denied, to }: KindMention) =>
    kind === 'adu' &&
    level === weights.vague &&
    weight >= level &&
    !denied &&
    listStarts.has(tokens[to]?.text ?? '');
  const rest = mentions.filter(
    ({ kind, level, denied }) => kind !== 'adu' && level >= weights.name && !denied,
  );
  const isListed =
    rest.length > 0 && rest.every(({ kind, weight }) => rooms.includes(kind) && weight <= weights.name);
  if (!isListed || !mentions.some(isDwelling) || !tokens.some(({ text }) => beds.has(text))) return mentions;
  const listed = new Set(rest);
  return mentions.map((mention) => {
    if (isDwelling(mention)) return { ...mention, weight: mention.weight + 1.1 };
    return listed.has(mention) ? { ...mention, weight: mention.weight * 0.3 } : mention;
  });
}

/** "Small bath, shower insert, vinyl floor": the floor is a part of a room that is told in detail. */
function withoutFloors(mentions: readonly KindMention[], tokens: readonly Token[]): KindMention[] {
  const told = summaryOf(mentions);
  const isFloor = (told.get('flooring')?.level ?? 0) >= weights.name;
  if (isFloor && mentions.some((mention) => isListedRoom(mention, tokens))) return withoutRooms(mentions);
  const isDetailed =
    rooms.some((room) => isRoomDetailed(told.get(room))) ||
    mentions.some((mention) => isHeadline(mention, tokens));
  if (!isDetailed) return [...mentions];
  return mentions.map((mention) =>
    mention.kind === 'flooring' ? { ...mention, weight: mention.weight * 0.4 } : mention,
  );
}

/** "Kitchen 13 x 12, midrange, new floor tile included": a room that opens the text, with how good it is to be or with what. */
function isHeadline({ kind, from, to, level, denied }: KindMention, tokens: readonly Token[]): boolean {
  if (from > 0 || denied || !rooms.includes(kind) || level < weights.name) return false;
  const isAlone = tokens[to]?.type === 'number' || tokens[to]?.type === 'mark';
  return isAlone && tokens.some((_, index) => index >= to && wholeBook.at(tokens, index) !== null);
}

/** "Entry, hall, kitchen": a list of rooms tells where floors are to lie. */
function isListedRoom({ kind, from, to, level }: KindMention, tokens: readonly Token[]): boolean {
  if (!rooms.includes(kind) || level === weights.hint) return false;
  const before = listMarks.has(tokens[from - 1]?.text ?? '') ? tokens[from - 2]?.text : undefined;
  const after = listMarks.has(tokens[to]?.text ?? '') ? tokens[to + 1]?.text : undefined;
  return [before, after].some((word) => word !== undefined && roomWords.has(word));
}

function withoutRooms(mentions: readonly KindMention[]): KindMention[] {
  return mentions.map((mention) =>
    rooms.includes(mention.kind) ? { ...mention, weight: mention.weight * 0.4 } : mention,
  );
}

/** "Pool, 10x20, side yard": where it stands, when nothing is to be planted there. */
function withoutGrounds(mentions: readonly KindMention[], tokens: readonly Token[]): KindMention[] {
  const told = summaryOf(mentions);
  const isOther = [...told].some(([kind, { most }]) => standing.has(kind) && most >= says);
  if (!isOther || mentions.some((mention) => isPlanted(mention, tokens))) return [...mentions];
  return mentions.map((mention) => {
    const isGround =
      mention.kind === 'landscaping' && grounds.has(tokens[mention.to - 1]?.text.replace(/s$/, '') ?? '');
    return isGround ? { ...mention, weight: mention.weight * 0.4 } : mention;
  });
}

/** A detail of a garden that is to be, and not what the ground is like now. */
function isPlanted({ kind, level, denied, to }: KindMention, tokens: readonly Token[]): boolean {
  const isDetail = kind === 'landscaping' && level === weights.hint && !denied;
  return isDetail && tokens[to - 1]?.text !== 'dirt';
}

/** "Our website's orders into the books": a site that something flows from or to is one of the systems. */
function withoutEnds(mentions: readonly KindMention[], tokens: readonly Token[]): KindMention[] {
  const flows = mentions.filter(({ told, kind }) => told && (kind === 'integration' || kind === 'migration'));
  const joined = mentions.find((mention) => isNamedFlow(mention, tokens));
  if (flows.length === 0 && !joined) return [...mentions];
  return mentions.map((mention) => {
    const isWithin = flows.some(({ from, to }) => mention.to >= from && mention.from < to);
    const isEnd = isWithin || (joined !== undefined && mention.from > joined.from);
    return isEnd && mention.kind === 'web_app' && !mention.told
      ? { ...mention, weight: mention.weight * 0.4 }
      : mention;
  });
}

/** "WMS, ERP, carrier APIs": others' interfaces in a list of systems are more systems to tie. */
function withoutApis(mentions: readonly KindMention[], tokens: readonly Token[]): readonly KindMention[] {
  if ((summaryOf(mentions).get('integration')?.hints ?? 0) < 2) return mentions;
  return mentions.map((mention) => {
    const isTheirs = mention.kind === 'api_development' && tokens[mention.to - 1]?.text === 'apis';
    return isTheirs ? { ...mention, weight: mention.weight * 0.4 } : mention;
  });
}

/** "Integrate …", "migration of …": what is named behind is what it is done with. */
function isNamedFlow({ kind, level, weight, denied, from }: KindMention, tokens: readonly Token[]): boolean {
  if (denied || weight < weights.vague) return false;
  if (kind === 'integration') return weight >= says && level >= weights.name;
  return kind === 'migration' && tokens[from]?.stem.startsWith('migr') === true;
}

/** A room that is named as the project with a detail of it, or named at all with several. */
function isRoomDetailed(room: Told | undefined): boolean {
  if (!room) return false;
  return (room.most >= says && room.hints > 0) || (room.level >= weights.name && room.hints > 1);
}

/** "Our hotel reservation database": what a business deals in is no trade asked for beside its software. */
function besideSoftware(mentions: readonly KindMention[]): KindMention[] {
  const isSoftware = mentions.some(
    ({ kind, weight, denied }) => !denied && weight >= weights.vague && softwareKinds.has(kind),
  );
  if (!isSoftware) return [...mentions];
  return mentions.map((mention) =>
    mention.kind === 'other' && mention.level <= weights.name
      ? { ...mention, weight: mention.weight * 0.5 }
      : mention,
  );
}

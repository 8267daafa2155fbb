import type { KindMention } from './kind-mentions.ts';
import { sizesOf } from './measure.ts';
import { createPhraseBook } from './phrases.ts';
import type { Subcategory } from './project-details.ts';
import { isStop, type Token } from './tokens.ts';

/** A mention of this level names a thing; of a share below that of its level it is only told of. */
const nameLevel = 2;
const leastShare = 0.19;
const fewWords = 4;
const leastNumber = 20;
/** Words of someone who wants a price; with them, or with a size, the one thing named is the project. */
const pricing = new Set(
  'quote|quoted|estimate|price|pricing|cost|costs|bid|budget|charge|realistic|week|weeks|month|months|much|rate|rates|worth|expensive|presupuesto|cuesta|precio|ballpark|figure'.split(
    '|',
  ),
);
const moving = bookOf(
  'get|move|pull|bring|take|transfer|port|copy|load|import|export|convert|shift|transition|carry|extract|lift|switch',
);
const contents = bookOf(
  'data|records|database|databases|tables|rows|history|files|documents|content|contacts|archive|archives|spreadsheet|entries|accounts|mailboxes|pages|users|wiki|tickets|boards|photos|images|products|orders|subscribers|inventory|catalog|transactions|logs|emails|workflows|reports',
);
const towards = bookOf('out of|into|off of|off|from|over to|onto|to');
const exchanging = bookOf('exchange|share|pass|flow|feed|push|sync|talk|send|trade|hand over|forward|update');
const renewing = bookOf(
  'replace it|redo it|rebuild it|remodel it|renovate it|replace the whole thing|replace all of it|redo the whole thing|a new one|start over',
);
const reach = 6;

/** The kind of project that what was said amounts to where nothing names it plainly, or null. */
export function hintedKind(
  tokens: readonly Token[],
  mentions: readonly KindMention[],
  former: readonly KindMention[],
): Subcategory | null {
  return (
    renewed(tokens, mentions, former) ??
    onlyNamed(tokens, mentions.length > 0 ? mentions : former) ??
    (isMove(tokens) ? 'migration' : isExchange(tokens, mentions) ? 'integration' : null)
  );
}

/** "My roof leaks." – "Replace it then.": the one thing spoken of before, whatever was said of it. */
function renewed(
  tokens: readonly Token[],
  mentions: readonly KindMention[],
  former: readonly KindMention[],
): Subcategory | null {
  if (mentions.length > 0 || renewing.all(tokens).length === 0) return null;
  const named = former.filter(({ denied, level }) => !denied && level >= nameLevel);
  const [first] = named;
  if (!first || first.kind === 'other' || named.some(({ kind }) => kind !== first.kind)) return null;
  return first.kind;
}

/** "The kitchen is from hell, it's 11 by 13": one thing is named, with its size or a question for a price. */
function onlyNamed(tokens: readonly Token[], mentions: readonly KindMention[]): Subcategory | null {
  if (tokens.some(({ text }) => text === 'already')) return null;
  const plain = mentions.filter(
    ({ denied, kind, level }) => !denied && (kind !== 'other' || level >= nameLevel),
  );
  const hasNames = plain.some(({ level }) => level >= nameLevel);
  const named = hasNames ? plain.filter(({ level }) => level >= nameLevel) : plain;
  const [first] = named;
  if (!first || first.kind === 'other' || named.some(({ kind }) => kind !== first.kind)) return null;
  if (!named.some(({ weight, level }) => weight / level > leastShare)) return null;
  const isPriced = tokens.some(({ text }) => pricing.has(text)) || sizesOf(tokens).length > 0;
  return isPriced || isNumber(tokens) ? first.kind : null;
}

/** "Ok, 350 then": hardly more than a number. */
function isNumber(tokens: readonly Token[]): boolean {
  const words = tokens.filter(({ type }) => type === 'word');
  return (
    words.length < fewWords && tokens.some(({ type, value }) => type === 'number' && value >= leastNumber)
  );
}

/** "Get 3 million records out of Salesforce and into Dynamics". */
function isMove(tokens: readonly Token[]): boolean {
  return moving.all(tokens).some((verb) => {
    const clause = tokens.slice(verb.to, verb.to + reach * 2);
    const end = clause.findIndex(isStop);
    const within = clause.slice(0, end < 0 ? clause.length : end);
    const [what] = contents.all(within);
    return what !== undefined && what.from < reach && towards.all(within).some(({ from }) => from >= what.to);
  });
}

/** "Magento and SAP must exchange orders". */
function isExchange(tokens: readonly Token[], mentions: readonly KindMention[]): boolean {
  const systems = mentions.filter(({ kind }) => kind === 'integration');
  return systems.length > 1 && exchanging.all(tokens).length > 0;
}

function bookOf(list: string) {
  return createPhraseBook(list.split('|').map((phrase) => [phrase, true] as const));
}

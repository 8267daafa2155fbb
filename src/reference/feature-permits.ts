import { bookOf, type Span } from './phrases.ts';
import { isStop, type Token } from './tokens.ts';

/** What is said of permits that are there, as stems. */
const granted = new Set(
  'alreadi|approv|issu|grant|obtain|secur|sort|receiv|waiv|exempt|aprob|took|came|clear|arriv|stamp|final|got|done|hand|place'.split(
    '|',
  ),
);
/** … and of those that are not there yet, or any more. */
const missing = new Set(
  'not|yet|still|need|needs|must|required|pending|waiting|until|before|hasnt|havent|arent|isnt|will|expired|lapsed|ran|new|again|without|todavia|falta|faltan|vencieron'.split(
    '|',
  ),
);
const needing = new Set(['need', 'requir', 'necessari', 'necesit', 'hace']);
const denying = new Set(
  'no|not|dont|doesnt|isnt|arent|wont|never|without|nor|sin|neither|didnt|none'.split('|'),
);
const lost = new Set(['expired', 'lapsed', 'denied', 'rejected', 'refused', 'revoked']);
const lackedAfter = bookOf(
  'we dont have any|dont have any|we dont have them|dont have them|we have none|none yet|not yet|dont have one|havent got any',
  'text',
);
const later = new Set(['yet', 'todavia', 'still']);
/** "Permits handled by you": left to the builder. */
const seeingTo = new Set(['handl', 'pull', 'file', 'manag', 'arrang', 'deal', 'take', 'appli']);
const builders = new Set(['you', 'yourselves', 'contractor', 'builder', 'ustedes']);
const reach = 6;

/** Whether permits are still to be got, by the clause they stand in; null where it does not tell. */
export function permitsNeeded(tokens: readonly Token[], { from, to }: Span<unknown>): boolean | null {
  if (tokens[to]?.text === '?' && lackedAfter.at(tokens, to + 1)) return true;
  const clause = clauseAround(tokens, from, to);
  const has = (words: ReadonlySet<string>) => clause.some(({ text }) => words.has(text));
  const isDenied = has(denying);
  if (isDenied && clause.some(({ stem }) => needing.has(stem))) return null;
  if (isDenied && has(later)) return true;
  if (has(lost)) return true;
  if (!isDenied && has(builders) && clause.some(({ stem }) => seeingTo.has(stem))) return true;
  if (!clause.some(({ stem }) => granted.has(stem))) return null;
  return has(missing);
}

function clauseAround(tokens: readonly Token[], from: number, to: number): readonly Token[] {
  let start = from;
  while (start > 0 && from - start < reach && !isEdge(tokens[start - 1])) start -= 1;
  let end = to;
  while (end < tokens.length && end - to < reach && !isEdge(tokens[end])) end += 1;
  return tokens.slice(start, end);
}

function isEdge(token: Token | undefined): boolean {
  return token === undefined || isStop(token) || token.text === ',' || token.text === 'and';
}

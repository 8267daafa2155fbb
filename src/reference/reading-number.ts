import { numberAt } from './measure-numbers.ts';
import type { ProjectSize } from './project-details.ts';
import type { Token } from './tokens.ts';

/** A number that by itself can be a size in square feet. */
const plainSize = { from: 20, to: 50_000 };

/** "450", "about 450", "450 feet" as an answer to how big. */
export function plainNumber(tokens: readonly Token[]): ProjectSize | null {
  const at = tokens.findIndex((_, index) => numberAt(tokens, index) !== null);
  const number = numberAt(tokens, at);
  const rest = tokens.length - ((number?.to ?? 0) - at);
  if (!number || rest > 3 || tokens.some(({ text }) => !isAside(text) && Number.isNaN(Number(text))))
    return null;
  const isSensible = number.value >= plainSize.from && number.value <= plainSize.to;
  return isSensible ? { value: Math.round(number.value), unit: 'sqft' } : null;
}

function isAside(text: string): boolean {
  return /^(about|around|roughly|maybe|approx|approximately|say|like|or|so|ft|feet|foot|probably|ish|unos|como|its|it|is|[.,~!])$/.test(
    text,
  );
}

/** Free attributes of a class: how many keys in all, how deep, how long a text, and how long all of it as JSON. */
const limits = { keys: 50, depth: 3, keyLength: 60, textLength: 2_000, jsonLength: 10_000 } as const;
const largestSize = 10_000_000;
const sizeUnits: readonly unknown[] = ['sqft', 'person_weeks'];

/** What is wrong with a class's attributes, at which of them; null if nothing is. */
export function attributesFault(
  attributes: Record<string, unknown>,
): { path: string; message: string } | null {
  const message = treeFault(attributes, 1) ?? totalFault(attributes);
  if (message) return { path: 'attributes', message };
  if ('referenceSize' in attributes && !isSize(attributes.referenceSize))
    return {
      path: 'attributes.referenceSize',
      message: 'must be { value, unit } with a value above 0 and the unit sqft or person_weeks',
    };
  return null;
}

function treeFault(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return textFault(value);
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'must hold finite numbers only';
  if (typeof value !== 'object' || value === null) return null;
  if (depth > limits.depth) return `must be at most ${limits.depth} levels deep`;
  const keyFault = Array.isArray(value) ? null : Object.keys(value).map(nameFault).find(Boolean);
  if (keyFault) return keyFault;
  for (const below of Object.values(value)) {
    const fault = treeFault(below, depth + 1);
    if (fault) return fault;
  }
  return null;
}

function totalFault(attributes: Record<string, unknown>): string | null {
  if (keysIn(attributes) > limits.keys) return `must have at most ${limits.keys} keys`;
  const isLong = JSON.stringify(attributes).length > limits.jsonLength;
  return isLong ? `must have at most ${limits.jsonLength} characters in all` : null;
}

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const below = Object.values(value).reduce<number>((sum, inner) => sum + keysIn(inner), 0);
  return below + (Array.isArray(value) ? 0 : Object.keys(value).length);
}

/** Databases take `$` and dots for operators and paths. */
function nameFault(key: string): string | null {
  const isName = /^[^$.\p{Cc}][^.\p{Cc}]*$/u.test(key) && key.length <= limits.keyLength;
  return isName && key !== '__proto__'
    ? null
    : `must have keys of 1 to ${limits.keyLength} characters without dots, $ in front or control characters`;
}

function textFault(text: string): string | null {
  if (text.length > limits.textLength) return `must have texts of at most ${limits.textLength} characters`;
  return /\p{Cc}/u.test(text.replaceAll('\n', ' ')) ? 'must not have control characters' : null;
}

function isSize(given: unknown): boolean {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false;
  const { value, unit }: { value?: unknown; unit?: unknown } = given;
  return typeof value === 'number' && value > 0 && value <= largestSize && sizeUnits.includes(unit);
}

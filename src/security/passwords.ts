import { hash, verify } from '@node-rs/argon2';
import { commonPasswords, commonWords } from './common-passwords.ts';

// OWASP's recommendation for argon2id, the library's default variant; memory in KiB.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
// No password has it: it costs what a real one does, so that an unknown user's login takes as long.
const dummyHash = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

const minLength = 12;
const maxLength = 128;
/** What `passwordFault` will ask for, to be told beforehand. */
export const passwordRules = [
  `${minLength} to ${maxLength} characters; a few words do well`,
  'not a common password, nor a row of keys',
  'without company name and e-mail address',
] as const;
// A company called "Ace" should not forbid every password with "face" in it.
const minContextLength = 4;
const predictableShare = 0.7;
const keyboardRows = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1234567890',
  'azertyuiop',
  'qsdfghjklm',
  'qwertzuiop',
];
const lookalikes: Readonly<Record<string, string>> = {
  '@': 'a',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  $: 's',
  '!': 'i',
};

/** argon2id, as a PHC string that carries its own salt and cost. */
export function hashPassword(password: string): Promise<string> {
  return hash(sameForEveryKeyboard(password), cost);
}

/** False for a wrong password, an unknown user (null) and a malformed hash; the first two take equally long. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  try {
    const matches = await verify(stored ?? dummyHash, sameForEveryKeyboard(password));
    return matches && stored !== null;
  } catch {
    return false;
  }
}

/** Why this password is refused, for the person who chose it; null if it is fine. `context`: company name and e-mail address. */
export function passwordFault(password: string, context: readonly string[]): string | null {
  const length = [...password].length;
  if (length < minLength) return `Use at least ${minLength} characters.`;
  if (length > maxLength) return `Use at most ${maxLength} characters.`;
  if (/\p{Surrogate}/u.test(password)) return 'Use valid characters only.';
  const text = sameForEveryKeyboard(password).toLowerCase();
  if (isCommon(text) || isPattern(text)) return 'This password is too easy to guess.';
  if (context.some((name) => contains(text, name)))
    return 'Leave your company name and e-mail address out of the password.';
  return null;
}

// The same accented letter can be typed as one code point or as two.
function sameForEveryKeyboard(password: string): string {
  return password.normalize('NFKC');
}

function isCommon(text: string): boolean {
  if (commonPasswords.has(text)) return true;
  const core = text.replace(/^[^a-z]+|[^a-z]+$/g, '');
  return [core, plainLetters(core), plainLetters(text)].some((letters) =>
    isOneOrTwoWords(letters.replace(/[^a-z]/g, '')),
  );
}

function plainLetters(text: string): string {
  return text.replace(/[@013457$!]/g, (sign) => lookalikes[sign] ?? sign);
}

function isOneOrTwoWords(letters: string): boolean {
  if (commonWords.has(letters)) return true;
  return Array.from(letters, (_, cut) => cut).some(
    (cut) => commonWords.has(letters.slice(0, cut)) && commonWords.has(letters.slice(cut)),
  );
}

function isPattern(text: string): boolean {
  return /^\d+$/.test(text) || /^(.{1,8}?)\1+.{0,2}$/su.test(text) || isMostlyPredictable(text);
}

/** Whether most characters follow from the one before: the same, the next in the alphabet, the next on the keyboard. */
function isMostlyPredictable(text: string): boolean {
  const characters = [...text];
  const predictable = characters.filter((character, place) =>
    follows(characters[place - 1], character),
  ).length;
  return predictable / (characters.length - 1) >= predictableShare;
}

function follows(before: string | undefined, character: string): boolean {
  if (before === undefined) return false;
  const step = (character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
  return (
    Math.abs(step) <= 1 ||
    keyboardRows.some((row) => row.includes(before + character) || row.includes(character + before))
  );
}

function contains(text: string, name: string): boolean {
  const lower = name.normalize('NFKC').toLowerCase();
  const part = onlyLettersAndDigits(lower.includes('@') ? lower.slice(0, lower.lastIndexOf('@')) : lower);
  return [...part].length >= minContextLength && onlyLettersAndDigits(text).includes(part);
}

function onlyLettersAndDigits(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

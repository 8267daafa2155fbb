import { createPhraseBook } from './phrases.ts';
import type { ProjectSize } from './project-details.ts';
import type { Token } from './tokens.ts';

/** Sizes told by another: "about half of that". */
const ratios: Record<string, number> = {
  'half of that|half of it|half that|half the size|half as big|half as large|half this|half of this|la mitad|mitad de eso': 0.5,
  'double that|double it|twice that|twice the size|double the size|twice as big|twice as large|el doble': 2,
  'a third of that|one third of that|third of the size|third the size': 1 / 3,
  'two thirds of that|two thirds the size': 2 / 3,
  'a quarter of that|one quarter of that|quarter of the size|quarter the size': 0.25,
  'three quarters of that': 0.75,
};

const book = createPhraseBook(
  Object.entries(ratios).flatMap(([list, ratio]) =>
    list.split('|').map((phrase) => [phrase, ratio] as const),
  ),
  'text',
);

/** The size a text tells by another one, or null where it tells none that way. */
export function relativeTo(size: ProjectSize | null, tokens: readonly Token[]): ProjectSize | null {
  const ratio = size && book.all(tokens).at(-1)?.value;
  return size && ratio ? { value: Math.round(size.value * ratio), unit: size.unit } : null;
}

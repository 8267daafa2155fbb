import type { KindMention } from './kind-mentions.ts';
import { type Kind, weights } from './kind-phrases.ts';

/** What is said of one kind altogether. */
export interface Told {
  /** The strongest mention that stands. */
  most: number;
  /** How many of its details are told. */
  hints: number;
  /** The plainest it is named, wherever. */
  level: number;
}

/** What a text says of each kind. */
export function summaryOf(mentions: readonly KindMention[]): Map<Kind, Told> {
  const told = new Map<Kind, Told>();
  for (const { kind, level, weight, denied } of mentions) {
    if (denied) continue;
    const known = told.get(kind) ?? { most: 0, hints: 0, level: 0 };
    const isHint = weight >= weights.hint / 2 && level === weights.hint;
    told.set(kind, {
      most: Math.max(known.most, weight),
      hints: known.hints + (isHint ? 1 : 0),
      level: Math.max(known.level, level),
    });
  }
  return told;
}

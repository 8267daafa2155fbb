import { type KindMention, kindMentions } from './kind-mentions.ts';
import type { Kind } from './kind-phrases.ts';
import type { Polarity } from './polarity.ts';
import { type Category, subcategories } from './project-details.ts';
import type { Token } from './tokens.ts';

/** What a text says the project is. */
export interface KindReading {
  kind: Kind | null;
  /** 0–1. */
  confidence: number;
  mentions: readonly KindMention[];
}

/** Work without a class wins only if it is named more plainly than a kind that has one. */
const otherHandicap = 0.5;

/** The subcategory's category, or null for a string of someone's own. */
export function categoryOf(subcategory: string): Category | null {
  for (const category of ['construction', 'software'] as const) {
    if (subcategories[category].some((known) => known === subcategory)) return category;
  }
  return null;
}

/** The kind a text speaks of, by its mentions. */
export function readKind(tokens: readonly Token[], polarity: readonly Polarity[]): KindReading {
  const mentions = kindMentions(tokens, polarity);
  const ranked = rankKinds(mentions);
  const best = ranked[0];
  if (!best) return { kind: null, confidence: 0, mentions };
  const second = ranked.find(({ kind }) => kind !== best.kind && kind !== 'other');
  const clarity = clarityOf(best.score) * distinctness(best.score, second?.score ?? 0);
  return { kind: best.kind, confidence: clarity, mentions };
}

/** Kinds with their scores, best first: the strongest mention, and half of what the others add. */
export function rankKinds(mentions: readonly KindMention[]): { kind: Kind; score: number }[] {
  const best = new Map<Kind, number>();
  const sum = new Map<Kind, number>();
  for (const { kind, weight, denied } of mentions) {
    if (denied) continue;
    best.set(kind, Math.max(best.get(kind) ?? 0, weight));
    sum.set(kind, (sum.get(kind) ?? 0) + weight);
  }
  const scored = [...best].map(([kind, top]) => {
    const rest = kind === 'other' ? 0 : Math.min(3, ((sum.get(kind) ?? 0) - top) / 2);
    return { kind, score: top + rest - (kind === 'other' ? otherHandicap : 0) };
  });
  return scored.sort((a, b) => b.score - a.score);
}

/** How sure a kind is by what was said for it: nothing 0, hints alone below 0.7, its name 0.95. */
function clarityOf(score: number): number {
  if (score >= 2.6) return 0.985;
  if (score >= 1.9) return 0.95;
  if (score >= 1.19) return 0.72 + ((score - 1.19) / 0.71) * 0.2;
  return Math.max(0, score - 0.45) * 0.75;
}

/** How much a second kind takes from the first. */
function distinctness(best: number, second: number): number {
  const ratio = second / best;
  if (ratio > 0.97) return 0.72;
  if (ratio > 0.9) return 0.85;
  return ratio > 0.75 ? 0.93 : 1;
}

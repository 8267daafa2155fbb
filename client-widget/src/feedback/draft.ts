export const flagNames = ['scopeCreep', 'hiddenCosts', 'marketChanges'] as const;
export type FlagName = (typeof flagNames)[number];

/** What was typed and chosen, as it was. */
export interface Draft {
  cost: string;
  duration: string;
  rating: number | null;
  comments: string;
  flags: FlagName[];
}

export const emptyDraft: Draft = { cost: '', duration: '', rating: null, comments: '', flags: [] };

const place = 'feedback-draft';

/** What was typed before a reload, in this tab. `token` tells one link's draft from another's. */
export function keptDraft(token: string): Draft {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null');
    return kept?.link === linkName(token) ? { ...emptyDraft, ...kept.draft } : emptyDraft;
  } catch {
    return emptyDraft;
  }
}

/** null: nothing is kept any more. */
export function keepDraft(token: string, draft: Draft | null): void {
  try {
    if (draft) sessionStorage.setItem(place, JSON.stringify({ link: linkName(token), draft }));
    else sessionStorage.removeItem(place);
  } catch {
    // Storage is forbidden or full: the page works without, until it is left.
  }
}

const linkName = (token: string): string => token.slice(0, 8);

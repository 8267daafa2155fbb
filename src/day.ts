/** The day in UTC that a moment lies on, like `2026-11-24`. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

import type { Subcategory } from '../reference/project-details.ts';
import { isSubcategory } from './adjustments.ts';

const projectNouns: Record<Subcategory, string> = {
  pool: 'pool',
  adu: 'ADU',
  kitchen_remodel: 'kitchen remodel',
  bathroom_remodel: 'bathroom remodel',
  landscaping: 'landscaping project',
  roofing: 'roof replacement',
  flooring: 'flooring project',
  api_development: 'API project',
  web_app: 'web application',
  mobile_app: 'mobile app',
  integration: 'system integration',
  migration: 'data migration',
};

/** What to call a project in a sentence; a tenant's own kind by its own word where that reads as one. */
export function projectNoun(subcategory: string): string {
  if (isSubcategory(subcategory)) return projectNouns[subcategory];
  const words = subcategory.replace(/[_-]+/g, ' ').trim();
  return /^[\p{L} ]{3,40}$/u.test(words) ? `${words.toLowerCase()} project` : 'project';
}

/** "a, b and c". */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A place as a sentence names it: capitals where it was typed without; null where it cannot stand in one. */
export function placeName(place: string | null): string | null {
  const quoted = quotable(place);
  if (quoted === null || quoted !== quoted.toLowerCase()) return quoted;
  return quoted.replace(/(?<=^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase());
}

/** Text of a visitor or a tenant that may stand within a sentence: short, on one line and without figures; else null. */
export function quotable(text: string | null): string | null {
  const line = text?.trim() ?? '';
  return /^[\p{L}\p{M}][\p{L}\p{M} ,.'’&-]{0,58}[\p{L}\p{M}.]$/u.test(line) ? line : null;
}

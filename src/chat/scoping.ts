import type { ProjectDetails, ProjectReading, Topic } from '../reference/project-details.ts';
import { missingTopics } from '../reference/readiness.ts';

export interface ContactNeed {
  /** Visitors must leave a contact before an estimate is shown. */
  leadCapture: boolean;
  hasContact: boolean;
}

/** A required topic is left for another after so many questions in a row without an answer. */
const patience = 2;
/** A contact that is required is asked for again after the optional topics. */
const contactRequests = 2;

/**
 * What to ask next, given the topics asked so far, oldest first; null when there is nothing left to ask. Needed things come first; once
 * the estimate is at hand each optional thing is asked once.
 */
export function nextTopic(
  reading: ProjectReading,
  asked: readonly Topic[],
  contact: ContactNeed,
): Topic | null {
  const missing = missingTopics(reading.details, reading.regionDeclined);
  const [first, second] = missing;
  if (first === undefined) return nextOptional(reading.details, asked, contact);
  if (first === 'project' || second === undefined) return first;
  return isStuck(first, asked) ? second : first;
}

function nextOptional(details: ProjectDetails, asked: readonly Topic[], contact: ContactNeed): Topic | null {
  const needsContact = contact.leadCapture && !contact.hasContact;
  const contactAsked = asked.filter((topic) => topic === 'contact').length;
  if (needsContact && contactAsked === 0) return 'contact';
  const open: Topic[] = [
    ...(details.features.length === 0 ? (['features'] as const) : []),
    ...(details.timeline === null ? (['timeline'] as const) : []),
    ...(details.budget === null ? (['budget'] as const) : []),
  ];
  const unasked = open.find((topic) => !asked.includes(topic));
  return unasked ?? (needsContact && contactAsked < contactRequests ? 'contact' : null);
}

function isStuck(topic: Topic, asked: readonly Topic[]): boolean {
  const last = asked.slice(-patience);
  return last.length === patience && last.every((earlier) => earlier === topic);
}

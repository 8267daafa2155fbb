import type { Feature, ProjectDetails, Topic } from '../reference/project-details.ts';
import { type Questions, variant } from './dialogue-wording.ts';

export interface QuestionContext {
  details: ProjectDetails;
  /** Topics asked so far, oldest first. */
  asked: readonly Topic[];
  /** Features that were just ruled out: a wording that names features would offer them again. */
  unwanted: readonly Feature[];
}

/** The topic's wording that has not been used yet; once all have, each comes back behind another lead. */
export function questionOn(topic: Topic, context: QuestionContext, questions: Questions): string {
  const wordings = [...openingQuestion(topic, context, questions), ...questions.topics[topic]];
  const count = context.asked.filter((earlier) => earlier === topic).length;
  const round = Math.floor(count / wordings.length);
  const question = variant(wordings, count);
  return [...leadsOf(round, questions.again), question].join(' ');
}

/** One lead a round, and once each has had its turn, two. */
function leadsOf(round: number, again: readonly string[]): string[] {
  if (round === 0) return [];
  const earlier = Math.floor((round - 1) / again.length);
  const lead = variant(again, round - 1);
  return earlier === 0 ? [lead] : [variant(again, round - 1 + earlier), lead];
}

/** The wording made for this kind of project. */
function openingQuestion(
  topic: Topic,
  { details, unwanted }: QuestionContext,
  questions: Questions,
): string[] {
  const { category, subcategory } = details;
  if (topic === 'size' && subcategory) return [questions.size[subcategory]];
  if (topic === 'features' && subcategory)
    return unwanted.length > 0 ? [] : [questions.features[subcategory]];
  if (topic === 'region') return [questions.region[category ?? 'construction']];
  return topic === 'project' && category ? [questions.project[category]] : [];
}

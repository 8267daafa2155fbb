import type { ProjectDetails, Subcategory } from '../reference/project-details.ts';
import { generalQuestions, questionsByKind } from './clarifying-questions.ts';
import { isPlausibleSize } from './size.ts';

/** What to ask where no class matched well enough, most telling first: one to four questions. */
export function clarifyingQuestionsFor(details: ProjectDetails): string[] {
  const { subcategory } = details;
  const questions =
    subcategory === null ? questionsOfUnknownKind(details) : questionsOfKind(subcategory, details);
  return questions.slice(0, 4);
}

function questionsOfUnknownKind(details: ProjectDetails): string[] {
  const kind = details.category === null ? generalQuestions.project : generalQuestions[details.category];
  return [
    kind,
    generalQuestions.more,
    ...(isSized(details) ? [] : [generalQuestions.size]),
    ...placeQuestion(details),
  ];
}

function questionsOfKind(kind: Subcategory, details: ProjectDetails): string[] {
  const decidedByMaterial = kind === 'roofing' || kind === 'flooring';
  const open = questionsByKind[kind].slice(isSized(details) && !decidedByMaterial ? 1 : 0);
  return [...open, ...placeQuestion(details)];
}

function placeQuestion({ region, place }: ProjectDetails): string[] {
  return region === null && place === null ? [generalQuestions.region] : [];
}

/** A size that cannot be right is asked again. */
function isSized({ size, scale }: ProjectDetails): boolean {
  return size ? isPlausibleSize(size) : scale !== null && scale !== 'unsure';
}

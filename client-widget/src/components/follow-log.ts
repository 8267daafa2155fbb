import type { Entry } from '../models/entry.ts';

/** So near the end, the log keeps following what is written. */
const nearEndPx = 60;

/** Pixels left free above a card. */
const airPx = 12;

/** By the log alone: `scrollIntoView` would move the host page too. */
function showTop(log: Element): void {
  const card = [...log.querySelectorAll('.card')].at(-1);
  if (card) log.scrollTop += card.getBoundingClientRect().top - log.getBoundingClientRect().top - airPx;
}

/**
 * To be called after every drawing: keeps the end in sight while the visitor is there, and shows a new card from its
 * top. What counts is where the end was before this drawing.
 */
export function createLogFollower(panel: HTMLElement): (last: Entry | undefined) => void {
  let shownUpTo = '';
  let endBefore = 0;
  return (last) => {
    const log = panel.querySelector('.log');
    if (!log?.clientHeight) return;
    const end = log.scrollHeight - log.clientHeight;
    const isNew = last !== undefined && last.key !== shownUpTo;
    const wasAtEnd = endBefore - log.scrollTop < nearEndPx;
    if (isNew && last.kind === 'estimate') showTop(log);
    else if (isNew || wasAtEnd) log.scrollTop = end;
    endBefore = end;
    shownUpTo = last?.key ?? '';
  };
}

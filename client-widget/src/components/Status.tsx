import type { Entry } from '../models/entry.ts';
import { plainText } from '../models/markup.ts';
import { rangeMeaning } from './range-meaning.ts';
import type { Ui } from './ui.ts';

/** Reads out what has come about, once and when the reader is free: the log itself, growing word by word, is not live. */
export function Status({ ui }: { ui: Ui }) {
  const news = ui.model.chat.announcement.value;
  return (
    <div class="unseen" role="status">
      {typeof news === 'string' ? ui.text(news, { name: ui.config.tenantName }) : news && spoken(ui, news)}
    </div>
  );
}

function spoken(ui: Ui, entry: Entry): string {
  if (entry.kind === 'message') return plainText(entry.text);
  if (entry.kind === 'notice') return ui.text(entry.notice);
  const { estimate, revision, clarifyingQuestions } = entry.estimation;
  return estimate
    ? `${ui.text(revision > 1 ? 'estimateUpdated' : 'estimateTitle')}. ${rangeMeaning(ui, estimate)}`
    : [ui.text('draftTitle'), ui.text('draftText'), ...clarifyingQuestions].join(' ');
}

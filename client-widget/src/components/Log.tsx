import type { Entry } from '../models/entry.ts';
import { EstimateCard } from './EstimateCard.tsx';
import { Message, Typing } from './Message.tsx';
import { richText } from './rich-text.ts';
import { Suggestions } from './Suggestions.tsx';
import type { Ui } from './ui.ts';

// What scrolls has to be reachable by keyboard.
const scrollable = { tabIndex: 0 };

/** Not live: word by word it would be unbearable to listen to. The widget's status reads finished replies. */
export function Log({ ui, isAsking }: { ui: Ui; isAsking: boolean }) {
  const { chat } = ui.model;
  const { entries } = chat.conversation.value;
  const last = entries.at(-1);
  const isAwaited = chat.isBusy.value && last?.kind === 'message' && last.author === 'visitor';
  return (
    <section class="log" role="log" aria-live="off" aria-label={ui.text('conversation')} {...scrollable}>
      <div class="message">
        <div class="bubble">{richText(ui, ui.config.branding.welcomeMessage)}</div>
      </div>
      {entries.map((entry) => (
        <EntryView key={entry.key} ui={ui} entry={entry} />
      ))}
      {isAwaited && <Typing ui={ui} />}
      {isAsking && <Suggestions ui={ui} />}
    </section>
  );
}

function EntryView({ ui, entry }: { ui: Ui; entry: Entry }) {
  if (entry.kind === 'message') return <Message ui={ui} entry={entry} />;
  if (entry.kind === 'estimate') return <EstimateCard ui={ui} entry={entry} />;
  return <p class="notice">{ui.text(entry.notice)}</p>;
}

import { Fault } from './Fault.tsx';
import type { Ui } from './ui.ts';

/** Answers to click, and the estimate once there is enough for one. */
export function Suggestions({ ui }: { ui: Ui }) {
  const { chat, estimate } = ui.model;
  if (chat.isBusy.value) return null;
  if (estimate.phase.value === 'estimating') return <p class="notice">{ui.text('estimating')}</p>;
  return (
    <section class="suggestions" aria-label={ui.text('suggestions')}>
      <Fault ui={ui} fault={estimate.fault.value} />
      {estimate.isOffered.value && (
        <button type="button" class="primary" onClick={() => void estimate.request()}>
          {ui.text('getEstimate')}
        </button>
      )}
      {chat.conversation.value.suggestions.map((suggestion) => (
        <button type="button" class="choice" key={suggestion} onClick={() => void chat.send(suggestion)}>
          {suggestion}
        </button>
      ))}
    </section>
  );
}

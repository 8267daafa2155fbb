import { Fault } from './Fault.tsx';
import type { Ui } from './ui.ts';

// The assistant suggests it too, in the language of the conversation: one button is enough, in its words.
const estimateRequest = /^(show my estimate|ver mi estimación)$/i;

/** Answers to click, and the estimate once there is enough for one. */
export function Suggestions({ ui }: { ui: Ui }) {
  const { chat, estimate } = ui.model;
  if (chat.isBusy.value) return null;
  if (estimate.phase.value === 'estimating') return <p class="notice">{ui.text('estimating')}</p>;
  const { suggestions } = chat.conversation.value;
  const request = suggestions.find((suggestion) => estimateRequest.test(suggestion));
  return (
    <section class="suggestions" aria-label={ui.text('suggestions')}>
      {estimate.isOffered.value && <Fault ui={ui} fault={estimate.fault.value} />}
      {estimate.isOffered.value && (
        <button type="button" class="primary" onClick={() => void estimate.request()}>
          {request ?? ui.text('getEstimate')}
        </button>
      )}
      {suggestions.map(
        (suggestion) =>
          suggestion !== request && (
            <button type="button" class="choice" key={suggestion} onClick={() => void chat.send(suggestion)}>
              {suggestion}
            </button>
          ),
      )}
    </section>
  );
}

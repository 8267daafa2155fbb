import type { EstimateEntry } from '../models/entry.ts';
import { Fault } from './Fault.tsx';
import type { Ui } from './ui.ts';

/** Below the newest card: what would change it, and how the visitor can be reached. */
export function Refinement({ ui, entry }: { ui: Ui; entry: EstimateEntry }) {
  const { chat, estimate } = ui.model;
  const newest = [...chat.conversation.value.entries].reverse().find(({ kind }) => kind === 'estimate');
  if (entry.isPast || newest !== entry) return null;
  const isBusy = estimate.phase.value !== 'idle';
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).querySelector('input');
    if (field?.value.trim() && (await estimate.refine(field.value))) field.value = '';
  };
  return (
    <>
      <form class="refine" onSubmit={submit}>
        <label>
          {ui.text('refineLabel')}
          <input maxLength={2000} />
        </label>
        <button type="submit" class="choice" disabled={isBusy}>
          {ui.text('refine')}
        </button>
      </form>
      {!isBusy && <Fault ui={ui} fault={estimate.fault.value} />}
      {estimate.contactGiven.value ? (
        <p>{ui.text('contactThanks', { name: ui.config.tenantName })}</p>
      ) : (
        <button type="button" class="primary" disabled={isBusy} onClick={estimate.offerContact}>
          {ui.text('contactOffer', { name: ui.config.tenantName })}
        </button>
      )}
    </>
  );
}

import type { MessageEntry } from '../models/entry.ts';
import { Fault } from './Fault.tsx';
import { richText } from './rich-text.ts';
import type { Ui } from './ui.ts';

export function Message({ ui, entry }: { ui: Ui; entry: MessageEntry }) {
  const { author, text, state, fault, clientMessageId, isPast } = entry;
  const isMine = author === 'visitor';
  const retry =
    clientMessageId && fault?.isRetryable ? () => void ui.model.chat.retry(clientMessageId) : null;
  if (!text && state === 'streaming') return <Typing ui={ui} />;
  return (
    <div class={`message ${author} ${state}`}>
      <span class="unseen">{ui.text(isMine ? 'you' : 'they', { name: ui.config.tenantName })} </span>
      {text && <div class="bubble">{isMine ? text : richText(ui, text)}</div>}
      {state === 'cancelled' && <small>{ui.text('stopped')}</small>}
      {state === 'waiting' && <small>{ui.text('waiting')}</small>}
      {!isPast && <Fault ui={ui} fault={fault} retry={retry} />}
    </div>
  );
}

export function Typing({ ui }: { ui: Ui }) {
  return (
    <div class="message">
      <div class="bubble typing">
        <span class="unseen">{ui.text('typing', { name: ui.config.tenantName })}</span>
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}

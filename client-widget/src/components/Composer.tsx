import { longestMessage } from '../models/chat.model.ts';
import { Icon } from './Icon.tsx';
import type { Ui } from './ui.ts';

/** Pixels a long draft may take before it scrolls. */
const highestPx = 132;

/** Where the visitor writes. While a reply is written the next message can be prepared, and the reply be stopped. */
export function Composer({ ui }: { ui: Ui }) {
  const { chat } = ui.model;
  const isBusy = chat.isBusy.value;
  const submit = (event: Event) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLElement).closest('form')?.querySelector('textarea');
    if (!field?.value.trim()) return;
    void chat.send(field.value);
    field.value = '';
    fitHeight(field);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
  };
  return (
    <form class="composer" onSubmit={submit}>
      <textarea
        rows={1}
        dir="auto"
        maxLength={longestMessage}
        aria-label={ui.text('messageLabel')}
        placeholder={ui.text('placeholder')}
        onInput={(event) => fitHeight(event.currentTarget)}
        onKeyDown={onKeyDown}
      />
      {isBusy ? (
        <button type="button" key="stop" aria-label={ui.text('stop')} onClick={() => void chat.stop()}>
          <Icon name="stop" />
        </button>
      ) : (
        <button type="submit" key="send" aria-label={ui.text('send')}>
          <Icon name="send" />
        </button>
      )}
    </form>
  );
}

function fitHeight(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight + 2, highestPx)}px`;
}

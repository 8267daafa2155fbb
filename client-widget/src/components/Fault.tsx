import { type FaultLike, faultText } from '../i18n/fault-text.ts';
import type { Ui } from './ui.ts';

export interface FaultProps {
  ui: Ui;
  fault: FaultLike | null;
  retry?: (() => void) | null;
}

/** What went wrong, and the button that tries it again where that can help. */
export function Fault({ ui, fault, retry }: FaultProps) {
  return (
    fault && (
      <div class="fault" role="alert">
        {faultText(fault, ui)}
        {retry && (
          <button type="button" class="plain" onClick={retry}>
            {ui.text('retry')}
          </button>
        )}
      </div>
    )
  );
}

import { Composer } from './components/Composer.tsx';
import { ContactForm } from './components/ContactForm.tsx';
import { Fault } from './components/Fault.tsx';
import { keepFocusInside } from './components/focus.ts';
import { Header } from './components/Header.tsx';
import { Log } from './components/Log.tsx';
import { Status } from './components/Status.tsx';
import type { Ui } from './components/ui.ts';

/** The panel's contents. Drawn again as a whole whenever a signal that it read has changed. */
export function Widget({ ui }: { ui: Ui }) {
  const { model, config } = ui;
  const { phase } = model.estimate;
  const isAskingContact = phase.value === 'contact' || phase.value === 'capturing';
  return (
    <>
      <Header ui={ui} />
      <Connection ui={ui} />
      <Log ui={ui} isAsking={!isAskingContact} />
      {isAskingContact ? <ContactForm ui={ui} /> : <Composer ui={ui} />}
      {!config.isWhiteLabel && <div class="foot">{ui.text('poweredBy')}</div>}
      <Status ui={ui} />
    </>
  );
}

const refusals = /^(UNAUTHENTICATED|FORBIDDEN|TENANT_INACTIVE|RATE_LIMITED)$/;

/** A lost connection is told quietly: it is being mended. A refusal is not. */
function Connection({ ui }: { ui: Ui }) {
  const fault = ui.model.connection.value;
  if (fault && refusals.test(fault.code)) return <Fault ui={ui} fault={fault} />;
  return (
    <div class="connection" role="status">
      {fault && ui.text('reconnecting')}
    </div>
  );
}

export function onPanelKey(ui: Ui, panel: HTMLElement, event: KeyboardEvent): void {
  if (ui.isInline) return;
  if (event.key === 'Escape' && !event.isComposing) ui.model.close();
  if (event.key === 'Tab') keepFocusInside(panel, event);
}

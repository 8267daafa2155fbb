import { httpsAddress } from '../models/markup.ts';
import { ExternalLink } from './ExternalLink.tsx';
import { Fault } from './Fault.tsx';
import type { Ui } from './ui.ts';

const contactFields = [
  { name: 'name', label: 'contactName', type: 'text', autocomplete: 'name' },
  { name: 'email', label: 'contactEmail', type: 'email', autocomplete: 'email' },
  { name: 'phone', label: 'contactPhone', type: 'tel', autocomplete: 'tel' },
] as const;

// One and the same function at every drawing: focus is moved once, when the form appears.
const focusFirst = (form: HTMLFormElement | null) => form?.querySelector('input')?.focus();

/** The tenant's condition for showing an estimate, or the visitor's wish to be called. */
export function ContactForm({ ui }: { ui: Ui }) {
  const { estimate } = ui.model;
  const customer = estimate.customer.value;
  const name = ui.config.tenantName;
  const privacy = httpsAddress(ui.config.branding.privacyPolicyUrl);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const value = (key: string) => String(data.get(key)).trim() || null;
    void estimate.submitContact({ name: value('name'), email: value('email'), phone: value('phone') });
  };
  return (
    <form class="contact" ref={focusFirst} onSubmit={submit}>
      <h3>{ui.text('contactTitle')}</h3>
      {ui.model.sessions.config.value.leadCaptureRequired && <p>{ui.text('contactText', { name })}</p>}
      {contactFields.map(({ label, ...field }) => (
        <label key={field.name}>
          {ui.text(label)}
          <input
            {...field}
            required={field.name === 'email'}
            maxLength={200}
            defaultValue={customer?.[field.name] ?? ''}
          />
        </label>
      ))}
      <Fault ui={ui} fault={estimate.fault.value} />
      <small>
        {ui.text('contactConsent', { name })}{' '}
        {privacy && <ExternalLink ui={ui} href={privacy} text={ui.text('privacy')} />}
      </small>
      <button type="submit" class="primary" disabled={estimate.phase.value === 'capturing'}>
        {ui.text('contactSubmit')}
      </button>
      <button type="button" class="plain" onClick={estimate.dismiss}>
        {ui.text('contactBack')}
      </button>
    </form>
  );
}

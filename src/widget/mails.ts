import { type Letter, letter } from '../tenant/letter.ts';
import type { CustomerInfo } from './widget-session.model.ts';

export interface NewLead {
  tenantName: string;
  customerInfo: Pick<CustomerInfo, 'name' | 'email' | 'phone'>;
  /** Where the widget was, as the visitor's browser said. */
  pageUrl: string | null;
  sessionId: string;
}

/** Tells a tenant that a visitor of its widget left contact details. */
export function newLeadMail({ tenantName, customerInfo, pageUrl, sessionId }: NewLead): Letter {
  const { name, email, phone } = customerInfo;
  const facts = [
    { label: 'Name', value: name },
    { label: 'E-mail', value: email },
    { label: 'Phone', value: phone },
    { label: 'Page', value: pageUrl && shortened(pageUrl) },
    { label: 'Session', value: sessionId },
  ];
  return letter({
    subject: `New lead: ${name ?? email ?? phone ?? 'a visitor'}`,
    heading: 'A visitor left contact details',
    opening: [`Someone who talked to the widget of ${tenantName} would like to hear from you.`],
    facts: facts.flatMap(({ label, value }) => (value ? [{ label, value }] : [])),
    closing: [
      'The conversation is in your account under the session above. Later changes to these details are not mailed.',
    ],
  });
}

const shortened = (text: string): string => (text.length <= 200 ? text : `${text.slice(0, 199)}…`);

import { durations } from '../durations.ts';
import { headOf, inWords, type Letter, letter } from '../tenant/letter.ts';
import type { Tenant } from '../tenant/tenant.model.ts';
import type { Feedback } from './feedback.model.ts';

type Company = Pick<Tenant, 'name' | 'branding'>;

/** Asks a customer what became of the project. */
export function feedbackRequestMail(
  { name, branding }: Company,
  { projectName, url }: { projectName: string; url: string },
): Letter {
  return letter({
    subject: `${name}: how did your project go?`,
    head: headOf(name, branding),
    heading: 'How did your project turn out?',
    opening: [
      `${name} estimated “${projectName}” for you. What did it cost in the end, and how long did it take?`,
      'It takes less than two minutes, and makes the next estimate better.',
    ],
    action: { label: 'Tell us', url },
    closing: [
      `The link is yours alone and good for ${inWords(durations.feedbackLinkMs)}.`,
      'If you did not ask for an estimate, ignore this mail.',
    ],
  });
}

interface Told
  extends Pick<Feedback, 'type' | 'actualCost' | 'actualTimelineWeeks' | 'sessionId' | 'isConflicting'> {
  projectName: string;
  currency: string;
}

/** Confirms to a customer that the answer has arrived. */
export function feedbackThanksMail({ name, branding }: Company, told: Told): Letter {
  return letter({
    subject: `${name}: thank you for your feedback`,
    head: headOf(name, branding),
    heading: 'Thank you',
    opening: [`Your answer about “${told.projectName}” has arrived. It helps ${name} to estimate better.`],
    facts: factsOf(told),
    closing: ['If something in it is wrong, please answer to the company directly.'],
  });
}

/** Tells a tenant of a report. */
export function feedbackToldMail(tenantName: string, told: Told): Letter {
  const side = told.type === 'CUSTOMER' ? 'The customer' : 'The contractor';
  return letter({
    subject: `Feedback received: ${told.projectName}`,
    heading: 'Feedback received',
    opening: [`${side} reported how an estimate of ${tenantName} turned out.`],
    facts: [
      { label: 'Project', value: told.projectName },
      ...factsOf(told),
      { label: 'Session', value: told.sessionId },
    ],
    closing: told.isConflicting
      ? [
          'Customer and contractor differ by more than 10 % in cost. Please say in your account whose figures count.',
        ]
      : ['It counts in your calibration summary from now on.'],
  });
}

const factsOf = ({ actualCost, actualTimelineWeeks, currency }: Told) => [
  { label: 'Cost', value: actualCost.toLocaleString('en-US', { style: 'currency', currency }) },
  { label: 'Time', value: `${actualTimelineWeeks} weeks` },
];

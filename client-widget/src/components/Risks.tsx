import type { Estimation } from '../transport/transport.ts';
import { Section } from './Section.tsx';
import { apiLanguage, type Ui } from './ui.ts';

type Risk = Estimation['risks'][number];

export function Risks({ ui, risks, currency }: { ui: Ui; risks: Risk[]; currency: string }) {
  return (
    <Section title={ui.text('risks')}>
      <ul>
        {risks.map((risk) => (
          <li key={risk.description}>
            <span lang={apiLanguage}>{risk.description}</span> <small>{impact(ui, risk, currency)}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** In money where it is known, else in weeks. */
function impact(
  ui: Ui,
  { costImpactLow, costImpactHigh, weeksImpactLow, weeksImpactHigh }: Risk,
  currency: string,
) {
  if (costImpactLow !== null && costImpactHigh !== null) {
    return `+ ${ui.money(costImpactLow, currency)} – ${ui.money(costImpactHigh, currency)}`;
  }
  return (
    weeksImpactLow !== null && weeksImpactHigh !== null && `+ ${ui.weeks(weeksImpactLow, weeksImpactHigh)}`
  );
}

import type { EstimateFiguresFragment } from '../gql/graphql.ts';
import { Section } from './Section.tsx';
import type { Ui } from './ui.ts';

/** Parts of P50, each with a bar to the scale of the largest. */
export function Breakdown({ ui, estimate }: { ui: Ui; estimate: EstimateFiguresFragment }) {
  const { costBreakdown, currency, costP50 } = estimate;
  const largest = Math.max(...costBreakdown.map(({ share }) => share));
  return (
    <Section title={ui.text('breakdown', { low: ui.money(costP50, currency) })}>
      <ul class="breakdown">
        {costBreakdown.map(({ component, amount, share }) => (
          <li key={component}>
            {ui.name(component)}
            <span>
              {ui.money(amount, currency)} · {ui.share(share)}
            </span>
            <i style={{ width: `${(share / largest) * 100}%` }} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

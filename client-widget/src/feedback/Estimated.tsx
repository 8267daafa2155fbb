import { RangePicture } from '../components/RangePicture.tsx';
import type { FeedbackFormQuery } from '../gql/graphql.ts';
import type { Reading } from './faults.ts';

export type Asked = FeedbackFormQuery['feedbackRequest'];

/** What the company had promised. */
export function Estimated({ ui, asked }: { ui: Reading; asked: Asked }) {
  const { estimate, projectName } = asked;
  const { currency, costP50: p50, costP80: p80, costP95: p95, costBreakdown } = estimate;
  const [low, high] = [ui.money(p50, currency), ui.money(p80, currency)];
  const meaning = ui.text('rangeMeaning', { low, high });
  const largest = Math.max(...costBreakdown.map(({ share }) => share));
  return (
    <section class="estimated" aria-labelledby="estimated">
      <h2 id="estimated">{ui.text('estimated')}</h2>
      <p class="project">{projectName}</p>
      <p class="headline">
        {low} – {high}
      </p>
      <RangePicture ui={ui} label={meaning} currency={currency} p50={p50} p80={p80} p95={p95} />
      <p>
        {meaning} {ui.text('time', { weeks: ui.weeks(estimate.timelineWeeksP50, estimate.timelineWeeksP80) })}
      </p>
      <details>
        <summary>{ui.text('breakdown', { low })}</summary>
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
      </details>
    </section>
  );
}

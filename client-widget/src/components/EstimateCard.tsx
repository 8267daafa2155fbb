import type { Estimation } from '../transport/transport.ts';
import { Breakdown } from './Breakdown.tsx';
import { Origin } from './Origin.tsx';
import { RangePicture } from './RangePicture.tsx';
import { Risks } from './Risks.tsx';
import { richText } from './rich-text.ts';
import { Section } from './Section.tsx';
import type { Ui } from './ui.ts';

export function EstimateCard({ ui, estimation }: { ui: Ui; estimation: Estimation }) {
  const { estimate, revision, assumptions, narrative } = estimation;
  if (!estimate) return <Draft ui={ui} questions={estimation.clarifyingQuestions} />;
  const { currency, costP50: p50, costP80: p80, costP95: p95, timelineWeeksP50, timelineWeeksP80 } = estimate;
  const [low, high, worst] = [p50, p80, p95].map((amount) => ui.money(amount, currency));
  const meaning = ui.text('rangeMeaning', { low, high, worst });
  return (
    <article class="card">
      <h3>{ui.text(revision > 1 ? 'estimateUpdated' : 'estimateTitle')}</h3>
      <p class="headline">
        {low} – {high}
      </p>
      <RangePicture ui={ui} label={meaning} currency={currency} p50={p50} p80={p80} p95={p95} />
      <p>{meaning}</p>
      <Section title={ui.text('time')}>
        <p>{ui.weeks(timelineWeeksP50, timelineWeeksP80)}</p>
      </Section>
      <Breakdown ui={ui} estimate={estimate} />
      <Section title={ui.text('assumptions')}>{list(assumptions)}</Section>
      <Risks ui={ui} risks={estimation.risks} currency={currency} />
      {narrative && <Section title={ui.text('narrative')}>{richText(ui, narrative)}</Section>}
      <Origin ui={ui} estimation={estimation} estimate={estimate} />
    </article>
  );
}

/** No class matched well enough: what is missing, instead of a figure. */
function Draft({ ui, questions }: { ui: Ui; questions: string[] }) {
  return (
    <article class="card">
      <h3>{ui.text('draftTitle')}</h3>
      <p>{ui.text('draftText')}</p>
      {list(questions)}
    </article>
  );
}

function list(items: string[]) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

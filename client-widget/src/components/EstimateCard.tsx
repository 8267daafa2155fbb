import type { EstimateEntry } from '../models/entry.ts';
import { Breakdown } from './Breakdown.tsx';
import { Origin } from './Origin.tsx';
import { RangePicture } from './RangePicture.tsx';
import { Refinement } from './Refinement.tsx';
import { Risks } from './Risks.tsx';
import { rangeMeaning } from './range-meaning.ts';
import { richText } from './rich-text.ts';
import { Section } from './Section.tsx';
import { apiLanguage, type Ui } from './ui.ts';

export function EstimateCard({ ui, entry }: { ui: Ui; entry: EstimateEntry }) {
  const { estimation, key } = entry;
  const { told } = ui.model.estimate;
  const { estimate, revision, assumptions, narrative } = estimation;
  if (!estimate) return <Draft ui={ui} questions={estimation.clarifyingQuestions} />;
  const { currency, costP50: p50, costP80: p80, costP95: p95, timelineWeeksP50, timelineWeeksP80 } = estimate;
  const meaning = rangeMeaning(ui, estimate);
  return (
    <article class="card">
      <h3>{ui.text(revision > 1 ? 'estimateUpdated' : 'estimateTitle')}</h3>
      <p class="headline">
        {ui.money(p50, currency)} – {ui.money(p80, currency)}
      </p>
      <RangePicture ui={ui} label={meaning} currency={currency} p50={p50} p80={p80} p95={p95} />
      <p>{meaning}</p>
      <Section title={ui.text('time')}>
        <p>{ui.weeks(timelineWeeksP50, timelineWeeksP80)}</p>
      </Section>
      <Breakdown ui={ui} estimate={estimate} />
      <Section title={ui.text('assumptions')}>{list(assumptions)}</Section>
      <Risks ui={ui} risks={estimation.risks} currency={currency} />
      {narrative && (
        <Section title={ui.text('narrative')}>
          <div lang={apiLanguage}>{richText(ui, told.value?.key === key ? told.value.text : narrative)}</div>
        </Section>
      )}
      <Origin ui={ui} estimation={estimation} estimate={estimate} />
      <Refinement ui={ui} entry={entry} />
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
    <ul lang={apiLanguage}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

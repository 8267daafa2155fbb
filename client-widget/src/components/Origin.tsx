import type { EstimateFiguresFragment } from '../gql/graphql.ts';
import type { Estimation } from '../transport/transport.ts';
import { apiLanguage, type Ui } from './ui.ts';

export interface OriginProps {
  ui: Ui;
  estimation: Estimation;
  estimate: EstimateFiguresFragment;
}

/** From the compared class to the figure, factor by factor. */
export function Origin({ ui, estimation, estimate }: OriginProps) {
  const match = estimation.matchedReferenceClass;
  const { adjustments, basedOnOutcomes: count, realisedP80 } = estimate;
  const factors = ({ factor, factorP80 }: (typeof adjustments)[number]) =>
    [factor, factorP80 ?? factor].map(ui.number).filter((value, place, all) => all.indexOf(value) === place);
  return (
    <details>
      <summary>{ui.text('origin')}</summary>
      {match && (
        <p>
          {ui.text('originClass', {
            name: match.referenceClass.name,
            confidence: ui.share(match.confidence),
          })}
        </p>
      )}
      <ul>
        {adjustments.map((adjustment) => (
          <li key={adjustment.name}>
            <strong>
              {ui.name(adjustment.name)} × {factors(adjustment).join(' / ')}
            </strong>{' '}
            <span lang={apiLanguage}>{adjustment.reason}</span>
          </li>
        ))}
      </ul>
      {count > 0 && (
        <p>
          {ui.text('originOutcomes', { count })}{' '}
          {realisedP80 !== null && ui.text('originHeld', { share: ui.share(realisedP80) })}
        </p>
      )}
    </details>
  );
}

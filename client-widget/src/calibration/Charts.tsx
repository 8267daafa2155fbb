import { BarChart } from './BarChart.tsx';
import { CoverageChart } from './CoverageChart.tsx';
import { Figure } from './Figure.tsx';
import { percent, signed } from './figures.ts';
import type { Summary } from './Report.tsx';
import { TrendChart } from './TrendChart.tsx';

export function Charts({ summary: { accuracyMetrics, byReferenceClass, trend } }: { summary: Summary }) {
  const { costP50Coverage: p50, costP80Coverage: p80 } = accuracyMetrics;
  const points = [
    { quoted: 0.5, realised: p50 },
    { quoted: 0.8, realised: p80 },
  ].flatMap(({ quoted, realised }) => (realised === null ? [] : [{ quoted, realised }]));
  const classes = byReferenceClass.map(
    ({ referenceClass: { id, name }, count, avgVariancePct: variance }) => ({
      ...{ id, name, count, variance },
    }),
  );
  return (
    <div class="charts">
      <Figure
        title="Quoted and realised"
        meaning={`Share of actual costs at or under what was quoted: ${points
          .map(({ quoted, realised }) => `P${quoted * 100} held in ${percent(realised)}`)
          .join(', ')}. The diagonal is perfect calibration.`}
        head={['Quoted', 'Realised']}
        rows={points.map(({ quoted, realised }) => [percent(quoted), percent(realised)])}
      >
        <CoverageChart points={points} />
      </Figure>
      <Figure
        title="Variance by class"
        meaning="Mean of actual cost against P50: to the right more expensive, to the left cheaper."
        head={['Class', 'Projects', 'Variance', 'Within 20\u00a0%']}
        rows={byReferenceClass.map((one) => [
          ...[
            one.referenceClass.name,
            String(one.count),
            signed(one.avgVariancePct),
            percent(one.within20Pct),
          ],
        ])}
      >
        <BarChart classes={classes} />
      </Figure>
      <Figure
        title="Variance by month"
        meaning="Mean of actual cost against P50, by the month of the feedback; zero is where it should be."
        head={['Month', 'Projects', 'Variance', 'Within 20\u00a0%']}
        rows={trend.map((one) => [
          ...[one.month, String(one.count), signed(one.avgCostVariancePct), percent(one.within20Pct)],
        ])}
      >
        <TrendChart
          months={trend.map(({ month, avgCostVariancePct }) => ({ month, variance: avgCostVariancePct }))}
        />
      </Figure>
    </div>
  );
}

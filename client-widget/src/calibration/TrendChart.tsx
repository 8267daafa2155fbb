import { Drawing } from './Drawing.tsx';
import { signed } from './figures.ts';

export interface MonthVariance {
  /** `2026-11` */
  month: string;
  /** Per cent of P50. */
  variance: number;
}

const left = 54;
const width = 262;
const top = 12;
const height = 150;
/** Closer than this, two lines of text run into one another. */
const lineHeight = 16;

/** A line over the months; every point is a month, which need not follow on the one before. */
export function TrendChart({ months }: { months: MonthVariance[] }) {
  const values = months.map(({ variance }) => variance);
  const [low, high] = [Math.min(-10, ...values), Math.max(10, ...values)];
  const x = (place: number) =>
    months.length === 1 ? left + width / 2 : left + (place / (months.length - 1)) * width;
  const y = (value: number) => top + ((high - value) / (high - low)) * height;
  const told = months.map(({ month, variance }) => `${month} ${signed(variance)}`).join('; ');
  const every = Math.ceil(months.length / 4);
  return (
    <Drawing title="Variance by month" description={told} height={200}>
      {[low, 0, high].map((value) => (
        <g key={value}>
          <path class={value === 0 ? 'axis' : 'grid'} d={`M${left} ${y(value)}h${width}`} />
          {(value === 0 || Math.abs(y(value) - y(0)) >= lineHeight) && (
            <text class="end" x={left - 6} y={y(value) + 4}>
              {value.toFixed(0)}&nbsp;%
            </text>
          )}
        </g>
      ))}
      <path
        class="line"
        d={`M${months.map(({ variance }, place) => `${x(place)} ${y(variance)}`).join('L')}`}
      />
      {months.map(({ month, variance }, place) => (
        <g key={month}>
          <circle class="point" cx={x(place)} cy={y(variance)} r={4} />
          {place % every === 0 && (
            <text x={x(place)} y={top + height + 24}>
              {month}
            </text>
          )}
        </g>
      ))}
    </Drawing>
  );
}

import type { Wording } from '../i18n/wording.ts';
import { rangeScale } from '../models/range-scale.ts';

export interface RangePictureProps {
  ui: Pick<Wording<'likely' | 'safe'>, 'text' | 'money' | 'shortMoney'>;
  label: string;
  currency: string;
  p50: number;
  p80: number;
  p95: number;
}

const width = 320;
const margin = 24;
const base = 60;

/** P50 to P80 as a band on a linear axis, with the tail to P95. `label` says the same in words. */
export function RangePicture({ ui, label, currency, p50, p80, p95 }: RangePictureProps) {
  const scale = rangeScale(p50, p95);
  const labels = scale.ticks.map((tick) => ui.shortMoney(tick, currency));
  // Long ones would run into one another.
  const every = labels.some((label) => label.length > 5) ? 2 : 1;
  const x = (amount: number) => margin + scale.place(amount) * (width - 2 * margin);
  return (
    <svg class="range" viewBox="0 0 320 82" role="img" aria-label={label}>
      <path d={`M${margin} ${base}H${width - margin}`} />
      {scale.ticks.map((tick, place) => (
        <g key={tick}>
          <path d={`M${x(tick)} ${base}v5`} />
          <text x={x(tick)} y={base + 18}>
            {place % every === 0 && labels[place]}
          </text>
        </g>
      ))}
      <rect class="tail" x={x(p80)} width={x(p95) - x(p80)} y={base - 11} height={6} />
      <rect class="band" x={x(p50)} width={x(p80) - x(p50)} y={base - 16} height={16} />
      {mark(x(p50), 'end', ui.text('likely'), ui.money(p50, currency))}
      {mark(x(p80), 'start', ui.text('safe'), ui.money(p80, currency))}
    </svg>
  );
}

/** A line at x, with its words to the left or to the right so that two close ones do not collide. */
function mark(x: number, anchor: 'start' | 'end', caption: string, amount: string) {
  const textX = anchor === 'end' ? x + 12 : x - 12;
  return (
    <g class={anchor}>
      <path d={`M${x} ${base}v-24`} />
      <text x={textX} y={14}>
        {caption}
      </text>
      <text class="amount" x={textX} y={30}>
        {amount}
      </text>
    </g>
  );
}

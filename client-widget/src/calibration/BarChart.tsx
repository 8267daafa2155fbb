import { Drawing } from './Drawing.tsx';
import { signed } from './figures.ts';

export interface ClassVariance {
  id: string;
  name: string;
  count: number;
  /** Per cent of P50. */
  variance: number;
}

const row = 50;
const half = 96;
const middle = 170;
const most = 12;

/** A bar each from zero in the middle; the table has the classes that are too many to draw. */
export function BarChart({ classes }: { classes: ClassVariance[] }) {
  const drawn = classes.slice(0, most);
  const largest = Math.max(20, ...drawn.map(({ variance }) => Math.abs(variance)));
  const told = drawn.map(({ name, variance }) => `${name} ${signed(variance)}`).join('; ');
  return (
    <Drawing title="Variance by class" description={told} height={drawn.length * row + 6}>
      {drawn.map(({ id, name, count, variance }, place) => {
        const width = Math.max(1, (Math.abs(variance) / largest) * half);
        const isOver = variance >= 0;
        return (
          <g key={id}>
            <text class="start" x={0} y={place * row + 14}>
              {name.length > 36 ? `${name.slice(0, 35)}…` : name} ({count})
            </text>
            <path class="axis" d={`M${middle} ${place * row + 19}v20`} />
            <rect
              class="bar"
              x={isOver ? middle : middle - width}
              y={place * row + 21}
              width={width}
              height={16}
            />
            <text
              class={isOver ? 'start' : 'end'}
              x={isOver ? middle + width + 5 : middle - width - 5}
              y={place * row + 34}
            >
              {signed(variance)}
            </text>
          </g>
        );
      })}
    </Drawing>
  );
}

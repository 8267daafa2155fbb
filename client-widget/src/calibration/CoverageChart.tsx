import { Drawing } from './Drawing.tsx';
import { percent } from './figures.ts';

const size = 252;
const left = 52;
const top = 10;

/** Quoted share to the right, realised share upwards; on the diagonal both are the same. */
export function CoverageChart({ points }: { points: { quoted: number; realised: number }[] }) {
  const x = (share: number) => left + share * size;
  const y = (share: number) => top + (1 - share) * size;
  const told = points.map(
    ({ quoted, realised }) => `quoted ${percent(quoted)}, realised ${percent(realised)}`,
  );
  return (
    <Drawing title="Quoted and realised share" description={told.join('; ')} height={310}>
      {[0, 0.5, 0.8, 1].map((share) => (
        <g key={share}>
          <path class="grid" d={`M${left} ${y(share)}h${size}M${x(share)} ${top}v${size}`} />
          <text class="end" x={left - 6} y={y(share) + 4}>
            {percent(share)}
          </text>
          <text x={x(share)} y={top + size + 18}>
            {percent(share)}
          </text>
        </g>
      ))}
      <path class="ideal" d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} />
      {points.map(({ quoted, realised }) => (
        <g key={quoted}>
          <path class="gap" d={`M${x(quoted)} ${y(quoted)}V${y(realised)}`} />
          <circle class="point" cx={x(quoted)} cy={y(realised)} r={6} />
        </g>
      ))}
      <text x={left + size / 2} y={top + size + 40}>
        quoted → realised ↑
      </text>
    </Drawing>
  );
}

import { defaultBranding } from '../../tenant/tenant.model.ts';
import { edgeOn, readableOn, textOn } from './contrast.ts';
import { layoutStyle } from './style-layout.ts';
import { partsStyle } from './style-parts.ts';

/** The darkest light background and the lightest dark one that the company's colour is read on. */
const lightGround = '#f2f4f7';
const darkPaper = '#1a212b';

/** The pages' style sheet in a company's colour, `rrggbb`; anything else gets efOfX's own. Text on or in the colour has at least 4.5:1. */
export function styleIn(color: unknown): string {
  const isColor = typeof color === 'string' && /^[0-9a-f]{6}$/i.test(color);
  const brand = isColor ? `#${color.toLowerCase()}` : defaultBranding.primaryColor;
  return `${colors(brand)}${layoutStyle}${partsStyle}`;
}

function colors(brand: string): string {
  return `:root {
  color-scheme: light dark;
  --brand: ${brand};
  --on-brand: ${textOn(brand)};
  --text-brand: ${readableOn(lightGround, brand)};
  --edge: ${edgeOn(lightGround, brand)};
  --ground: ${lightGround};
  --paper: #ffffff;
  --ink: #16202c;
  --quiet: #4a5665;
  --line: #d9dfe7;
  --field: #737f8d;
  --wrong: #b3261e;
  --shadow: 0 1px 2px rgb(16 32 52 / 8%), 0 12px 32px rgb(16 32 52 / 8%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --text-brand: ${readableOn(darkPaper, brand)};
    --edge: ${edgeOn(darkPaper, brand)};
    --ground: #10151c;
    --paper: ${darkPaper};
    --ink: #eef2f6;
    --quiet: #b3bdc9;
    --line: #323c49;
    --field: #8b97a6;
    --wrong: #ffb4ab;
    --shadow: none;
  }
}
`;
}

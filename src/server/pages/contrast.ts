type Rgb = readonly number[];

/** Least contrast of text, and of the edges of what can be pressed: WCAG 2.2 AA. */
const leastOfText = 4.5;
const leastOfEdges = 3;

const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];

/** Contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(parsed(one)), luminance(parsed(other))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Black or white, whichever reads better on the colour; one of them always has at least 4.5. */
export const textOn = (color: string): string =>
  contrast(color, '#ffffff') >= contrast(color, '#000000') ? '#ffffff' : '#000000';

/** The colour itself, or the nearest shade of it that can be read on a background. */
export const readableOn = (background: string, color: string): string =>
  standingOut(background, color, leastOfText);

/** The colour itself, or the nearest shade of it that can be told from a background. */
export const edgeOn = (background: string, color: string): string =>
  standingOut(background, color, leastOfEdges);

function standingOut(background: string, color: string, least: number): string {
  const goal = textOn(background) === '#ffffff' ? white : black;
  let shade = color;
  for (let share = 0.05; contrast(shade, background) < least && share <= 1; share += 0.05)
    shade = mixed(parsed(color), goal, share);
  return shade;
}

function mixed(color: Rgb, goal: Rgb, share: number): string {
  const channels = color.map((channel, place) => channel + ((goal[place] ?? 0) - channel) * share);
  return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

const parsed = (color: string): Rgb =>
  [1, 3, 5].map((place) => Number.parseInt(color.slice(place, place + 2), 16));

/** Relative luminance, WCAG 2.2. */
function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

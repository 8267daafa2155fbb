type Rgb = [number, number, number];

function parseHex(color: string): Rgb {
  const digits = /^#([0-9a-f]{6})$/i.exec(color)?.[1] ?? '1f4f8b';
  const value = Number.parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Relative luminance, WCAG 2.2. */
function luminance([red, green, blue]: Rgb): number {
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** The contrast ratio, (L1 + 0.05) / (L2 + 0.05), is the same to black and to white at this luminance: 4.58. */
const middle = 0.179;
/** Up to this luminance the ratio to white is at least 4.5. */
const readable = 0.183;

/** Black or white, whichever reads better on the colour; one of them always has at least 4.5. */
export function textOn(color: string): '#000000' | '#ffffff' {
  return luminance(parseHex(color)) > middle ? '#000000' : '#ffffff';
}

/** The colour itself, darkened step by step until it can be read on white. */
export function readableOnWhite(color: string): string {
  let rgb = parseHex(color);
  while (luminance(rgb) > readable) rgb = rgb.map((channel) => Math.floor(channel * 0.92)) as Rgb;
  return `#${rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

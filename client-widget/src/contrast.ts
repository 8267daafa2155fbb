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

/** Contrast ratio of two `#RRGGBB` colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(parseHex(one)), luminance(parseHex(other))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Black or white, whichever reads better on the colour; one of them always has at least 4.5. */
export function textOn(color: string): '#000000' | '#ffffff' {
  return contrast(color, '#ffffff') >= contrast(color, '#000000') ? '#ffffff' : '#000000';
}

/** The colour itself, darkened step by step until it can be read on white. */
export function readableOnWhite(color: string): string {
  let rgb = parseHex(color);
  const hex = () => `#${rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
  while (contrast(hex(), '#ffffff') < 4.5) rgb = rgb.map((channel) => Math.floor(channel * 0.92)) as Rgb;
  return hex();
}

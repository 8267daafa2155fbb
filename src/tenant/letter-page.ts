import { escaped } from '../html.ts';
import type { Letterhead, ToldLetter } from './letter.ts';

const ink = '#1b1f24';
const faintInk = '#57606a';
const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/**
 * A letter as mail programs show it: tables and styles in place, since they drop the rest; each text with its own ground, so that it is
 * legible in dark mode whether a program turns both round or neither.
 */
export function letterPage(told: ToldLetter): string {
  const { subject, head, heading, opening, facts, action, closing, signature } = told;
  const rows = [
    letterheadRow(head),
    `<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;color:${ink}">${escaped(heading)}</h1>`,
    ...opening.map(paragraph),
    facts.length > 0 ? factTable(facts) : '',
    action ? actionRows(action, head) : '',
    ...closing.map(paragraph),
    `<p style="margin:24px 0 0;font-size:13px;color:${faintInk}">${escaped(signature)}</p>`,
  ];
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject)}</title></head>
<body style="margin:0;padding:0;background-color:#f3f4f6;color:${ink}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#f3f4f6"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background-color:#ffffff;border-top:4px solid ${escaped(head.color)}"><tr><td align="left" style="padding:28px 32px;${font};font-size:16px;line-height:1.5;color:${ink};background-color:#ffffff">
${rows.filter(Boolean).join('\n')}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

const paragraph = (text: string): string => `<p style="margin:0 0 16px;color:${ink}">${escaped(text)}</p>`;

function letterheadRow({ name, logoUrl }: Letterhead): string {
  const shown = logoUrl
    ? `<img src="${escaped(logoUrl)}" alt="${escaped(name)}" height="40" style="height:40px;max-width:240px;border:0">`
    : escaped(name);
  return `<p style="margin:0 0 20px;font-size:16px;font-weight:bold;color:${ink}">${shown}</p>`;
}

function factTable(facts: ToldLetter['facts']): string {
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><th scope="row" align="left" valign="top" style="padding:4px 16px 4px 0;font-weight:normal;color:${faintInk}">${escaped(label)}</th><td valign="top" style="padding:4px 0;color:${ink};word-break:break-word">${escaped(value)}</td></tr>`,
  );
  return `<table cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px;${font};font-size:16px">${rows.join('')}</table>`;
}

/** The button, and below it its address, for whoever wants to see where it leads or cannot press it. */
function actionRows({ label, url }: { label: string; url: string }, { color }: Letterhead): string {
  const href = escaped(url);
  const ground = escaped(color);
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px"><tr><td style="background-color:${ground};border-radius:6px"><a href="${href}" style="display:inline-block;padding:12px 24px;${font};font-size:16px;font-weight:bold;color:${inkOn(color)};background-color:${ground};border-radius:6px;text-decoration:none">${escaped(label)}</a></td></tr></table>
<p style="margin:0 0 16px;font-size:13px;color:${faintInk};word-break:break-all"><a href="${href}" style="color:${faintInk}">${href}</a></p>`;
}

/** Black or white, whichever reads better on a `#RRGGBB`: by relative luminance, WCAG 2.2. */
function inkOn(color: string): '#000000' | '#ffffff' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}

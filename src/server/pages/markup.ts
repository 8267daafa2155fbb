import { escaped } from '../../html.ts';

/** HTML that may stand in a page as it is. */
export interface Markup {
  readonly markup: string;
}

/** Text is escaped, null leaves nothing. */
type Piece = Markup | readonly Markup[] | string | null;

/** Builds HTML; whatever is put into it that was not built so itself is text, in attributes (within double quotes) too. */
export function html(parts: TemplateStringsArray, ...pieces: Piece[]): Markup {
  const markup = parts.map((part, place) => part + asMarkup(pieces[place] ?? null)).join('');
  return { markup };
}

/** Keeps `e-mail` on one line, which a line's end after its hyphen would tear. */
export function unbroken(text: string): Markup[] {
  const whole = html`<span class="whole">e-mail</span>`;
  return text.split(/(e-mail)/).map((part) => (part === 'e-mail' ? whole : html`${part}`));
}

function asMarkup(piece: Piece): string {
  if (piece === null) return '';
  if (typeof piece === 'string') return escaped(piece);
  return 'markup' in piece ? piece.markup : piece.map(({ markup }) => markup).join('');
}

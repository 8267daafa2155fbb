/** Of a word, its letters and digits; what stands between words does not matter. */
const wordPattern = /[\p{L}\p{N}]+/gu;
const number =
  /\p{N}|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|half|dozen|couple|uno?a?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|veinte|treinta|cuarenta|cincuenta|cien|mil)\b/iu;
const denial = / (no|not|without|never|isnt|dont|sin|ni)( \S+){0,2}$/u;

/** Looks words up in what a person said, whatever their case, spacing and punctuation. */
export class SaidWords {
  readonly #text: string;

  constructor(said: readonly string[]) {
    this.#text = said.map((text) => ` ${plainWords(text)} `).join('|');
  }

  /** Whether these very words were said. */
  has(words: string): boolean {
    const wanted = plainWords(words);
    return wanted !== '' && this.#text.includes(` ${wanted} `);
  }

  /** Whether they were said, and at least once not as what is not the case: "no asbestos". */
  affirms(words: string): boolean {
    const wanted = plainWords(words);
    if (wanted === '') return false;
    const places = this.#text.split(` ${wanted} `).slice(0, -1);
    return places.some((before) => !denial.test(before));
  }

  hasNumber(words: string): boolean {
    return number.test(words) && this.has(words);
  }
}

function plainWords(text: string): string {
  return (text.normalize('NFKC').toLowerCase().replace(/['’]/g, '').match(wordPattern) ?? []).join(' ');
}

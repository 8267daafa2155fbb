import type { Meaning } from './kind-phrases.ts';
import {
  dwellingFrameWords,
  programFrameWords,
  roofFrameWords,
  softwareFrameWords,
  surfaceFrameWords,
} from './lexicon-frames.ts';
import type { PhraseBook, Span } from './phrases.ts';
import type { Subcategory } from './project-details.ts';
import { createTags, type TaggedSentence, tagged } from './sentence-tags.ts';
import type { Token } from './tokens.ts';

/** A sentence pattern over word classes that says what is to happen; the capitals name the classes. */
interface Frame {
  kind: Subcategory;
  weight: number;
  pattern: RegExp;
}

interface FrameTable {
  book: PhraseBook<string>;
  frames: readonly Frame[];
}

const flows: FrameTable = {
  book: createTags(softwareFrameWords),
  frames: [
    // "move fifteen years of records into the new system", "all history has to come over to it"
    frame('migration', 2.2, 'M[^,]{0,7}[dD][^,]{0,6}T[^,]{0,5}S'),
    frame('migration', 2, 'Z[^,]{0,5}[dD][^,]{0,9}[MGX][^,]{0,2}T[^,]{0,5}'),
    frame('migration', 2, '[dD][^,]{0,8}[MGX][^,]{0,2}T[^,]{0,3}S'),
    frame('migration', 1.6, 'Z[^,]{0,4}[dD][^,]{0,2}T'),
    frame('migration', 2, '[dD][^,]{0,4}[MGXO][^,]{0,2}H'),
    frame('migration', 2, '[XY].{0,2}S.{0,8}d[^,]{0,2}M'),
    frame('migration', 2, 'Z.{0,7}S.{0,8}[GXM][^,]{0,2}T[^,]{0,3}S'),
    frame('migration', 1.4, '[XM][^,]{0,1}T[^,]{0,2}S'),
    frame('migration', 1.4, '[XM][^,]{0,2}F[^,]{0,4}[Sd]'),
    frame('migration', 1, 'Y[^,]{0,2}S'),
    frame('migration', 2.2, 'M.{0,4}[dDO][^,]{0,4}F[^,]{0,3}S[^,]{0,3}T'),
    frame('migration', 1.4, '[MJ][^,]{0,3}d'),
    frame('migration', 2.8, 'J[^,]{0,6}T[^,]{0,3}S'),
    frame('migration', 2.4, 'J[^,]{0,4}[Sd][^,]{0,3}T'),
    frame('migration', 2, '[GXM][^,]{0,4}d[^,]{0,5}T[^,]{0,3}S'),
    frame('migration', 1.2, 'S[^,]{0,2}T[^,]{0,1}S'),
    frame('migration', 1.6, 'S.{0,2}T.{0,4},?.{0,3}Z.{0,2}d'),
    // "the shop and the till don't talk", "orders should show up in our books", "copied by hand into"
    frame('integration', 2.6, '[Sd].{0,10}K.{0,3}[ESd]'),
    frame('integration', 2.2, 'K[^,]{0,3}[Sd]'),
    frame('integration', 2.2, 'L[^,]{0,6}[Sd][^,]{0,4}[TFC][^,]{0,5}[Sd]'),
    frame('integration', 2.2, 'L[^,]{0,4}F[^,]{0,5}T[^,]{0,3}S'),
    frame('integration', 1.4, 'L[^,]{0,3}S'),
    frame('integration', 2.2, 'L.{0,4}S.{0,4}[,C].{0,4}S'),
    frame('integration', 1.3, 'S.{0,10}A|A.{0,10}S'),
    frame('integration', 2, '[OdD][^,]{0,10}T[^,]{0,4}S.{0,12}A'),
    frame('integration', 2, 'A.{0,12}[OdD][^,]{0,8}T[^,]{0,4}S'),
    frame('integration', 2, 'S[^,]{0,2}O[^,]{0,4}T[^,]{0,4}S'),
    frame('integration', 2, 'S[^,]{0,4}G[^,]{0,3}O[^,]{0,3}T[^,]{0,4}S'),
    frame('integration', 1.8, 'O[^,]{0,4}[TF][^,]{0,3}S[^,]{0,4}[TC][^,]{0,3}S'),
    frame('integration', 1.8, 'O[^,]{0,4}G[^,]{0,4}[TC][^,]{0,3}S'),
    frame('integration', 2, 'S[^,]{0,3}[GXM][^,]{0,4}F[^,]{0,3}S'),
    frame('integration', 1.8, 'A[^,]{0,5}[FT][^,]{0,3}S'),
    frame('integration', 2, 'A.{0,8}[CT][^,]{0,3}S.{0,4}[CT][^,]{0,3}S'),
    frame('integration', 1.4, 'T[^,]{0,3}S[^,]{0,2}C[^,]{0,2}S'),
  ],
};

const programs: FrameTable = {
  book: createTags(programFrameWords),
  frames: [
    frame('web_app', 2, 'W[^,]{0,5}J[^,]{0,3}U[^,]{0,5}V'),
    frame('web_app', 1.4, 'W[^,]{0,2}J[^,]{0,2}V'),
    frame('web_app', 2, 'N[^,]{0,2}W'),
    frame('web_app', 1.3, 'U[^,]{0,4}V[^,]{0,5}N'),
    frame('mobile_app', 1.3, 'U[^,]{0,5}V[^,]{0,7}P'),
    frame('web_app', 1.3, 'C[^,]{0,4}W'),
    frame('web_app', 1.6, 'W[^,]{0,2}C[^,]{0,4}N'),
  ],
};

const dwellings: FrameTable = {
  book: createTags(dwellingFrameWords),
  frames: [
    frame('adu', 2.4, 'I[^,]{0,3}[LD][^,]{0,6}B'),
    frame('adu', 2.2, 'D[^,]{0,5}B'),
    frame('adu', 2.2, 'I[^,]{0,2}[LD][^,]{0,3}Q[^,]{0,3}R'),
    frame('adu', 2.4, 'BL'),
    frame('adu', 2.2, 'B.{0,5}I[^,]{0,3}L'),
    frame('adu', 1.8, 'R.{0,12}I[^,]{0,3}L[^,]{0,2}W'),
    frame('adu', 2.4, 'H[^,]{0,9}T[^,]{0,4}[FD]'),
    frame('adu', 2, 'B[^,]{0,3}I[^,]{0,2}L[^,]{0,3}Q[^,]{0,3}R'),
  ],
};

const roofs: FrameTable = {
  book: createTags(roofFrameWords),
  frames: [
    // "from shingles to tile", "metal instead of the old shakes"
    frame('roofing', 2, 'F[^,]{0,3}A[^,]{0,2}T[^,]{0,3}[AB]'),
    frame('roofing', 2, 'A[^,]{0,3}T[^,]{0,3}B'),
    // "not shingles again, metal this time"
    frame('roofing', 2, 'N[^,]{0,2}A[^,]{0,2},?[^,]{0,3}B'),
    frame('roofing', 2, 'B[^,]{0,2}T[^,]{0,3}A'),
  ],
};

const surfaces: FrameTable = {
  book: createTags(surfaceFrameWords, 'text'),
  frames: [
    // "slate in the mudroom", "the living room, where we want oak"
    frame('flooring', 2, '[MN][^,]{0,4}[IU][^,]{0,3}R'),
    frame('flooring', 1.3, '[MN].{0,8}R'),
    frame('flooring', 1.4, 'R[^,]{0,2},?[WI][^,]{0,4}[MN]'),
    frame('flooring', 1.6, 'N[^,]{0,4}[IU][^,]{0,2}K'),
    frame('flooring', 2, '[MN][^,]{0,2}U'),
    // "carpet out, real wood in"
    frame('flooring', 1.6, 'N.{0,6}M'),
  ],
};

/** Talking, linking, day by day: what carries on and is not carried over once. */
const ongoing = /[AKL]/;

/** The kinds that the frames of a text's sentences speak of. */
export function frameSpans(tokens: readonly Token[]): Span<Meaning>[] {
  return [flows, programs, dwellings, roofs, surfaces].flatMap((table) =>
    tagged(table.book, tokens).flatMap((sentence) => spansOf(table, sentence)),
  );
}

function spansOf(table: FrameTable, { from, tags }: TaggedSentence): Span<Meaning>[] {
  const best = new Map<Subcategory, Span<Meaning>>();
  for (const { kind, weight, pattern } of table.frames) {
    const found = pattern.exec(tags);
    if (!found || weight <= (best.get(kind)?.value.weight ?? 0)) continue;
    const begin = from + found.index;
    best.set(kind, { from: begin, to: begin + found[0].length, value: { kind, weight, core: false } });
  }
  const [once, always] = [best.get('migration'), best.get('integration')];
  if (once && always) {
    const isOnce = !ongoing.test(tags) && once.value.weight > always.value.weight;
    best.delete(isOnce ? 'integration' : 'migration');
  }
  return [...best.values()];
}

function frame(kind: Subcategory, weight: number, pattern: string): Frame {
  return { kind, weight, pattern: new RegExp(pattern) };
}

import { CommandFailure } from './failure.ts';
import { type Direction, directed, indexedValues } from './index-keys.ts';
import { valueKey } from './value-keys.ts';
import { type Doc, toNumber } from './values.ts';

export type SortSpec = readonly { name: string; path: readonly string[]; direction: Direction }[];

export function toSortSpec(sort: Doc): SortSpec {
  return Object.entries(sort).map(([name, direction]) => {
    const sign = toNumber(direction);
    if (sign !== 1 && sign !== -1) throw new CommandFailure('BadValue', '$sort key ordering must be 1 or -1');
    return { name, path: name.split('.'), direction: sign };
  });
}

/** Bytes in the order of the sort; of an array counts the least element, or the greatest when descending. */
export function sortKey(doc: Doc, sort: SortSpec): Buffer {
  return Buffer.concat(
    sort.map(({ path, direction }) => {
      const keys = indexedValues(doc, path).values.map((value) => directed(valueKey(value), direction));
      return keys.reduce((least, key) => (Buffer.compare(key, least) < 0 ? key : least));
    }),
  );
}

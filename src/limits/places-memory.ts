import type { Bound, Places } from './places.ts';

/** Counts in this process. */
export function memoryPlaces(): Places {
  // Most groups are of one or two: a set for each would be larger than all that is in it.
  const open = new Map<string, string[]>();
  return {
    async enter(bounds, id) {
      if (bounds.some((bound) => (open.get(nameOf(bound))?.length ?? 0) >= bound.limit)) return false;
      for (const bound of bounds) {
        const group = open.get(nameOf(bound));
        if (!group) open.set(nameOf(bound), [id]);
        else if (!group.includes(id)) group.push(id);
      }
      return true;
    },
    async leave(bounds, id) {
      for (const name of bounds.map(nameOf)) {
        const group = open.get(name) ?? [];
        const place = group.indexOf(id);
        if (place >= 0) group.splice(place, 1);
        if (group.length === 0) open.delete(name);
      }
    },
    async close() {
      open.clear();
    },
  };
}

const nameOf = ({ tenantId, key }: Bound): string => JSON.stringify([tenantId, key]);

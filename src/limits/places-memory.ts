import type { Bound, Places } from './places.ts';

/** Counts in this process. */
export function memoryPlaces(): Places {
  const open = new Map<string, Set<string>>();
  return {
    async enter(bounds, id) {
      if (bounds.some((bound) => (open.get(nameOf(bound))?.size ?? 0) >= bound.limit)) return false;
      for (const bound of bounds)
        open.set(nameOf(bound), (open.get(nameOf(bound)) ?? new Set<string>()).add(id));
      return true;
    },
    async leave(bounds, id) {
      for (const name of bounds.map(nameOf)) {
        const group = open.get(name);
        group?.delete(id);
        if (group?.size === 0) open.delete(name);
      }
    },
    async close() {
      open.clear();
    },
  };
}

const nameOf = ({ tenantId, key }: Bound): string => JSON.stringify([tenantId, key]);

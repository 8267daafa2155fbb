/** Finds something to do; null: there is nothing at the moment. */
export type FindWork = () => Promise<(() => Promise<void>) | null>;

/** Does what is found, up to `atOnce` pieces at the same time. A lane runs for as long as it finds work. */
export function createLanes(atOnce: number, find: FindWork, onFault: (error: unknown) => void) {
  const running = new Set<Promise<void>>();
  let isOpen = false;
  let rings = 0;

  const lane = async (): Promise<void> => {
    while (isOpen) {
      const heard = rings;
      const work = await find();
      // Whoever rang meanwhile may have seen all lanes taken.
      if (!work && heard === rings) return;
      if (!work) continue;
      // Where this came from there may be more.
      open();
      await work();
    }
  };

  const open = () => {
    if (!isOpen || running.size >= atOnce) return;
    const one: Promise<void> = lane()
      .catch(onFault)
      .finally(() => running.delete(one));
    running.add(one);
  };

  return {
    /** Says that there may be work. */
    ring(): void {
      rings += 1;
      open();
    },
    start(): void {
      isOpen = true;
    },
    /** Takes up nothing more; resolves when what is under way has ended. */
    async stop(): Promise<void> {
      isOpen = false;
      await Promise.all(running);
    },
  };
}

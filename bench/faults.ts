const told = new Set<string>();

/** Says once of each kind what went wrong, so that a figure with failures need not be guessed at. */
export function tellOnce(fault: string): void {
  const kind = fault.slice(0, 500).replace(/[0-9a-f-]{16,}|\d+/g, '#');
  if (told.has(kind)) return;
  told.add(kind);
  process.stderr.write(`${kind}\n`);
}

/** UUID v4; `crypto.randomUUID` itself exists on https pages only. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(36));
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (kind, place: number) => {
    const digit = (bytes[place] ?? 0) & 15;
    return (kind === 'y' ? (digit & 3) | 8 : digit).toString(16);
  });
}

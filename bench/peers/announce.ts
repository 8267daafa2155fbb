/** What whoever started this process waits for. */
export function announce(url: string): void {
  process.stdout.write(`${JSON.stringify({ msg: 'listening', url })}\n`);
  process.once('SIGTERM', () => process.exit(0));
}

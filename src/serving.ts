import { type Logger, pino } from 'pino';
import { redact } from './security/redact.ts';

/** What a process that serves logs with: JSON lines on standard output, without secrets. `flush`: before something else is printed there. */
export function serverLog(level: string): { logger: Logger; flush(): void } {
  const output = pino.destination({ dest: 1, sync: true });
  const logger = pino({ level, base: null }, { write: (line: string) => output.write(redact(line)) });
  return { logger, flush: () => output.flushSync() };
}

/** Told to stop, it closes what it serves and ends with 0. */
export function stopWhenTold(logger: Logger, close: () => Promise<void>): void {
  const stop = async (signal: string) => {
    logger.info({ signal }, 'stopping');
    await close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

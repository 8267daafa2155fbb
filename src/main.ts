import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { loadConfig } from './config.ts';
import { openEmbeddedStore } from './embedded-store.ts';
import { redact } from './security/redact.ts';
import { startFault } from './start-fault.ts';
import { welcome } from './welcome.ts';

const assets = fileURLToPath(new URL('..', import.meta.url));

async function start(): Promise<void> {
  try {
    const config = loadConfig(process.env);
    const embedded = openEmbeddedStore(config, false);
    // Whoever awaits it hears of a failure.
    embedded.catch(() => undefined);
    // Loaded only now, so that a faulty environment is told at once.
    const { createApp } = await import('./app.ts');
    const output = pino.destination({ dest: 1, sync: true });
    const logger = pino(
      { level: config.logLevel, base: null },
      { write: (line: string) => output.write(redact(line)) },
    );
    const app = await createApp({ config, logger, assets, embedded });
    logger.info({ url: app.url, ...app.parts }, 'listening');
    output.flushSync();
    process.stdout.write(welcome(app, config));
    const stop = async (signal: string) => {
      logger.info({ signal }, 'stopping');
      await app.close();
      process.exit(0);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    await app.warmUp();
  } catch (error) {
    process.stderr.write(`${startFault(error)}\n`);
    process.exit(1);
  }
}

void start();

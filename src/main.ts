import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { loadConfig } from './config.ts';
import { openEmbeddedStore } from './embedded-store.ts';
import { serverLog, stopWhenTold } from './serving.ts';
import { startOrTell } from './start-fault.ts';
import { welcome } from './welcome.ts';

const assets = fileURLToPath(new URL('..', import.meta.url));

void startOrTell(async () => {
  const config = loadConfig(process.env);
  const embedded = openEmbeddedStore(config, false);
  // Whoever awaits it hears of a failure.
  embedded.catch(() => undefined);
  // Loaded only now, so that a faulty environment is told at once.
  const { createApp } = await import('./app.ts');
  const { logger, flush } = serverLog(config.logLevel);
  const app = await createApp({ config, logger, assets, embedded });
  logger.info({ url: app.url, ...app.parts }, 'listening');
  flush();
  process.stdout.write(welcome(app, config));
  stopWhenTold(logger, app.close);
  await app.warmUp();
});

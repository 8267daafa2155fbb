import 'reflect-metadata';
import { loadConfig } from './config.ts';
import { openEmbeddedStore } from './embedded-store.ts';
import { serverLog, stopWhenTold } from './serving.ts';
import { startOrTell } from './start-fault.ts';

void startOrTell(async () => {
  const [command, tenantId] = process.argv.slice(3);
  const config = loadConfig(process.env);
  if (command === 'agent') {
    const { bridgeAgent } = await import('./functions-agent.ts');
    await bridgeAgent(config, tenantId);
  } else if (command !== undefined) {
    throw new Error('Usage: npm run functions [-- agent <tenant id>]');
  } else {
    const { functionsKeys } = config;
    if (functionsKeys === null) throw new Error('FUNCTIONS_KEYS: required to serve the functions.');
    // The one that a running process serves; else the folder's own, which the API may then share.
    const embedded = openEmbeddedStore(config, true);
    // Whoever awaits it hears of a failure.
    embedded.catch(() => undefined);
    const { serveFunctions } = await import('./functions-alone.ts');
    const { logger } = serverLog(config.logLevel);
    const served = await serveFunctions({ ...config, functionsKeys }, embedded, (error) =>
      logger.error({ err: error }, 'a function failed'),
    );
    logger.info({ url: served.url, endpoint: `${served.url}/mcp` }, 'listening');
    stopWhenTold(logger, served.close);
  }
});

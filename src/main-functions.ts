import 'reflect-metadata';
import { pino } from 'pino';
import { loadConfig } from './config.ts';
import { openEmbeddedStore } from './embedded-store.ts';
import { redact } from './security/redact.ts';
import { startFault } from './start-fault.ts';

async function start(): Promise<void> {
  try {
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
      const output = pino.destination({ dest: 1, sync: true });
      const logger = pino(
        { level: config.logLevel, base: null },
        { write: (line) => output.write(redact(line)) },
      );
      const served = await serveFunctions({ ...config, functionsKeys }, embedded, (error) =>
        logger.error({ err: error }, 'a function failed'),
      );
      logger.info({ url: served.url, endpoint: `${served.url}/mcp` }, 'listening');
      const stop = async (signal: string) => {
        logger.info({ signal }, 'stopping');
        await served.close();
        process.exit(0);
      };
      process.once('SIGTERM', stop);
      process.once('SIGINT', stop);
    }
  } catch (error) {
    process.stderr.write(`${startFault(error)}\n`);
    process.exit(1);
  }
}

void start();

import { loadConfig } from './config.ts';
import { runDatabaseAlone } from './persistence/embedded/alone.ts';
import { startFault } from './start-fault.ts';

async function start(): Promise<void> {
  try {
    const { dataDir, embeddedPort: port } = loadConfig(process.env);
    await runDatabaseAlone({ dataDir, port });
  } catch (error) {
    process.stderr.write(`${startFault(error)}\n`);
    process.exit(1);
  }
}

void start();

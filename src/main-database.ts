import { loadConfig } from './config.ts';
import { runDatabaseAlone } from './persistence/embedded/alone.ts';
import { startOrTell } from './start-fault.ts';

void startOrTell(async () => {
  const { dataDir, embeddedPort: port } = loadConfig(process.env);
  await runDatabaseAlone({ dataDir, port });
});

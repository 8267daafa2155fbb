import { loadConfig } from './config.ts';
import { runDatabaseAlone } from './persistence/embedded/alone.ts';

try {
  const { dataDir, embeddedPort: port } = loadConfig(process.env);
  await runDatabaseAlone({ dataDir, port });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

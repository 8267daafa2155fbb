import { openEmbedded } from './embedded.ts';

/**
 * Runs the database without the rest of the product until SIGTERM or SIGINT. Prints one JSON line with its address; if another process
 * has it open, prints that one's address and returns.
 */
export async function runDatabaseAlone({ dataDir, port }: { dataDir: string; port: number }): Promise<void> {
  const database = await openEmbedded({ dataDir, port, isShared: true });
  const { uri, owned } = database;
  process.stdout.write(
    `${JSON.stringify({ msg: owned ? 'listening' : 'already running', databaseUri: uri })}\n`,
  );
  if (!owned) return;
  const stop = async () => {
    await database.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

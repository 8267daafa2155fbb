import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { createApp } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { redact } from '../src/security/redact.ts';
import './collecting.ts';
import { roomyTables } from './tables.ts';

// As src/main.ts, but for the tables: tiers and quotas are raised, nothing is switched off.
const config = loadConfig(process.env);
const output = pino.destination({ dest: 1, sync: true });
const logger = pino(
  { level: config.logLevel, base: null },
  { write: (line: string) => output.write(redact(line)) },
);
const assets = fileURLToPath(new URL('..', import.meta.url));
const app = await createApp({ config, logger, assets, tables: roomyTables });
logger.info({ url: app.url, ...app.parts }, 'listening');
process.once('SIGTERM', async () => {
  await app.close();
  process.exit(0);
});
await app.warmUp();

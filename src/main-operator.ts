import 'reflect-metadata';
import { loadConfig } from './config.ts';
import { durations } from './durations.ts';
import { runningServer, urlOf } from './running-server.ts';
import { EmailAddress } from './scalars.ts';
import { startOrTell } from './start-fault.ts';

const day = 24 * 3_600_000;

function addressIn(given: readonly string[]): string {
  try {
    if (given.length === 1) return EmailAddress.parseValue(given[0]);
  } catch {
    // Answered below, like no address at all.
  }
  throw new Error('Usage: npm run operator -- <e-mail address>');
}

void startOrTell(async () => {
  const email = addressIn(process.argv.slice(3));
  const config = loadConfig(process.env);
  const base = config.publicUrl ?? (await runningServer(config.dataDir)) ?? urlOf(config.host, config.port);
  // Loaded only now: a mistaken call is told at once.
  const { inviteOperator } = await import('./invite-operator.ts');
  const link = `${base}/invite?token=${await inviteOperator(config, email)}`;
  const days = durations.inviteLinkMs / day;
  process.stdout.write(`${link} makes ${email} an operator: it works once, for ${days} days.\n`);
});
